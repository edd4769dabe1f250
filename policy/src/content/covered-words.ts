const tag = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/;

/**
 * Whether a text is made from this source, and with which values: each stretch between the tags must stand in the text, in order and
 * to the letter, from its first character to its last. One pass, whatever the source looks like. Where parts of a source are left out
 * by a condition the text is not recognised, so that a word given for the source is not taken for one about less of it.
 *
 * @param source words with their merge fields
 * @param text words as somebody gets them, or the source itself
 * @returns what stands in place of the tags; null where the text is another
 */
export function wordsUnder(source: string, text: string): readonly string[] | null {
  if (source === text) return [];
  const [first = '', ...rest] = source.split(tag);
  if (rest.length === 0 || !text.startsWith(first)) return null;
  const last = rest.at(-1) ?? '';
  const values: string[] = [];
  let at = first.length;
  for (const literal of rest.slice(0, -1)) {
    const found = literal === '' ? at : text.indexOf(literal, at);
    if (found < 0) return null;
    values.push(text.slice(at, found));
    at = found + literal.length;
  }
  if (text.length - last.length < at || !text.endsWith(last)) return null;
  values.push(text.slice(at, text.length - last.length));
  return values;
}
