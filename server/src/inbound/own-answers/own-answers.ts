import { parseTemplate, render } from '@tidings/sms';
import type { Language } from '../../platform/pages/languages.ts';

/** What a workspace may answer in its own words. The other answers carry questions and names of programs, and stay as they are. */
export const occasions = ['stop', 'start', 'help'] as const;
export type Occasion = (typeof occasions)[number];

/** The own words of a workspace, each under the `placeOf` its language and occasion. */
export type OwnAnswers = Readonly<Record<string, string>>;

export const noOwnAnswers: OwnAnswers = {};

export const placeOf = (language: Language, occasion: Occasion): string => `${language} ${occasion}`;

/** What own words are filled with: the brands that were meant, and where they give help. */
export type AnswerValues = { readonly brand: string; readonly help: string };

/** An answer in the workspace's own words; null where it has none for it, or where they cannot be filled. */
export function sayOwn(
  own: OwnAnswers,
  language: Language,
  occasion: Occasion,
  values: AnswerValues,
): string | null {
  const body = own[placeOf(language, occasion)];
  return body === undefined ? null : fill(body, values);
}

export function fill(body: string, values: AnswerValues): string | null {
  const parsed = parseTemplate(body);
  if (!parsed.ok) return null;
  const rendered = render(parsed.template, values);
  return rendered.ok ? rendered.text : null;
}
