import type { SenderKind } from './capabilities.ts';

/** Numbers as carriers write them. Short codes and names are passed through as they are. */

/** Digits without the plus, as about half of all carriers want them. */
export const digitsOf = (number: string): string => number.replace(/^\+/, '');

const longestShortCode = 8;

/** E.164 of what a carrier wrote: with a plus, with 00, with neither, with blanks, or as a number. */
export function e164Of(word: string): string {
  const bare = word.replace(/[\s().-]/g, '').replace(/^(\+|00)/, '');
  return /^\d+$/.test(bare) && bare.length > longestShortCode ? `+${bare}` : word.trim();
}

/** The ten digits of a number of the United States, Canada or their neighbours; null for any other. */
export const usNationalOf = (number: string): string | null => /^\+?1([2-9]\d{9})$/.exec(number)?.[1] ?? null;

/** E.164 of ten digits, or of eleven that begin with 1. */
export function usNumberOf(word: string): string {
  const national = /^(?:\+?1)?([2-9]\d{9})$/.exec(word.replace(/[\s().-]/g, ''))?.[1];
  return national === undefined ? e164Of(word) : `+1${national}`;
}

const tollFree = /^\+18(00|33|44|55|66|77|88)\d{7}$/;

export function senderKindOf(number: string): SenderKind {
  if (/[a-z]/i.test(number)) return 'alphanumeric';
  if (!number.startsWith('+')) return 'short_code';
  return tollFree.test(number) ? 'toll_free' : 'long_code';
}
