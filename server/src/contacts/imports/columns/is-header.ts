import { readDate } from '../values/dates.ts';
import { isEmail, type NumberTest } from './column-content.ts';
import { readHeading } from './header-words.ts';

/**
 * Whether a first row names the columns. A row with a person's number, e-mail address or date in it is a person; otherwise
 * one known heading is enough, and without any, columns that look different from their first cell.
 */
export function isHeader(
  row: readonly string[],
  after: readonly (readonly string[])[],
  isNumber: NumberTest,
): boolean {
  const filled = row.filter((cell) => cell !== '');
  if (filled.length === 0) return false;
  if (filled.some((cell) => isPersonal(cell, isNumber))) return false;
  if (filled.some((cell) => readHeading(cell) !== undefined)) return true;
  if (filled.some((cell) => /^[\d\s().+-]+$/.test(cell))) return false;
  return row.some((_, index) => after.slice(0, 20).some((other) => isPersonal(other[index] ?? '', isNumber)));
}

function isPersonal(cell: string, isNumber: NumberTest): boolean {
  if (cell === '') return false;
  if (isEmail(cell)) return true;
  if (/\d{4}/.test(cell.replace(/\D/g, '')) && isNumber(cell)) return true;
  return /\d/.test(cell) && /\D/.test(cell) && readDate(cell, 'month_first') !== null;
}
