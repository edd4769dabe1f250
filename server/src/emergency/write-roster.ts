import type { RosterLine } from './roster.queries.ts';

const columns = [
  'state',
  'number',
  'first_name',
  'last_name',
  'texts',
  'last_text_at',
  'answered_at',
  'words',
  'noted_by',
  'reason',
];

/**
 * The roster as spreadsheets read it (RFC 4180). What a person wrote could be run there as a formula; an apostrophe keeps it a
 * text. Numbers begin with a plus and are nothing that could be run.
 */
export function writeRosterCsv(lines: readonly RosterLine[]): string {
  const rows = lines.map((line) => [
    ...[line.state, line.number, line.firstName, line.lastName, String(line.texts)],
    ...[
      line.lastTextAt?.toISOString(),
      line.answeredAt?.toISOString(),
      line.words,
      line.notedBy,
      line.reason,
    ],
  ]);
  return [columns, ...rows].map((row) => `${row.map((value) => cell(value ?? '')).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const isFormula = /^[=@\t\r]|^[+-](?!\d+$)/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}
