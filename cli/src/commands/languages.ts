import { misuse } from '../refusal.ts';

export type LanguageOptions = {
  readonly language?: string;
  /** `es=words` each. */
  readonly text?: readonly string[];
};

/** The words for other languages, as they are asked for on a command line. */
export function languagesOf({ language, text = [] }: LanguageOptions): {
  language?: string;
  texts?: Record<string, string>;
} {
  const texts = Object.fromEntries(
    text.map((written) => {
      const at = written.indexOf('=');
      const tag = written.slice(0, at).trim();
      if (at < 1 || !/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*$/.test(tag))
        throw misuse(`Write --text as LANGUAGE=WORDS, such as --text "es=Hola", instead of “${written}”.`);
      return [tag, written.slice(at + 1)];
    }),
  );
  return {
    ...(language !== undefined && { language }),
    ...(text.length > 0 && { texts }),
  };
}
