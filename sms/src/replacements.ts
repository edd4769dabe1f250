import { isGsm } from './alphabets.ts';
import { findLookAlike, findPlainLetter } from './gsm-replacements.ts';
import { countParts } from './parts.ts';

/** A character (or a joined sequence, such as one family emoji) that forces a text out of GSM-7. */
export interface Ucs2Character {
  /** Index of its first UTF-16 code unit in the text. */
  readonly position: number;
  /** The character itself, with its combining marks; `character.length` code units long. */
  readonly character: string;
  /** `U+201C`, or several joined by spaces. */
  readonly codePoints: string;
  /** What to call it in a sentence, with its article: "a curly double quotation mark", "an emoji". */
  readonly name: string;
  /** GSM-7 text to put in its place ('' removes something invisible), or null when nothing says the same. */
  readonly replacement: string | null;
  /** `look-alike`: no reader sees the change. `accent`: a letter loses its accent. `none`: nothing to offer. */
  readonly kind: 'look-alike' | 'accent' | 'none';
}

/**
 * Lists what forces a text into UCS-2, in order, so that a composer can mark it and offer the replacement.
 *
 * @returns an empty list exactly when the text is GSM-7
 */
export function findUcs2Characters(text: string): readonly Ucs2Character[] {
  const found: Ucs2Character[] = [];
  if (isGsm(text)) return found;
  for (let at = 0; at < text.length; ) {
    const character = clusterAt(text, at);
    if (!isGsm(character)) found.push(describe(text, at, character));
    at += character.length;
  }
  return found;
}

/**
 * Smart encoding: says the same text in GSM-7 when that is possible. All or nothing: if one character has no
 * replacement (an emoji), or if the result would cost more parts, the text comes back unchanged, because a half-way
 * change alters the words and saves nothing.
 *
 * @param options.accents also drop accents that GSM-7 lacks (í → i); off by default, since it changes people's names
 */
export function toGsm(text: string, options?: { readonly accents?: boolean }): string {
  if (isGsm(text)) return text;
  let plain = '';
  let copiedTo = 0;
  for (const { position, character, replacement, kind } of findUcs2Characters(text)) {
    if (replacement === null || (kind === 'accent' && !options?.accents)) return text;
    plain += text.slice(copiedTo, position) + replacement;
    copiedTo = position + character.length;
  }
  plain += text.slice(copiedTo);
  return countParts(plain).parts > countParts(text).parts ? text : plain;
}

function describe(text: string, position: number, character: string): Ucs2Character {
  const codePoints = [...character].map(codePointName).join(' ');
  const composed = character.normalize('NFC');
  if (isGsm(composed)) {
    const name = 'a letter written as two characters';
    return { position, character, codePoints, name, replacement: composed, kind: 'look-alike' };
  }
  const lookAlike = findLookAlike(composed);
  if (lookAlike) {
    const afterDigit = position > 0 && isDigit(text.charCodeAt(position - 1));
    const replacement = (afterDigit && lookAlike.afterDigit) || lookAlike.replacement;
    if (isGsm(replacement)) {
      return { position, character, codePoints, name: lookAlike.name, replacement, kind: 'look-alike' };
    }
  }
  const letter = findPlainLetter(composed);
  if (letter !== undefined && isGsm(letter)) {
    const name = `the letter ${composed}`;
    return { position, character, codePoints, name, replacement: letter, kind: 'accent' };
  }
  return { position, character, codePoints, name: nameOf(composed), replacement: null, kind: 'none' };
}

// One visible character: a code point with its combining marks; an emoji with its skin tone, style mark and joined
// companions; two regional letters as one flag. Marks after a plain GSM character stay apart, so they can be removed.
function clusterAt(text: string, start: number): string {
  let at = start + lengthAt(text, start);
  const isEmoji = emoji.test(text.slice(start, at));
  const isRegional = regional.test(text.slice(start, at));
  if (isRegional && regional.test(pointAt(text, at))) return text.slice(start, at + 2);
  while (at < text.length) {
    const next = pointAt(text, at);
    if (isEmoji && next === joiner) at += joiner.length + lengthAt(text, at + joiner.length);
    else if (combining.test(next) && (isEmoji || !styleMark.test(next))) at += next.length;
    else break;
  }
  return text.slice(start, at);
}

const joiner = '\u200d';
const emoji = /^\p{Extended_Pictographic}/u;
const regional = /^\p{Regional_Indicator}/u;
const combining = /^(?:\p{M}|\p{Emoji_Modifier})/u;
const styleMark = /^[\ufe0e\ufe0f]/;

function pointAt(text: string, at: number): string {
  return text.slice(at, at + lengthAt(text, at));
}

function lengthAt(text: string, at: number): number {
  const point = text.codePointAt(at);
  return point === undefined ? 0 : point > 0xffff ? 2 : 1;
}

const scripts: readonly (readonly [RegExp, string])[] = [
  [/\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}/u, 'an emoji'],
  [/\p{Script=Han}/u, 'a Chinese character'],
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'a Japanese letter'],
  [/\p{Script=Hangul}/u, 'a Korean letter'],
  [/\p{Script=Cyrillic}/u, 'a Cyrillic letter'],
  [/\p{Script=Greek}/u, 'a Greek letter'],
  [/\p{Script=Arabic}/u, 'an Arabic letter'],
  [/\p{Script=Hebrew}/u, 'a Hebrew letter'],
  [/\p{Script=Devanagari}/u, 'a Devanagari letter'],
  [/\p{Script=Thai}/u, 'a Thai letter'],
  [/\p{L}/u, 'a letter of another alphabet'],
  [/\p{Sc}/u, 'a currency sign'],
  [/\p{S}/u, 'a symbol'],
];

function nameOf(character: string): string {
  for (const [pattern, name] of scripts) if (pattern.test(character)) return name;
  return 'a special character';
}

function codePointName(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
