import type { Answer, Answers, RegistrationKind } from '../form.ts';
import { formOf, ownNames } from '../forms.ts';
import type { FieldName, FormNames, Writing } from './names.ts';
import { providers } from './providers.ts';

type Written = string | number | boolean | readonly string[] | { readonly [name: string]: Written };

export interface ExportedForm {
  readonly provider: string;
  readonly label: string;
  readonly kind: RegistrationKind;
  /** How sure the names are: `A` read in the provider's reference, `C` from memory, `R` the registry's for lack of others. */
  readonly confidence: 'A' | 'C' | 'R';
  readonly body: { readonly [name: string]: Written };
  /** What the provider asks besides, by its names. */
  readonly asked: Readonly<Record<string, string>>;
  /** How it is handed in, where not by a call with these names alone; a sentence. */
  readonly handedIn: string | null;
  /** Fields that are filled in and have no name there. */
  readonly leftOut: readonly string[];
}

export const providerNames: readonly string[] = ['plain', ...providers.map(({ name }) => name)];

// Only for our linter; it is handed in as the page that it is.
const neverHandedIn: readonly string[] = ['privacy_policy_text'];

/**
 * A filled form in the names of a provider; `plain` uses our own and knows every form.
 *
 * @returns null where the provider is unknown or has no such form
 */
export function exportForm(provider: string, kind: RegistrationKind, answers: Answers): ExportedForm | null {
  const known = providers.find(({ name }) => name === provider);
  const names = provider === 'plain' ? plainNames(kind) : known?.forms[kind];
  if (!names) return null;
  const body: Record<string, Written> = {};
  const leftOut: string[] = [];
  for (const { id } of formOf(kind).fields) {
    const answer = answers[id];
    if (answer === undefined || neverHandedIn.includes(id)) continue;
    const name = names.fields[id];
    if (name === undefined) leftOut.push(id);
    else write(body, name, answer);
  }
  for (const [name, value] of Object.entries(names.constants ?? {})) put(body, name, value);
  const label = known?.label ?? 'As it stands';
  const { confidence, asked = {}, handedIn = null } = names;
  return { provider, label, kind, confidence, body, asked, handedIn, leftOut };
}

const plainNames = (kind: RegistrationKind): FormNames => ({ fields: ownNames(kind), confidence: 'A' });

function write(body: Record<string, Written>, field: FieldName, answer: Answer): void {
  const { name, as } = typeof field === 'string' ? { name: field, as: 'plain' as Writing } : field;
  const list = Array.isArray(answer) ? answer : [String(answer)];
  if (as === 'numbered') for (const [at, one] of list.entries()) put(body, `${name}${at + 1}`, one);
  else if (as === 'list') put(body, name, list);
  else if (as === 'joined') put(body, name, list.join(','));
  else if (as === 'first') put(body, name, list[0] ?? '');
  else if (as === 'whole') put(body, name, Number(String(answer).replace(/\D/g, '')));
  else put(body, name, answer);
}

function put(body: Record<string, Written>, path: string, value: Written): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    body[first] = value;
    return;
  }
  const inner = body[first];
  const object: Record<string, Written> =
    typeof inner === 'object' && !Array.isArray(inner) ? { ...(inner as Record<string, Written>) } : {};
  put(object, rest.join('.'), value);
  body[first] = object;
}

/** One line of names and one of values, as spreadsheets and bulk uploads take them (RFC 4180). */
export function formAsCsv({ body }: Pick<ExportedForm, 'body'>): string {
  const cells = flatten(body, '');
  const line = (values: readonly string[]) => values.map(quoted).join(',');
  return `${line(cells.map(([name]) => name))}\r\n${line(cells.map(([, value]) => value))}\r\n`;
}

const flatten = (
  body: { readonly [name: string]: Written },
  prefix: string,
): readonly (readonly [string, string])[] =>
  Object.entries(body).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    if (Array.isArray(value)) return [[`${prefix}${name}`, value.join('|')]];
    if (typeof value === 'object')
      return flatten(value as { readonly [name: string]: Written }, `${prefix}${name}.`);
    return [[`${prefix}${name}`, String(value)]];
  });

// A cell that a spreadsheet would take for a formula is text; a phone number with its plus is one as well and stays as it is.
const quoted = (value: string): string => {
  const safe = /^[=@\t\r]|^[+-](?!\d+$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
