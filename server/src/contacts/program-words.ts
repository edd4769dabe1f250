import { Invalid } from '../platform/errors.ts';
import type { Language } from '../platform/pages/languages.ts';
import { sha256 } from '../platform/secrets.ts';

/** What people are shown before, while and after they join. Terms and policy are the brand's, the others a program's. */
export const wordsKinds = [
  'disclosure',
  'terms',
  'privacy',
  'join_request',
  'join_reminder',
  'join_confirmation',
] as const;
export type WordsKind = (typeof wordsKinds)[number];

/** One version of one text. It is never changed; writing again makes the next version. */
export type ProgramWords = {
  readonly id: number;
  readonly kind: WordsKind;
  readonly locale: Language;
  readonly version: number;
  readonly body: string;
  /** Of the body's UTF-8, in hexadecimal. */
  readonly sha256: string;
  readonly writtenBy: string;
  readonly writtenAt: Date;
};

/** How an event of the ledger names words: enough to find them, and enough to see that they are the same. */
export type WordsMark = { readonly version: number; readonly locale: string; readonly sha256: string };

export const markOf = ({ version, locale, sha256 }: ProgramWords): WordsMark => ({ version, locale, sha256 });

export const isOfBrand = (kind: WordsKind): kind is 'terms' | 'privacy' =>
  kind === 'terms' || kind === 'privacy';

export const digestOf = (body: string): Buffer => sha256(Buffer.from(body, 'utf8'));

const longest: Record<WordsKind, number> = {
  disclosure: 4_000,
  terms: 40_000,
  privacy: 40_000,
  join_request: 1_000,
  join_reminder: 1_000,
  join_confirmation: 1_000,
};

/** Words as they are kept: trimmed, composed, without what no database holds. */
export function readWords(kind: WordsKind, text: string): string {
  const body = text.normalize('NFC').toWellFormed().replaceAll('\u0000', '').replaceAll('\r\n', '\n').trim();
  if (body === '') throw new Invalid('words.empty', 'Write the words that people will see.');
  if (body.length > longest[kind])
    throw new Invalid('words.too_long', `Shorten these words to ${longest[kind]} characters or fewer.`);
  return body;
}

/** Of the newest words in each language, those in the wished one, else in English, else in any. */
export function chooseWords(
  words: readonly ProgramWords[],
  kind: WordsKind,
  locale: string,
): ProgramWords | undefined {
  const ofKind = words.filter((one) => one.kind === kind);
  return (
    ofKind.find((one) => one.locale === locale) ?? ofKind.find((one) => one.locale === 'en') ?? ofKind[0]
  );
}
