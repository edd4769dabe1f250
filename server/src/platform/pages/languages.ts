import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

/** The languages of public pages. Words are data, a file a language; a test holds that none lacks a word. */
export const languages = ['en', 'es', 'fr', 'de', 'pt'] as const;
export type Language = (typeof languages)[number];
export type Wordbook = Readonly<Record<Language, Readonly<Record<string, string>>>>;

const books: Wordbook = { en, es, fr, de, pt };

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** The first language of an Accept-Language header that we speak, by its weights; null when there is none. */
export function preferredLanguage(header: string | undefined): Language | null {
  const wishes = (header ?? '')
    .slice(0, 400)
    .split(',')
    .map((part, at) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = Number(
        rest
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { language: tag.split('-')[0] ?? '', weight: Number.isNaN(weight) ? 0 : weight, at };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
  return wishes.map(({ language }) => language).find(isLanguage) ?? null;
}

/** A sentence in a language, with `{name}` filled in. A word that no book has is a mistake of ours and throws. */
export function say(
  book: Wordbook,
  language: Language,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const sentence = book[language][key] ?? book.en[key];
  if (sentence === undefined) throw new Error(`There are no words called ${key}.`);
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) =>
    values[name] === undefined ? whole : String(values[name]),
  );
}

/** The words of every page: for links that no longer open, for too many visits, for mistakes. */
export const pageWords = books;
