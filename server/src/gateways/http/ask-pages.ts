import { type Asked, answered } from '../asking.ts';
import { type Asking, askJson, type Json } from './ask-json.ts';

const pagesAtMost = 50;

export type Pages<T> = {
  /** The path of the first. */
  readonly first: string;
  itemsOf(page: Json): readonly T[];
  /** The path of the page after this one, which is the `at`th from 1; null after the last. */
  next(page: Json, at: number): string | null;
};

/** All pages of a list, one after another. */
export async function askPages<T>(
  asking: Asking,
  { first, itemsOf, next }: Pages<T>,
): Promise<Asked<readonly T[]>> {
  const all: T[] = [];
  let path: string | null = first;
  for (let at = 1; path !== null && at <= pagesAtMost; at += 1) {
    const asked: Asked<Json> = await askJson(asking, path);
    if (asked.kind === 'failed') return asked;
    all.push(...itemsOf(asked.value));
    path = next(asked.value, at);
  }
  return answered(all);
}
