import { type Token, tokensOf, unreadable } from './tokens.ts';

/** Where a reader stands in the words of a segment. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  peek(ahead = 0): Token {
    const last = this.#tokens.length - 1;
    return this.#tokens[Math.min(this.#at + ahead, last)] as Token;
  }

  /** Takes the next word; the end is never passed. */
  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#at += 1;
    return token;
  }

  /** Where the last word that was taken ends. */
  get lastEnd(): number {
    return this.#tokens[Math.max(0, this.#at - 1)]?.end ?? 0;
  }

  isWord(...words: readonly string[]): boolean {
    return this.isWordAt(0, ...words);
  }

  isWordAt(ahead: number, ...words: readonly string[]): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && words.includes(token.text.toLowerCase());
  }

  takeWord(...words: readonly string[]): boolean {
    const isThere = this.isWord(...words);
    if (isThere) this.next();
    return isThere;
  }

  needWord(word: string): void {
    if (!this.takeWord(word)) throw this.refuse('segment.word_missing', `Here belongs the word “${word}”.`);
  }

  isMark(mark: string): boolean {
    const token = this.peek();
    return token.kind === 'mark' && token.text === mark;
  }

  takeMark(mark: string): boolean {
    const isThere = this.isMark(mark);
    if (isThere) this.next();
    return isThere;
  }

  needMark(mark: string, why: string): void {
    if (!this.takeMark(mark)) throw this.refuse('segment.mark_missing', `Here belongs “${mark}”${why}.`);
  }

  needWhole(least: number, most: number): number {
    const token = this.next();
    const value = Number(token.text);
    if (token.kind === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw this.refuseAt(token, 'segment.bad_number', `Write a whole number from ${least} to ${most}.`);
  }

  refuse(code: string, sentence: string, suggestion?: string) {
    return this.refuseAt(this.peek(), code, sentence, suggestion);
  }

  refuseAt(token: Pick<Token, 'start' | 'end'>, code: string, sentence: string, suggestion?: string) {
    return unreadable(code, sentence, token.start, token.end, suggestion);
  }
}
