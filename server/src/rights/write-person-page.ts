import type { PersonWishes } from '../contacts/index.ts';
import { type Html, html } from '../platform/pages/html.ts';
import { type Language, languages, say } from '../platform/pages/languages.ts';
import type { Page, PageTheme } from '../platform/pages/page.ts';
import type { PersonOnPage } from './person-page.ts';
import { frequencies } from './read-act.ts';
import { rightsWords } from './words.ts';

export type PageGiven = {
  readonly person: PersonOnPage;
  /** Where its forms post to, and where it lies. */
  readonly address: string;
  readonly language: Language;
  /** What has just been done, to be told on top. */
  readonly done: string | null;
  readonly theme: PageTheme;
  readonly now: Date;
};

const acts = ['leave', 'leave_program', 'pause', 'resume', 'wishes', 'tracking', 'language', 'correct'];

/** The person's own page: what was joined, and the ways to less of it. Works without a script; every change is a post. */
export function writePersonPage({ person, address, language, done, theme, now }: PageGiven): Page {
  const words = (key: string, values: Record<string, string> = {}) => say(rightsWords, language, key, values);
  const { contact, brands, pausedUntil } = person;
  const joined = brands.filter((brand) => brand.programs.length > 0);
  const title = words('page_title');
  const fileAddress = `${address.replace('/my?', '/my/file?')}&language=${language}`;
  const button = (act: string, label: string, more: Html | null = null, look = 'quiet') =>
    html`<form method="post" action="${address}"><input type="hidden" name="act" value="${act}">${more}<button class="${look}">${label}</button></form>`;
  const frequencyWords = (value: string) => {
    const [most = '', days = ''] = value.split('/');
    return words('at_most', { most, days });
  };
  const isPaused = pausedUntil !== null && pausedUntil > now;
  const body = html`<h1>${title}</h1>
${done !== null && acts.includes(done) && html`<p role="status"><strong>${words(`done_${done}`)}</strong></p>`}
<p>${words('page_intro', { number: contact.number })}</p>
<h2>${words('joined_title')}</h2>
${joined.length === 0 && html`<p>${words('joined_nothing')}</p>`}
${joined.map(
  (brand) => html`<p><strong>${brand.name}</strong>: ${brand.programs.map(({ name }) => name).join(', ')}</p>
${
  brand.programs.length > 1 &&
  brand.programs.map(({ id, name }) =>
    button(
      'leave_program',
      words('leave_one', { brand: name }),
      html`<input type="hidden" name="program" value="${id}">`,
    ),
  )
}
${button('leave', words('leave_one', { brand: brand.name }), html`<input type="hidden" name="brand" value="${brand.id}">`)}`,
)}
${joined.length > 1 && button('leave', words('leave_all'))}
${
  joined.length > 0 &&
  html`<h2>${words('pause_title')}</h2>
${
  isPaused
    ? html`<p>${words('paused_until', { date: pausedUntil.toISOString().slice(0, 10) })}</p>${button('resume', words('resume'))}`
    : button('pause', words('pause'))
}
<h2>${words('wishes_title')}</h2>
<form method="post" action="${address}"><input type="hidden" name="act" value="wishes">
${choice(
  'frequency',
  words('frequency'),
  words('any_frequency'),
  frequenciesFor(contact.wishes).map((value) => [value, frequencyWords(value)]),
  frequencyOf(contact.wishes),
)}
${choice('from', words('hours_from'), words('any_hour'), hoursOf(8, 20), String(contact.wishes?.hours?.from ?? ''))}
${choice('until', words('hours_until'), words('any_hour'), hoursOf(9, 21), String(contact.wishes?.hours?.until ?? ''))}
<p class="small">${words('wishes_text')}</p>
<button class="quiet">${words('correct')}</button></form>`
}
<h2>${words('tracking_title')}</h2>
<p>${words('tracking_text')}</p>
<form method="post" action="${address}"><input type="hidden" name="act" value="tracking">
${choice(
  'tracking',
  words('tracking'),
  words('tracking_unsaid'),
  [
    ['agreed', words('tracking_agreed')],
    ['refused', words('tracking_refused')],
  ],
  contact.tracking ?? '',
)}
<button class="quiet">${words('correct')}</button></form>
<h2>${words('language_title')}</h2>
<form method="post" action="${address}"><input type="hidden" name="act" value="language">
<label for="language">${words('language')}</label><select id="language" name="language">${languages.map((one) => option(one, say(rightsWords, one, 'language_name'), one === language))}</select>
<button class="quiet">${words('correct')}</button></form>
<h2>${words('data_title')}</h2>
<form method="post" action="${address}"><input type="hidden" name="act" value="correct">
${field('first_name', words('first_name'), contact.firstName, 'given-name')}
${field('last_name', words('last_name'), contact.lastName, 'family-name')}
${field('email', words('email'), contact.email, 'email')}
<button>${words('correct')}</button></form>
<p><a class="button quiet" href="${fileAddress}">${words('download')}</a></p>
<h2>${words('erase_title')}</h2>
<p>${words('erase_text')}</p>
<form method="post" action="${address}"><input type="hidden" name="act" value="erase">
<label class="tick"><input type="checkbox" name="sure" value="yes" required><span>${words('erase_sure')}</span></label>
<button class="quiet">${words('erase')}</button></form>
<p class="small">${brands.map((brand) => html`${words('help', { brand: brand.name, contact: brand.helpContact })}<br>`)}</p>
<p class="small languages">${languages.map((one) => html`<a href="${address}&language=${one}" lang="${one}" hreflang="${one}">${say(rightsWords, one, 'language_name')}</a> `)}</p>`;
  return { language, title, body, theme };
}

const option = (value: string, label: string, isChosen: boolean): Html =>
  html`<option value="${value}"${isChosen ? html` selected` : null}>${label}</option>`;

type Option = readonly [value: string, label: string];

const choice = (
  name: string,
  label: string,
  none: string,
  options: readonly Option[],
  chosen: string,
): Html =>
  html`<label for="${name}">${label}</label><select id="${name}" name="${name}">${option('', none, chosen === '')}${options.map(([value, text]) => option(value, text, value === chosen))}</select>`;

const hoursOf = (first: number, last: number): Option[] =>
  Array.from({ length: last - first + 1 }, (_, at) => [String(first + at), `${first + at}:00`]);

const frequencyOf = (wishes: PersonWishes | null | undefined) =>
  wishes?.frequency ? `${wishes.frequency.most}/${wishes.frequency.days}` : '';

/** What is offered, and what was chosen by another way. */
const frequenciesFor = (wishes: PersonWishes | null | undefined): readonly string[] => [
  ...new Set([...frequencies, frequencyOf(wishes)].filter((value) => value !== '')),
];

const field = (name: string, label: string, value: string | null, autocomplete: string): Html =>
  html`<label for="${name}">${label}</label><input type="text" id="${name}" name="${name}" value="${value}" maxlength="200" autocomplete="${autocomplete}">`;

/** A page that says what has become of it, for whoever is not on file any more. */
export function writeGonePage(language: Language, theme?: PageTheme): Page {
  const title = say(rightsWords, language, 'gone_title');
  const body = html`<h1>${title}</h1>\n<p>${say(rightsWords, language, 'gone_text')}</p>`;
  return { language, title, body, ...(theme && { theme }) };
}
