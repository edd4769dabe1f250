import type { Problems } from './errors.ts';
import { findQuoteEnd, isQuote } from './scan.ts';

/** One word of the language inside a tag. `sign` is an operator or separator; `end` follows the last. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  /** The name, the text without its quotes, the digits, or the sign. */
  readonly value: string;
  /** Index in the source. */
  readonly position: number;
}

/** Reads the tokens of one tag from left to right. */
export interface TokenReader {
  /** The next token, not yet taken. */
  peek(): Token;
  /** Takes the next token. */
  take(): Token;
  /** Takes the next token if it is this sign or this name. */
  takeIf(value: string): Token | undefined;
}

const namePattern = /[\p{L}_][\p{L}\p{N}_]*(?:[.-][\p{L}\p{N}_]+)*/uy;
const numberPattern = /-?\d{1,15}(?:\.\d{1,10})?/y;
const signPattern = /==|!=|<>|<=|>=|[<>|:,]/y;
const spacePattern = /\s+/y;

/** Splits what stands in a tag into tokens; a character that fits nowhere is reported and gives undefined. */
export function readTokens(content: string, position: number, problems: Problems): TokenReader | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < content.length) {
    const space = match(spacePattern, content, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const token = tokenAt(content, at, position);
    if (!token) return reportCharacter(content.charAt(at), position + at, problems);
    tokens.push(token.token);
    at = token.end;
  }
  return readerOf(tokens, position + content.length);
}

function readerOf(tokens: readonly Token[], endPosition: number): TokenReader {
  const end: Token = { kind: 'end', value: '', position: endPosition };
  let next = 0;
  const peek = () => tokens[next] ?? end;
  const take = () => tokens[next++] ?? end;
  const takeIf = (value: string) => {
    const token = peek();
    return (token.kind === 'sign' || token.kind === 'name') && token.value === value ? take() : undefined;
  };
  return { peek, take, takeIf };
}

function tokenAt(content: string, at: number, position: number): { token: Token; end: number } | undefined {
  if (isQuote(content.charAt(at))) {
    const close = findQuoteEnd(content, at);
    if (close < 0) return undefined;
    return {
      token: { kind: 'text', value: content.slice(at + 1, close), position: position + at },
      end: close + 1,
    };
  }
  const kinds = [
    ['name', namePattern],
    ['number', numberPattern],
    ['sign', signPattern],
  ] as const;
  for (const [kind, pattern] of kinds) {
    const value = match(pattern, content, at);
    if (value !== undefined)
      return { token: { kind, value, position: position + at }, end: at + value.length };
  }
  return undefined;
}

function match(pattern: RegExp, content: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(content)?.[0];
}

function reportCharacter(character: string, position: number, problems: Problems): undefined {
  const hints: Readonly<Record<string, string>> = {
    '=': 'Write == to compare.',
    '&': 'Write "and" to ask for both.',
    '!': 'Write != to compare, or {% else %} for the other case.',
    '(': 'Parentheses are not part of the language; put one {% if %} inside another.',
    '[': 'Fields have no parts in brackets; write the name of the field.',
  };
  const hint = Object.hasOwn(hints, character)
    ? hints[character]
    : 'Field names hold letters, digits and underscores.';
  return problems.add(position, 'merge.bad_character', `Take out the character ${character}. ${hint}`);
}

/** A token as it is shown in a sentence. */
export function shownToken(token: Token): string {
  if (token.kind === 'end') return 'the end of the tag';
  return token.kind === 'text' ? `"${token.value}"` : token.value;
}
