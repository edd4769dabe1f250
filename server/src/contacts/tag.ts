import { Invalid } from '../platform/errors.ts';

const longestTag = 100;

/** One spelling for one tag: trimmed, inner spaces single, case kept as the business writes it. */
export function tagOf(text: string): string {
  const tag = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (tag === '' || tag.length > longestTag) {
    throw new Invalid('tag.bad_name', `A tag is a word or a few, at most ${longestTag} characters.`);
  }
  return tag;
}
