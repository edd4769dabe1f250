import { foldText } from '../content/fold.ts';

// What differs from person to person says nothing about the wording.
const variable = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\[[^\]]*\]|https?:\/\/\S+|\S*\d\S*/gu;
const wordsOf = (text: string): readonly string[] =>
  foldText(text.replace(variable, ' ')).match(/\p{L}+/gu) ?? [];

/** The words of a text and the pairs of words that follow each other, without names, numbers and links. */
export function shapeOf(text: string): ReadonlySet<string> {
  const words = wordsOf(text);
  const shape = new Set(words);
  for (let at = 1; at < words.length; at += 1) shape.add(`${words[at - 1]} ${words[at]}`);
  return shape;
}

/** How alike two texts are in their wording, from 0 to 1: shared words and pairs of words, by the smaller of both. */
export const likeness = (one: string, other: string): number => likenessOf(shapeOf(one), shapeOf(other));

export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return one.size === other.size ? 1 : 0;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
