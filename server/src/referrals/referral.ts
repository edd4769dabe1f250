export type SchemeContent = {
  readonly name: string;
  readonly programId: string;
  /** By which people ask for their code; null where they get it otherwise. */
  readonly askKeywordId: string | null;
  /** By which friends join, with the code behind it. */
  readonly joinKeywordId: string;
  /** The first friend brings a code of the first pool, the second one of the second, and so on. */
  readonly rewardPools: readonly string[];
  /** What whoever brought somebody reads, with `{{ coupon }}` for the code. */
  readonly rewardBody: string;
};

export type Scheme = SchemeContent & {
  readonly id: string;
  readonly state: 'on' | 'off';
  readonly madeBy: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
};

export type Referral = {
  readonly id: number;
  readonly code: string;
  /** The friend. */
  readonly number: string;
  readonly contactId: number | null;
  readonly state: 'waiting' | 'rewarded' | 'refused';
  readonly reason: string | null;
  readonly pool: string | null;
  readonly messageId: number | null;
  readonly writtenAt: Date;
  readonly decidedAt: Date | null;
};

// Without those that look or sound like others on a phone.
const letters = 'ACDEFGHJKMNPQRTUVWXY34679';
export const codeLength = 6;

/** A code from random bytes; 24 million to the million. It is no secret: whoever has it can only join by it themselves. */
export const newCode = (token: (bytes?: number) => string): string =>
  Array.from(Buffer.from(token(codeLength), 'base64url'), (byte) => letters[byte % letters.length]).join('');

/** The code in what somebody wrote behind a keyword; null where there is none. */
export function codeIn(rest: string): string | null {
  const found = rest.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return new RegExp(`^[${letters}]{${codeLength}}$`).test(found) ? found : null;
}

/** What opens the texts of a phone with the words that join; the friend presses send, nobody else can. */
export const joinLinkOf = (number: string, word: string, code: string): string =>
  `sms:${number}?&body=${encodeURIComponent(`${word} ${code}`)}`;
