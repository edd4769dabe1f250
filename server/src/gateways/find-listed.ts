import type { LookUp, LostText } from './gateway.ts';

/** A text in a carrier's list, as far as a lost one is looked for among them. */
export type Listed = {
  readonly id: string;
  readonly to: string;
  /** Null where the list leaves the words out. */
  readonly body: string | null;
  /** Our reference, of a carrier that keeps it. */
  readonly reference?: string | null;
  readonly createdAt: unknown;
};

// The carrier's clock and ours, and the whole seconds in which it writes.
export const clocksMayDifferMs = 2 * 60_000;

/** From when on a lost text may stand in a carrier's list. */
export const earliestOf = ({ leftAt }: Pick<LostText, 'leftAt'>): Date =>
  new Date(leftAt.getTime() - clocksMayDifferMs);

export const cannotSay = (sentence: string): Extract<LookUp, { kind: 'cannot_say' }> => ({
  kind: 'cannot_say',
  sentence,
});

/** By our reference, where the carrier's list has it. Absent only where the list is whole. */
export function findByReference(
  carrier: string,
  text: Pick<LostText, 'reference'>,
  listed: readonly Pick<Listed, 'id' | 'reference'>[],
  isWhole: boolean,
): LookUp {
  const found = listed.find(({ reference }) => reference === text.reference);
  if (found) return { kind: 'found', providerId: found.id };
  return isWhole ? { kind: 'absent' } : cannotSay(`${carrier} lists more texts than can be read at once.`);
}

/**
 * By whom it went to, when, and its words, of a carrier that knows no reference of ours; the newest come first. Texts that are known
 * to be others of ours are left out, so that of two with the same words each is found once.
 */
export async function findByWords(
  carrier: string,
  text: LostText,
  listed: readonly Listed[],
  isWhole: boolean,
): Promise<LookUp> {
  const notBefore = earliestOf(text).getTime();
  const recent = listed.filter(({ createdAt }) => timeOf(createdAt) >= notBefore);
  const meant = recent.filter(({ to }) => to === text.to);
  const others = await text.whichAreOthers(meant.map(({ id }) => id));
  const unclaimed = meant.filter(({ id }) => !others.has(id));
  const found = unclaimed.filter(({ body }) => body === text.body).at(-1);
  if (found) return { kind: 'found', providerId: found.id };
  // Of an account that has the words removed nobody can say which text this is.
  if (unclaimed.some(({ body }) => body === null || body === ''))
    return cannotSay(`${carrier} lists a text without its words.`);
  // Carriers put words of their own in front (trial accounts), shorten links, and write characters their way: called absent, it would
  // go out again to somebody who has it.
  if (unclaimed.length > 0)
    return cannotSay(`${carrier} lists a text to this number in other words, which may be this one.`);
  // A list that reaches back before the text left holds all that came since.
  if (!isWhole && recent.length === listed.length)
    return cannotSay(`${carrier} lists more texts than can be read at once.`);
  return { kind: 'absent' };
}

// One whose date cannot be read may be the one that is looked for.
function timeOf(created: unknown): number {
  const ms = typeof created === 'string' ? Date.parse(created) : Number.NaN;
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
}

/**
 * By whom it went to and when alone, of a carrier whose list leaves the words out. Of two that nobody has claimed it cannot be said which
 * is which.
 */
export async function findByNumber(
  carrier: string,
  text: LostText,
  ids: readonly string[],
  isWhole: boolean,
): Promise<LookUp> {
  const others = await text.whichAreOthers(ids);
  const [found, ...more] = ids.filter((id) => !others.has(id));
  if (more.length > 0) return cannotSay(`${carrier} lists several texts to this number without their words.`);
  if (found !== undefined) return { kind: 'found', providerId: found };
  return isWhole ? { kind: 'absent' } : cannotSay(`${carrier} lists more texts than can be read at once.`);
}
