type Named = { readonly name: string };

/** Whom a note names by `@` and their name. Where one name begins another, the longer one is meant, and only as a whole word. */
export function mentionedIn<T extends Named>(note: string, colleagues: readonly T[]): T[] {
  let rest = note.toLowerCase();
  const longestFirst = colleagues.toSorted((a, b) => b.name.length - a.name.length);
  const mentioned = new Set<T>();
  for (const colleague of longestFirst) {
    const name = colleague.name.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const words = new RegExp(`@${name}(?![\\p{L}\\p{N}])`, 'gu');
    if (!words.test(rest)) continue;
    mentioned.add(colleague);
    rest = rest.replaceAll(words, '@');
  }
  return colleagues.filter((colleague) => mentioned.has(colleague));
}
