import type { ProgramWords } from '../contacts/index.ts';
import { type Html, html, paragraphs } from '../platform/pages/html.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import type { JoinForm } from './form.queries.ts';
import { formWords } from './form-words.ts';
import { type Joinable, senderOf } from './joinable.ts';

export type FormFields = Readonly<Record<string, string | undefined>>;

export type FormView = {
  readonly about: Joinable;
  readonly form: JoinForm;
  readonly disclosure: ProgramWords;
  /** Where the brand's terms and policy stand. */
  readonly policyAddress: string;
  readonly language: Language;
  readonly isFramed: boolean;
  /** '' for the look of the page, by which the ledger names it. */
  readonly token: string;
  /** What was typed already, so that nothing is lost when something is missing. */
  readonly fields: FormFields;
  readonly problems: readonly string[];
};

/**
 * The sign-up form: labels that belong to their fields, an unticked box whose words are the disclosure (and one of its own, which may
 * stay unticked, where the form asks whether it may be kept which links the person opens), the number the texts
 * come from, terms and policy as pages of their own. It needs no script. The field called `website` is for robots.
 */
export function formPage(view: FormView): Html {
  const { about, form, disclosure, language, fields, problems, token } = view;
  const words = (key: string, values = {}) => say(formWords, language, key, values);
  const { program, brand, rule, workspace } = about;
  const policy = (kind: string) => `/p/${view.policyAddress}/${kind}?language=${language}`;
  return html`<h1>${form.title ?? program.name}</h1>
${form.intro === null ? null : paragraphs(form.intro)}${problemBox(problems, words('problem'))}
<form method="post" action="/j/${form.address}?language=${language}${view.isFramed && '&frame=1'}">
<input type="hidden" name="token" value="${token}">
<label for="number">${words('number')}</label>
<input id="number" name="number" type="tel" autocomplete="tel" required maxlength="40" aria-describedby="hint" value="${fields.number}">
<p class="small" id="hint">${words('number_hint', { country: workspace.country, example: exampleOf(workspace.country) })}</p>
${form.asks.map((ask) => askFor(ask, words(ask), words('optional'), fields[ask]))}
<div class="away" aria-hidden="true"><label for="website">Website</label><input id="website" name="website" type="text" tabindex="-1" autocomplete="off"></div>
<label class="tick"><input type="checkbox" name="agree" value="yes"><span>${disclosure.body}</span></label>
${rule.leastAge !== null && html`<label class="tick"><input type="checkbox" name="age" value="${rule.leastAge}"><span>${words('age', { age: rule.leastAge })}</span></label>\n`}
${form.isTrackingAsked && html`<label class="tick"><input type="checkbox" name="tracking" value="agreed"><span>${words('tracking', { brand: brand.name })} <span class="small">(${words('optional')})</span></span></label>\n`}${form.isCodeAsked && html`<p class="small">${words('code_first')}</p>\n`}<button type="submit">${words('join')}</button>
</form>
<p class="small">${words('from', { number: senderOf(about, null)?.number ?? '' })} ${words('help', { help: brand.helpContact })}<br>
<a href="${policy('terms')}">${words('terms')}</a> · <a href="${policy('privacy')}">${words('privacy')}</a></p>`;
}

export function problemBox(problems: readonly string[], title: string): Html | null {
  if (problems.length === 0) return null;
  return html`<div class="problem" role="alert"><strong>${title}</strong> ${problems.join(' ')}</div>`;
}

const kinds = { first_name: 'given-name', last_name: 'family-name', email: 'email' } as const;

function askFor(ask: keyof typeof kinds, label: string, optional: string, value: string | undefined): Html {
  const type = ask === 'email' ? 'email' : 'text';
  return html`<label for="${ask}">${label} <span class="small">(${optional})</span></label>
<input id="${ask}" name="${ask}" type="${type}" autocomplete="${kinds[ask]}" maxlength="200" value="${value}">
`;
}

// Of numbers that are kept for examples.
const exampleOf = (country: string) => (country === 'GB' ? '07700 900123' : '(312) 555-0142');

export function sentPage({ about, language }: Pick<FormView, 'about' | 'language'>): Html {
  const number = senderOf(about, null)?.number ?? '';
  return html`<h1>${say(formWords, language, 'sent_title')}</h1>
<p role="status">${say(formWords, language, 'sent_text', { program: about.program.name, number })}</p>`;
}

export function closedPage(language: Language): Html {
  return html`<h1>${say(formWords, language, 'closed_title')}</h1>\n<p>${say(formWords, language, 'closed_text')}</p>`;
}

export function policyPage(title: string, words: ProgramWords, language: Language): Html {
  const date = words.writtenAt.toISOString().slice(0, 10);
  return html`<h1>${title}</h1>
${paragraphs(words.body)}<p class="small">${say(formWords, language, 'version', { version: words.version, date })}</p>`;
}
