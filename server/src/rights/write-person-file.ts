import { type Html, html } from '../platform/pages/html.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { writePage } from '../platform/pages/page.ts';
import type { Entry } from './person-entry.ts';
import type { PersonFile } from './person-file.ts';
import { rightsWords } from './words.ts';

type SectionName = keyof PersonFile['sections'];

const sectionsOf = (file: PersonFile) => Object.entries(file.sections) as [SectionName, readonly Entry[]][];

/** One line a value: section, number of the entry, what, value. Opens in any spreadsheet; RFC 4180. */
export function writeFileAsCsv(file: PersonFile): string {
  const lines = sectionsOf(file).flatMap(([section, entries]) =>
    entries.flatMap((entry, at) =>
      Object.entries(entry).map(([name, value]) => [section, String(at + 1), name, textOf(value)]),
    ),
  );
  const rows = [['section', 'entry', 'what', 'value'], ...lines];
  return rows
    .map((row) => row.map(cell).join(','))
    .join('\r\n')
    .concat('\r\n');
}

/** A page that reads by itself, without anything from elsewhere. */
export function writeFileAsHtml(file: PersonFile, language: Language): string {
  const words = (key: string, values = {}) => say(rightsWords, language, key, values);
  const title = words('file_title', { holder: file.held_by });
  const sections = sectionsOf(file).map(
    ([name, entries]): Html =>
      html`<h2>${words(`section_${name}`)}</h2>
${entries.length === 0 ? html`<p>${words('nothing')}</p>` : entries.map(entryTable)}`,
  );
  const body = html`<h1>${title}</h1>
<p>${words('file_intro', { number: file.number, date: file.made_at.slice(0, 10) })}</p>
${sections}`;
  return writePage({ language, title, body }).text;
}

function entryTable(entry: Entry): Html {
  const rows = Object.entries(entry)
    .filter(([, value]) => value !== null && value !== '')
    .map(
      ([name, value]) =>
        html`<tr><th scope="row">${name.replaceAll('_', ' ')}</th><td>${textOf(value)}</td></tr>`,
    );
  return html`<table>${rows}</table>\n`;
}

const textOf = (value: Entry[string]): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

// A cell that begins like a formula would be run by spreadsheets; an apostrophe keeps it a text. Numbers in E.164 begin with
// a plus and are nothing that could be run.
function cell(text: string): string {
  const isFormula = /^[=@\t\r]|^[+-](?!\d+$)/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
