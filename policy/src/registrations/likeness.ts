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

// Every text of a brand names it and says how to leave; two texts are not alike for that.
const wayOut =
  /(?:\b(?:reply|text|txt|send|respond|responda|responde|envia|envie|repondez|antworten sie|opt ?-?out|unsubscribe|to (?:opt ?-?out|leave|stop|end|cancel))\b[^.!?\n]{0,20}\b(?:stop|end|quit|cancel|unsubscribe|alto|baja|arret|sair)\b|\bstop\b ?(?:to|2|=|:|para|pour|zum)|\bopt ?-?out\b|\bunsubscribe\b)[^.!?\n]*/g;

/** The same of what a text has to tell: without the names of the brand and the line that says how to leave. */
export function tellingShapeOf(text: string, names: readonly string[]): ReadonlySet<string> {
  let told = foldText(text);
  for (const name of names.map(foldText)) if (name.trim() !== '') told = told.replaceAll(name, ' ');
  return shapeOf(told.replace(wayOut, ' '));
}

/** How alike two texts are in their wording, from 0 to 1: shared words and pairs of words, by the smaller of both. */
export const likeness = (one: string, other: string): number => likenessOf(shapeOf(one), shapeOf(other));

export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return one.size === other.size ? 1 : 0;
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
