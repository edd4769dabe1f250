import { type Language, say, type Wordbook } from '../platform/pages/languages.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

/** What surveys say besides their own words. Kept to the letters of GSM-7: one more would halve what a part of a text holds. */
export const surveyWords: Wordbook = { en, es, fr, de, pt };

export const sayOfSurvey = (
  language: Language,
  key: keyof typeof en,
  values: Readonly<Record<string, string | number>> = {},
): string => say(surveyWords, language, key, values);
