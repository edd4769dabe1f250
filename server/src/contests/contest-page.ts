import { type Html, html, paragraphs } from '../platform/pages/html.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import type { Contest } from './contest.ts';
import { contestWords } from './contest-words.ts';

export type EntryFields = Readonly<Record<string, string | undefined>>;

export type ContestView = {
  readonly contest: Contest;
  readonly address: string;
  readonly brandName: string;
  readonly country: string;
  readonly language: Language;
  readonly fields: EntryFields;
  readonly problems: readonly string[];
};

/**
 * The rules of a contest with the free entry: whoever wants to enter without a text does, under the same chances. Nobody joins anything by it,
 * so no box for texts stands here. The field called `website` is for robots. It needs no script.
 */
export function contestPage({
  contest,
  address,
  brandName,
  country,
  language,
  fields,
  problems,
}: ContestView): Html {
  const words = (key: string, values = {}) => say(contestWords, language, key, values);
  const field = (name: string, type: string, autocomplete: string, isNeeded: boolean) =>
    html`<label for="${name}">${words(name)}${!isNeeded && html` <span class="small">(${words('optional')})</span>`}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="200"${isNeeded && ' required'} value="${fields[name]}">
`;
  return html`<h1>${contest.name}</h1>
<p>${words('by', { brand: brandName })} ${words('prize', { prize: contest.prize })}</p>
<p>${words('until', { date: contest.endsAt.toISOString().slice(0, 16).replace('T', ' ') })}</p>
${problems.length > 0 && html`<div class="problem" role="alert"><strong>${words('problem')}</strong> ${problems.join(' ')}</div>`}
<form method="post" action="/e/${address}?language=${language}">
${field('full_name', 'text', 'name', true)}${field('number', 'tel', 'tel', true)}<p class="small">${words('number_hint', { country })}</p>
${field('email', 'email', 'email', false)}${regionField(contest, words, fields)}<div class="away" aria-hidden="true"><label for="website">Website</label><input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>
${contest.leastAge !== null && html`<label class="tick"><input type="checkbox" name="age" value="${contest.leastAge}"><span>${words('age', { age: contest.leastAge })}</span></label>\n`}
<p class="small">${words('no_texts')}</p>
<button type="submit">${words('enter')}</button>
</form>
<h2>${words('rules')}</h2>
${paragraphs(contest.rules)}
<p class="small">${words('seed', { hash: contest.seedHash ?? '' })}${contest.beaconSource !== null && html` ${words('beacon', { source: contest.beaconSource })}`}</p>`;
}

function regionField(
  { regions }: Contest,
  words: (key: string) => string,
  fields: EntryFields,
): Html | false {
  if (regions === null) return false;
  const options = regions.map(
    (region) => html`<option value="${region}"${fields.region === region && ' selected'}>${region}</option>`,
  );
  return html`<label for="region">${words('region')}</label>
<select id="region" name="region" required><option value=""></option>${options}<option value="elsewhere">${words('elsewhere')}</option></select>
`;
}

export function sayingPage(language: Language, key: string): { readonly title: string; readonly body: Html } {
  const title = say(contestWords, language, `${key}_title`);
  return {
    title,
    body: html`<h1>${title}</h1>\n<p role="status">${say(contestWords, language, `${key}_text`)}</p>`,
  };
}
