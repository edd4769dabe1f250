/** What somebody answerable has said of words. */
export type WordRuling = {
  readonly id: number;
  /** `not_promotional`: they sell nothing, whatever the linter finds. `emergency`: they may go out as one. */
  readonly kind: 'not_promotional' | 'emergency';
  /** Of an emergency. */
  readonly programId: string | null;
  /** Of an emergency: it goes to people who have not joined, where the law lets it. */
  readonly isWithoutConsent: boolean;
  readonly body: string;
  readonly bodyHash: Buffer;
  readonly note: string;
  readonly madeBy: string;
  /** The person behind it; of a key, whoever made the key. */
  readonly madeAccount: string | null;
  readonly madeAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedReason: string | null;
};

/** What stands, for whoever decides about texts. */
export type Rulings = {
  /** Bodies that promote nothing; texts made from one are judged by their values alone. */
  readonly cleared: readonly string[];
  readonly released: readonly Pick<WordRuling, 'programId' | 'body' | 'expiresAt' | 'isWithoutConsent'>[];
};

export const noRulings: Rulings = { cleared: [], released: [] };

export const rulingsOf = (
  standing: readonly Pick<WordRuling, 'kind' | 'programId' | 'body' | 'expiresAt' | 'isWithoutConsent'>[],
): Rulings =>
  standing.length === 0
    ? noRulings
    : {
        cleared: standing.filter(({ kind }) => kind === 'not_promotional').map(({ body }) => body),
        released: standing.filter(({ kind, expiresAt }) => kind === 'emergency' && expiresAt !== null),
      };

/** A release is for one program, to the letter, and while it lasts. */
export const isReleased = (
  { released }: Pick<Rulings, 'released'>,
  text: { readonly programId: string; readonly body: string },
  now: Date,
): boolean =>
  released.some(
    ({ programId, body, expiresAt }) =>
      programId === text.programId && body === text.body && expiresAt !== null && expiresAt > now,
  );

export type RulingState = 'waiting' | 'standing' | 'expired' | 'ended';

export function stateOfRuling({ kind, releasedAt, expiresAt, endedAt }: WordRuling, now: Date): RulingState {
  if (endedAt !== null) return 'ended';
  if (kind === 'not_promotional') return 'standing';
  if (releasedAt === null) return 'waiting';
  return expiresAt !== null && expiresAt > now ? 'standing' : 'expired';
}
