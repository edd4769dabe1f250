import { type Language, say, type Wordbook } from '../platform/pages/languages.ts';
import type { ReplyBrand } from './reply.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

/** What the automatic answers say. The words that a person may answer with (START, STOP, HELP, KEEP) stay as they are in each. */
export const answerWords: Wordbook = { en, es, fr, de, pt };

const nameOf = (brands: readonly ReplyBrand[]) => brands.map((brand) => brand.name).join(', ');

/** The one confirmation of an opt-out: names the brand, promises, and advertises nothing. */
export function stopAnswer(language: Language, brands: readonly ReplyBrand[]): string {
  return say(answerWords, language, 'stop', { brand: nameOf(brands) });
}

/** The same for whoever leaves what comes from this number and stays in the rest. */
export function partlyAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  programs: readonly string[],
): string {
  return say(answerWords, language, 'stop_some', { brand: nameOf(brands), programs: programs.join(', ') });
}

/** The same, and the one question whether all was meant (47 CFR 64.1200(a)(12)). Without an answer all of it stays closed. */
export function askingAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  programs: readonly string[],
): string {
  const choices = programs.map((program, at) =>
    say(answerWords, language, 'choice', { place: at + 1, program }),
  );
  return say(answerWords, language, 'stop_asking', { brand: nameOf(brands), choices: choices.join(', ') });
}

/** To whoever said what to keep. */
export function keptAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  programs: readonly string[],
): string {
  return say(answerWords, language, 'kept', { brand: nameOf(brands), programs: programs.join(', ') });
}

/** To whoever has this number now: they never joined, so nobody says that they are unsubscribed. */
export function wrongNumberAnswer(language: Language, brands: readonly ReplyBrand[]): string {
  return say(answerWords, language, 'wrong_number', { brand: nameOf(brands) });
}

/** START restores what the person had joined before; it is no consent by itself, and the answer must not say it is. */
export function startAnswer(language: Language, brands: readonly ReplyBrand[], isRestored: boolean): string {
  const values = { brand: nameOf(brands), help: helpLine(language, brands) };
  return say(answerWords, language, isRestored ? 'start' : 'start_nothing', values);
}

export function helpAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  page: string | null = null,
): string {
  const values = { brand: nameOf(brands), help: helpLine(language, brands) };
  const own = page === null ? '' : say(answerWords, language, 'page', { page });
  return `${say(answerWords, language, 'help', values)}${own}`;
}

function helpLine(language: Language, brands: readonly ReplyBrand[]): string {
  const contacts = [...new Set(brands.map((brand) => brand.helpContact))];
  return say(answerWords, language, 'help_at', { contacts: contacts.join(answerWords[language].or) });
}
