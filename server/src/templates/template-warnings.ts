import { findPromotion, promotionOfWords } from '@tidings/policy/content';
import { lintWords, type WordsFinding } from './lint-words.ts';
import type { Template } from './template.ts';
import { pointerOf } from './words.ts';

/** Bodies of which somebody answerable has said that they promote nothing; known to whoever keeps such words. */
export type Cleared = readonly string[];

/**
 * What the author of a template should know of its words, though they are kept. For whom they will be is not known yet, so
 * a promotion in them is said here: used in a program for orders, they would reach only those who agreed to marketing.
 */
export function warningsOf(
  { body, texts, channel }: Pick<Template, 'body' | 'texts' | 'channel'>,
  cleared: Cleared,
): readonly (WordsFinding & { readonly language?: string })[] {
  return [
    ...warningsOfText(body, channel, cleared, '/body'),
    ...Object.entries(texts).flatMap(([language, text]) =>
      warningsOfText(text, channel, cleared, pointerOf(language)).map((one) => ({ ...one, language })),
    ),
  ];
}

function warningsOfText(
  body: string,
  channel: Template['channel'],
  cleared: Cleared,
  pointer: string,
): readonly WordsFinding[] {
  const { warnings } = lintWords({ body, channel }, pointer);
  // Mail says by its channel what it is for, and was asked about promotions by that.
  return channel === 'text' ? [...promotionIn(body, cleared, pointer), ...warnings] : warnings;
}

function promotionIn(body: string, cleared: Cleared, pointer: string): WordsFinding[] {
  const found = findPromotion(body, cleared);
  if (!found) return [];
  const { start, end, words } = found;
  return [
    {
      ...{ code: 'purpose.promotion', pointer, position: start, end },
      sentence: promotionOfWords(words),
    },
  ];
}
