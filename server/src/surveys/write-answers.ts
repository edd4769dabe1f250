import { publicId } from '../platform/ids.ts';
import type { AnsweredSession } from './results.queries.ts';

/** Answers with whose they are, as CSV (RFC 4180). */
export const writeAnswersCsv = (keys: readonly string[], sessions: readonly AnsweredSession[]): string =>
  write([
    ['number', 'contact_id', 'way', 'state', 'started_at', 'done_at', ...keys],
    ...sessions.map((one) => [
      ...[one.number, one.contactId === null ? '' : publicId('con', one.contactId), one.way, one.state],
      ...[
        one.startedAt.toISOString(),
        one.doneAt?.toISOString() ?? '',
        ...keys.map((key) => one.answers[key] ?? ''),
      ],
    ]),
  ]);

/** The answers alone: nothing of who, when and how. */
export const writeUnnamedCsv = (
  keys: readonly string[],
  answers: readonly Readonly<Record<string, string>>[],
): string => write([[...keys], ...answers.map((one) => keys.map((key) => one[key] ?? ''))]);

const write = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

// What people write could be run by a spreadsheet as a formula; an apostrophe keeps it a text. Numbers are none.
function cell(text: string): string {
  const isFormula = /^[=@\t\r]|^[+-](?!\d+([.,]\d+)?$)/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}
