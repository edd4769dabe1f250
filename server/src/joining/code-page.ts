import { type Html, html } from '../platform/pages/html.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { type FormFields, problemBox } from './form-page.ts';
import { formWords } from './form-words.ts';
import { senderOf } from './joinable.ts';
import type { Opened, Visit } from './visit.ts';

export type CodeView = {
  readonly opened: Opened;
  readonly visit: Pick<Visit, 'language' | 'isFramed'>;
  /** What was posted to the form; it comes back with the code, and is read anew. */
  readonly fields: FormFields;
  readonly codeId: string;
  readonly problem: string | null;
};

// A page cannot remember, so it carries what was filled in.
const carried = ['token', 'number', 'agree', 'age', 'tracking', 'first_name', 'last_name', 'email'] as const;

/**
 * The page after the form: the code that was texted is entered here. Phones offer it above the keyboard (`one-time-code`). It
 * reads the same whoever the number is, and needs no script.
 */
export function codePage({ opened, visit, fields, codeId, problem }: CodeView): Html {
  const { about, form } = opened;
  const words = (key: string, values = {}) => say(formWords, visit.language, key, values);
  const number = senderOf(about, null)?.number ?? '';
  const hidden = carried.flatMap((name) => (fields[name] ? [hiddenField(name, fields[name])] : []));
  return html`<h1>${words('code_title')}</h1>
<p role="status">${words('code_text', { program: about.program.name, typed: fields.number ?? '', number })}</p>${problemBox(problem === null ? [] : [problem], words('code_problem'))}
<form method="post" action="/j/${form.address}?language=${visit.language}${visit.isFramed && '&frame=1'}">
${hidden}${hiddenField('code_id', codeId)}<label for="code">${words('code')}</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" aria-describedby="hint"${problem !== null && html` aria-invalid="true"`}>
<p class="small" id="hint">${words('code_hint', { number })}</p>
<button type="submit">${words('join')}</button>
<button type="submit" class="quiet" name="again" value="yes" formnovalidate>${words('code_again')}</button>
</form>`;
}

const hiddenField = (name: string, value: string) =>
  html`<input type="hidden" name="${name}" value="${value}">\n`;

export function joinedPage({ about }: Opened, language: Language): Html {
  const values = { program: about.program.name, number: senderOf(about, null)?.number ?? '' };
  return html`<h1>${say(formWords, language, 'joined_title')}</h1>
<p role="status">${say(formWords, language, 'joined_text', values)}</p>`;
}

/** For whoever has shown that the number is theirs, and has left. */
export function leftPage({ about }: Opened, language: Language): Html {
  const values = { program: about.program.name, number: senderOf(about, null)?.number ?? '' };
  return html`<h1>${say(formWords, language, 'left_title')}</h1>
<p role="alert">${say(formWords, language, 'left_text', values)}</p>`;
}
