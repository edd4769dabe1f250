import { type ContentRow, contentRows } from '@tidings/policy/content';
import { allRows, type HoursRow, holidaysOf, showWindow } from '@tidings/policy/hours';
import { type PermissionRow, permissionRows } from '@tidings/policy/permission';
import { readOptions } from './options.ts';
import { Refusal } from './refusal.ts';

/** Every row of the packs, or the holidays that they mean for a year. */
export function run(args: readonly string[]): string {
  const { values, flags } = readOptions(args, {
    values: ['--holidays'],
    flags: ['--json', '--permission', '--content'],
  });
  const year = values.get('--holidays');
  if (year !== undefined) return holidays(year);
  if (flags.has('--permission'))
    return flags.has('--json')
      ? JSON.stringify(permissionRows)
      : permissionRows.map(asPermissionLine).join('\n');
  if (flags.has('--content'))
    return flags.has('--json') ? JSON.stringify(contentRows) : contentRows.map(asContentLine).join('\n');
  if (flags.has('--json')) return JSON.stringify(allRows.map(plain));
  return allRows.map(asLine).join('\n');
}

function holidays(value: string): string {
  if (!/^(19|20|21)\d\d$/.test(value)) throw new Refusal(`“${value}” is no year, such as 2027.`);
  const closing = allRows.filter((row) => row.holidays);
  return closing
    .flatMap((row) => {
      const days = row.holidays ? [...holidaysOf(row.holidays, Number(value))] : [];
      const dated = days
        .sort(([one], [other]) => one - other)
        .map(([day, name]) => `  ${new Date(day * 86_400_000).toISOString().slice(0, 10)}  ${name}`);
      return [row.name, ...dated];
    })
    .join('\n');
}

const asPermissionLine = ({ id, confidence, purposes, needs, source, validFrom, validTo }: PermissionRow) => {
  const dates = validFrom || validTo ? ` (${validFrom ?? ''} to ${validTo ?? ''})` : '';
  return `${id.padEnd(28)} ${confidence}  ${purposes.join(', ')}: ${needs}${dates}  ${source}`;
};

const asContentLine = ({ id, pack, confidence, asks, source, validFrom }: ContentRow) =>
  `${id.padEnd(26)} ${pack.padEnd(8)} ${confidence}  ${asks}${validFrom ? ` (since ${validFrom})` : ''}  ${source}`;

const plain = ({ holidays: calendar, ...row }: HoursRow) => ({ ...row, holidays: calendar?.id ?? null });

function asLine(row: HoursRow): string {
  const week = [row.monFri, row.sat, row.sun].map((window) => (window ? showWindow(window) : 'none'));
  const holidaysToo = row.holidays ? ', none on holidays' : '';
  return `${row.id.padEnd(14)} ${row.confidence}  ${week.join(' · ')}${holidaysToo}  ${row.source}`;
}
