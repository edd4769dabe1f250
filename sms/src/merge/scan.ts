import type { Problems } from './errors.ts';

/** A stretch of the source: words to send as they are, an output tag `{{ … }}`, or a logic tag `{% … %}`. */
export interface Piece {
  readonly kind: 'text' | 'output' | 'logic';
  /** The words, or what stands between the braces. */
  readonly content: string;
  /** Index in the source of the first character of `content`. */
  readonly position: number;
}

/** Cuts a source into pieces. Linear: every character is looked at once. A `-` inside a brace trims the spaces beside it. */
export function scan(source: string, problems: Problems): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimNext = false;
  while (at < source.length) {
    const open = findOpen(source, at);
    const tag = open < 0 ? undefined : readTag(source, open, problems);
    // After a tag that cannot be read, the rest would only give errors that follow from the first.
    const end = open < 0 ? source.length : open;
    addText(pieces, source, at, end, { start: trimNext, end: tag?.trimBefore ?? false }, problems);
    if (!tag) break;
    pieces.push(tag.piece);
    trimNext = tag.trimAfter;
    at = tag.end;
  }
  return pieces;
}

function findOpen(source: string, from: number): number {
  for (let at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
    const next = source[at + 1];
    if (next === '{' || next === '%') return at;
  }
  return -1;
}

interface Tag {
  readonly piece: Piece;
  readonly end: number;
  readonly trimBefore: boolean;
  readonly trimAfter: boolean;
}

function readTag(source: string, open: number, problems: Problems): Tag | undefined {
  const isOutput = source[open + 1] === '{';
  const close = isOutput ? '}}' : '%}';
  const end = findClose(source, open + 2, close, problems);
  if (end === 'open-quote') return undefined;
  if (end === undefined) {
    const shown = isOutput ? '{{' : '{%';
    return problems.add(
      open,
      'merge.unclosed_tag',
      `Close the tag that starts here: ${shown} needs a ${close} after it.`,
    );
  }
  const trimBefore = source[open + 2] === '-';
  const trimAfter = source[end - 1] === '-' && end - 1 > open + 2;
  const position = open + 2 + (trimBefore ? 1 : 0);
  const content = source.slice(position, Math.max(position, trimAfter ? end - 1 : end));
  return {
    piece: { kind: isOutput ? 'output' : 'logic', content, position },
    end: end + 2,
    trimBefore,
    trimAfter,
  };
}

// Braces inside a quoted text belong to it, so quotes are followed; a tag that opens inside a tag means one was left open.
function findClose(
  source: string,
  from: number,
  close: string,
  problems: Problems,
): number | 'open-quote' | undefined {
  for (let at = from; at < source.length; at++) {
    const character = source.charAt(at);
    if (isQuote(character)) {
      const quoteEnd = findQuoteEnd(source, at);
      if (quoteEnd < 0) {
        if (source.indexOf(close, at) < 0) return undefined;
        problems.add(at, 'merge.open_quote', 'Close the quotation mark that starts here.');
        return 'open-quote';
      }
      at = quoteEnd;
    } else if (source.startsWith(close, at)) return at;
    else if (character === '{' && (source[at + 1] === '{' || source[at + 1] === '%')) return undefined;
  }
  return undefined;
}

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  // Word processors and phones curl quotation marks, so a pasted template has them; either curl may come first.
  ['“', '”“"'],
  ['”', '”“"'],
  ['‘', "’‘'"],
  ['’', "’‘'"],
]);

export function isQuote(character: string): boolean {
  return closers.has(character);
}

/** Index of the quotation mark that closes the one at `open`, or -1. */
export function findQuoteEnd(source: string, open: number): number {
  const closing = closers.get(source.charAt(open)) ?? '';
  for (let at = open + 1; at < source.length; at++) if (closing.includes(source.charAt(at))) return at;
  return -1;
}

function addText(
  pieces: Piece[],
  source: string,
  start: number,
  end: number,
  trim: { readonly start: boolean; readonly end: boolean },
  problems: Problems,
): void {
  for (const stray of ['}}', '%}']) {
    const at = source.slice(start, end).indexOf(stray);
    if (at < 0) continue;
    const open = stray === '}}' ? '{{' : '{%';
    problems.add(start + at, 'merge.stray_close', `Put ${open} before this ${stray}, or take it out.`);
  }
  let content = source.slice(start, end);
  const before = content.length;
  if (trim.start) content = content.trimStart();
  const position = start + before - content.length;
  if (trim.end) content = content.trimEnd();
  if (content !== '') pieces.push({ kind: 'text', content, position });
}
