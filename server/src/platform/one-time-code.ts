import type { Ids } from './ids.ts';

/** For how long a code that was sent is of use, and how many wrong ones it stands. */
export const codeLastsMs = 10 * 60_000;
export const mostCodeTries = 5;

/** A code as it is kept: only its keyed hash. */
export type CodeOnFile = { readonly hash: string; readonly tries: number; readonly expiresAt: Date };

/** Pure: whether a code that was entered is the one that was sent. Wrong ones are counted by the caller. */
export function judgeCode(
  sent: Pick<CodeOnFile, 'tries' | 'expiresAt'> | null,
  isRight: boolean,
  now: Date,
): 'right' | 'wrong' | 'none_sent' | 'expired' | 'too_many' {
  if (sent === null) return 'none_sent';
  if (sent.tries >= mostCodeTries) return 'too_many';
  if (now >= sent.expiresAt) return 'expired';
  return isRight ? 'right' : 'wrong';
}

/** Six digits nobody can guess. Of 48 bits the last six digits are even to one in two hundred million. */
export function sixDigits(ids: Pick<Ids, 'token'>): string {
  const number = Buffer.from(ids.token(6), 'base64url').readUIntBE(0, 6);
  return String(number % 1_000_000).padStart(6, '0');
}
