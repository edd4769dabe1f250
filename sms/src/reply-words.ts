import { readablePart, toClauses } from './reply/normalise.ts';

/**
 * A reply as it is compared: plain lower-case words with one space between. For keywords of a workspace's own, so that
 * "Join!", "JOIN 🎉" and "J O I N" are one word to everybody.
 *
 * @returns '' when the reply holds no letters or digits
 */
export function normaliseReply(text: string): string {
  return toClauses(readablePart(text)).flat().join(' ');
}
