import { Invalid } from '../../../platform/errors.ts';
import type { Sniffed } from '../file/sniff-file.ts';
import type { Column } from './column.ts';
import { isEmail } from './column-content.ts';
import { readHeading } from './header-words.ts';

const mostNamed = 12;

/** A file in which nobody has a number is refused with what was seen, so that one can say which column was meant. */
export function refuseWithoutNumbers(
  columns: readonly Column[],
  sniffed: Pick<Sniffed, 'sample' | 'headings'>,
): void {
  if (columns.some((column) => column.target === 'number')) return;
  if (sniffed.sample.length === 0) {
    throw new Invalid(
      'import.no_rows',
      'The file holds a header and no people below it. Export the list again and upload that.',
    );
  }
  const misnamed = columns.find(
    (column) => isCalledPhone(column.name) && holdsEmails(column, sniffed.sample),
  );
  if (misnamed) {
    throw new Invalid(
      'import.number_column_holds_emails',
      `The column “${misnamed.name}” holds e-mail addresses and no phone numbers. Upload a list with the numbers, or say which column they are in.`,
    );
  }
  throw new Invalid(
    'import.no_number_column',
    `None of the columns holds phone numbers; these were seen: ${describe(columns)}. Add the numbers, or say which column they are in.`,
  );
}

function isCalledPhone(name: string): boolean {
  const heading = readHeading(name);
  return heading === 'mobile' || heading === 'phone' || heading === 'other_phone';
}

function holdsEmails(column: Column, sample: Sniffed['sample']): boolean {
  const filled = sample.map((row) => row[column.index] ?? '').filter((cell) => cell !== '');
  return filled.length > 0 && filled.filter(isEmail).length * 2 >= filled.length;
}

function describe(columns: readonly Column[]): string {
  const named = columns.slice(0, mostNamed).map(({ name, samples }) => {
    const example = samples[0]?.slice(0, 30);
    return example ? `${name.slice(0, 40)} (such as “${example}”)` : `${name.slice(0, 40)} (blank)`;
  });
  const more = columns.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
