import { parseTemplate } from '@tidings/sms';
import type { LintFinding, LintInput, LintPurpose, Severity } from './finding.ts';
import { type Folded, fold, foldText } from './fold.ts';
import { findLinks, type Link } from './links.ts';

/** A text as the rules look at it: read once, asked by all of them. */
export interface Reading {
  readonly input: LintInput;
  readonly body: string;
  readonly purpose: LintPurpose | null;
  /** The body with its tags blanked but for the words in quotes, which people may get; as long as the body. */
  readonly words: string;
  readonly folded: Folded;
  /** `folded.text` with the brand's own names blanked: a wine bar may call itself one. */
  readonly unnamed: string;
  readonly links: readonly Link[];
  readonly brand: string | null;
  readonly language: 'en' | 'es' | 'fr';
  /** Whether it offers something: prices, discounts, orders. */
  readonly isSelling: boolean;
}

/** One rule or a family of them. */
export type Check = (reading: Reading) => readonly LintFinding[];

// A private-use character, so that a tag inside an address stays part of it and nowhere looks like a word.
const blank = '\ue000';
const tag = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

export function readText(input: LintInput): Reading {
  const { body, brands = [], purpose = null } = input;
  const words = blankTags(body);
  const folded = fold(words);
  return {
    input,
    body,
    purpose,
    words,
    folded,
    unnamed: blankNames(folded.text, brands),
    links: findLinks(words),
    brand: brands.find((one) => one.trim() !== '') ?? null,
    language: guessLanguage(folded.text),
    isSelling: purpose === 'marketing' || selling.test(folded.text),
  };
}

/** A body with its tags blanked but for the words in quotes, which people may get; as long as the body. */
export const blankTags = (body: string): string => body.replace(tag, blankTag);

const blankTag = (written: string): string =>
  written.startsWith('{{')
    ? written.replace(/"[^"]*"|'[^']*'|[^"']/g, (part) =>
        part.length > 1 ? `${blank}${part.slice(1, -1)}${blank}` : blank,
      )
    : blank.repeat(written.length);

function blankNames(text: string, brands: readonly string[]): string {
  let unnamed = text;
  for (const name of namesOf(brands)) unnamed = unnamed.replaceAll(name, ' '.repeat(name.length));
  return unnamed;
}

const namesOf = (brands: readonly string[]): readonly string[] =>
  brands.map((brand) => foldText(brand.trim())).filter((name) => name.length > 1);

/** The brand's names as they would stand in `folded.text`. */
export const foldedBrands = ({ input }: Reading): readonly string[] => namesOf(input.brands ?? []);

const selling =
  /\d ?(?:% ?(?:off|menos|de |rabatt)|percent off)|[$€£] ?\d|\b\d+(?:[.,]\d\d)? ?(?:€|(?:euros?|eur|dollars|bucks|dolares|reais|pesos|pounds|quid)\b)|\b(?:half[- ](?:price|off)|\d ?-?(?:for|x)-? ?\d|bogo|sales?|deals?|save|order (?:now|today|tonight|online)|buy|shop|in stock|specials?|discounts?|lowest price|best price|(?<!-)free|new arrivals|on (?:us|the house)|take home|restock(?:ed)?|oferta|ofertas|descuentos?|gratis|compra|compre|promocao|desconto|angebote?|rabatt|kostenlos|gutschein|rabais|soldes?|reductions?|offerte?s?|gratuits?|moitie prix|promo)\b/;

const spanish = /\b(?:responde|responda|envia|para|hoy|con|por|su|tu|hasta|el|los|las|una?|del|gratis|no)\b/g;
const french = /\b(?:repondez|votre|vos|pour|vous|les|des|une?|est|avec|jusqu|nos|ce|du|et|ne)\b/g;
const english = /\b(?:the|your|you|to|for|and|is|are|at|our|on|of|in|this|reply|with)\b/g;

function guessLanguage(text: string): Reading['language'] {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const [en, es, fr] = [count(english), count(spanish), count(french)];
  if (es > en && es >= fr) return 'es';
  return fr > en && fr > es ? 'fr' : 'en';
}

type Told = Pick<LintFinding, 'sentence' | 'remedy'> & { readonly fix?: string };

/** A finding on a stretch of the body. */
export const findingAt = (
  rule: string,
  severity: Severity,
  [start, end]: readonly [number, number],
  told: Told,
): LintFinding => ({ rule, severity, start, end, ...told });

/** Where a stretch of the folded text stands in the body. */
export const spanOf = ({ folded }: Reading, index: number, length: number): readonly [number, number] => [
  folded.start(index),
  folded.end(index + Math.max(length, 1) - 1),
];

/** The words of the body there, for a sentence. */
export const quote = (body: string, [start, end]: readonly [number, number]): string => {
  const words = body.slice(start, end).replace(/\s+/g, ' ').trim();
  return `“${words.length > 60 ? `${words.slice(0, 57)}…` : words}”`;
};

export const lettersOf = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');

export const isReadable = (body: string): boolean => parseTemplate(body).ok;
