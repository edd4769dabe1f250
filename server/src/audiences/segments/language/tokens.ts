import { Unreadable } from './problem.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'mark' | 'end';

export type Token = {
  readonly kind: TokenKind;
  /** What it stands for: of a string without its quotes, of a word as it was written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const longestText = 20_000;
const closings: Readonly<Record<string, string>> = { '"': '"', '“': '”' };

// In this order: a date is no number with something after it, and a word may hold the marks of names and zones.
const shapes: readonly (readonly [TokenKind, RegExp])[] = [
  ['date', /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])/y],
  ['number', /-?[0-9]+(?:\.[0-9]+)?(?![\w.])/y],
  ['word', /[\p{L}_][\p{L}\p{N}_]*(?:[./-][\p{L}\p{N}_]+)*/uy],
  ['mark', /<=|>=|!=|[<>=(),]/y],
];

/** Cuts a segment's text into words. `#` begins a remark that ends with its line. Throws Unreadable with the place. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > longestText)
    throw unreadable('segment.too_long', `Keep a segment within ${longestText} characters.`, 0, longestText);
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at = afterBlanks(text, at);
    if (at >= text.length)
      return [...tokens, { kind: 'end', text: '', start: text.length, end: text.length }];
    const token = text.charAt(at) in closings ? readString(text, at) : readShape(text, at);
    tokens.push(token);
    at = token.end;
  }
}

const blanks = /(?:\s|#[^\n]*)*/y;

function afterBlanks(text: string, at: number): number {
  blanks.lastIndex = at;
  return at + (blanks.exec(text)?.[0].length ?? 0);
}

function readShape(text: string, start: number): Token {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = start;
    const found = shape.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, start, end: start + found.length };
  }
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
  throw unreadable(
    'segment.bad_character',
    `“${character}” means nothing here. Put words with such characters between quotation marks.`,
    start,
    start + character.length,
  );
}

function readString(text: string, start: number): Token {
  const closing = closings[text.charAt(start)];
  let found = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === closing) return { kind: 'string', text: found, start, end: at + 1 };
    if (character === '\n') break;
    // A backslash stands before what would otherwise end the string, or before itself.
    if (character === '\\' && at + 1 < text.length) at += 1;
    found += text.charAt(at);
  }
  throw unreadable(
    'segment.open_string',
    'This begins with a quotation mark and does not end with one.',
    start,
    text.length,
  );
}

export const unreadable = (code: string, sentence: string, start: number, end: number, suggestion?: string) =>
  new Unreadable({
    code,
    sentence,
    place: { start, end },
    ...(suggestion === undefined ? {} : { suggestion }),
  });

/** A string as it is written, so that reading gives it back. */
export const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
