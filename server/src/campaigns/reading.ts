import { type ReadingEase, readingEase } from '@tidings/sms';
import type { SaidWords } from '../templates/index.ts';

/** How hard one of the texts is to read: advice, which stands in nobody's way. */
export type TextReading = { readonly pointer: string } & ReadingEase;

export const readingOf = ({ all }: Pick<SaidWords, 'all'>): TextReading[] =>
  all.flatMap(({ body, language, pointer }) => {
    const found = readingEase(body, language);
    return found ? [{ pointer, ...found }] : [];
  });
