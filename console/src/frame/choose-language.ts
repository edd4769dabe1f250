import { openLanguage, wantedLanguage } from '../ui/language.ts';

const stored = 'tidings.language';

/** Reads which language somebody wants and loads it; the page says so to screen readers and hyphenation. */
export async function startLanguage(): Promise<void> {
  const wanted = wantedLanguage(localStorage.getItem(stored), navigator.languages);
  // Without the file of sentences the console still stands, in English.
  await openLanguage(wanted).then(
    () => {
      document.documentElement.lang = wanted;
    },
    () => undefined,
  );
}

/** Keeps the choice in this browser and draws everything anew: sentences are read while things are drawn. */
export function chooseLanguage(code: string): void {
  localStorage.setItem(stored, code);
  window.location.reload();
}
