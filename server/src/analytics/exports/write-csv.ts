import type { Column, Value, Writer } from './column.ts';

/**
 * RFC 4180, UTF-8, the names of the columns first. `isForSpreadsheets`: what would be run as a formula gets an apostrophe before it, and
 * the file a mark by which spreadsheets know its alphabet; programs want neither, so it is not the usual way.
 */
export function csvWriter(columns: readonly Column[], { isForSpreadsheets = false } = {}): Writer {
  const cellOf = isForSpreadsheets
    ? (value: Value) => quote(guard(textOf(value)))
    : (value: Value) => quote(textOf(value));
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
  return {
    contentType: 'text/csv; charset=utf-8',
    extension: 'csv',
    begin: () =>
      Buffer.from((isForSpreadsheets ? '\ufeff' : '') + line(columns.map(({ name }) => quote(name)))),
    write: (rows) => Buffer.from(rows.map((row) => line(row.map(cellOf))).join('')),
    end: () => Buffer.alloc(0),
  };
}

function textOf(value: Value): string {
  if (value === null) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}

const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// A number in E.164 begins with a plus and is nothing that could be run.
const guard = (text: string) => (/^[=@\t\r]|^[+-](?!\d+(?:\.\d+)?$)/.test(text) ? `'${text}` : text);

// Nothing of it needs a backslash: no quote, no backslash, no control, no half of a pair.
const asItStands = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function jsonOf(value: Value): string {
  if (typeof value === 'string') return asItStands.test(value) ? `"${value}"` : JSON.stringify(value);
  return value instanceof Date ? `"${value.toISOString()}"` : JSON.stringify(value);
}

/** One JSON object a line. */
export function ndjsonWriter(columns: readonly Column[]): Writer {
  const names = columns.map(({ name }) => JSON.stringify(name));
  return {
    contentType: 'application/x-ndjson',
    extension: 'ndjson',
    begin: () => Buffer.alloc(0),
    write: (rows) =>
      Buffer.from(
        rows
          .map((row) => `{${row.map((value, at) => `${names[at]}:${jsonOf(value)}`).join(',')}}\n`)
          .join(''),
      ),
    end: () => Buffer.alloc(0),
  };
}
