import { type Language, say, type Wordbook } from '../platform/pages/languages.ts';
import { noOwnAnswers, type Occasion, type OwnAnswers, sayOwn } from './own-answers/own-answers.ts';
import type { ReplyBrand } from './reply.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

/** What the automatic answers say. The words that a person may answer with (START, STOP, HELP, KEEP) stay as they are in each. */
export const answerWords: Wordbook = { en, es, fr, de, pt };

const nameOf = (brands: readonly ReplyBrand[]) => brands.map((brand) => brand.name).join(', ');

/** The usual words for what a workspace may say in its own, written as its own would be. */
export const usualAnswer = (language: Language, occasion: Occasion): string =>
  say(answerWords, language, occasion, {
    brand: '{{ brand }}',
    help: say(answerWords, language, 'help_at', { contacts: '{{ help }}' }),
  });

/** The workspace's own words for an occasion, else the usual ones. */
function answer(
  language: Language,
  occasion: Occasion,
  brands: readonly ReplyBrand[],
  own: OwnAnswers,
): string {
  const [brand, usualHelp] = [nameOf(brands), helpLine(language, brands)];
  return (
    sayOwn(own, language, occasion, { brand, help: contactsOf(language, brands) }) ??
    say(answerWords, language, occasion, { brand, help: usualHelp })
  );
}

/** The one confirmation of an opt-out: names the brand, promises, and advertises nothing. */
export function stopAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  own: OwnAnswers = noOwnAnswers,
): string {
  return answer(language, 'stop', brands, own);
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
export function startAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  isRestored: boolean,
  own: OwnAnswers = noOwnAnswers,
): string {
  if (isRestored) return answer(language, 'start', brands, own);
  return say(answerWords, language, 'start_nothing', {
    brand: nameOf(brands),
    help: helpLine(language, brands),
  });
}

export function helpAnswer(
  language: Language,
  brands: readonly ReplyBrand[],
  page: string | null = null,
  own: OwnAnswers = noOwnAnswers,
): string {
  const ownPage = page === null ? '' : say(answerWords, language, 'page', { page });
  return `${answer(language, 'help', brands, own)}${ownPage}`;
}

const contactsOf = (language: Language, brands: readonly ReplyBrand[]): string =>
  [...new Set(brands.map((brand) => brand.helpContact))].join(answerWords[language].or);

const helpLine = (language: Language, brands: readonly ReplyBrand[]): string =>
  say(answerWords, language, 'help_at', { contacts: contactsOf(language, brands) });
