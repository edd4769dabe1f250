/** What a language is called by whoever reads the console; its tag where the browser has no name for it. */
export function languageName(tag: string): string {
  try {
    const reader = document.documentElement.lang || 'en';
    return new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
