import { describe, expect, test } from 'vitest';
import {
  allRows,
  dayOfDate,
  diffPack,
  faultOfRow,
  type HoursRow,
  noOwnRules,
  openHours,
  readRow,
  rowsWithin,
  type WrittenRow,
  writeRow,
} from './index.ts';

const version = 'counsel 2027-01';
const rowOf = (id: string): HoursRow => allRows.find((row) => row.id === id) as HoursRow;
const edit = (id: string, more: Partial<WrittenRow>) => readRow({ ...writeRow(rowOf(id)), ...more }, version);
const diff = (...edited: HoursRow[]) =>
  diffPack(allRows, edited).filter(({ change }) => change !== 'removed');

describe('a pack in a file', () => {
  test('the one that comes with Tidings is read back as it was written, and changes nothing', () => {
    const back = allRows.map((row) => readRow(JSON.parse(JSON.stringify(writeRow(row))), version));
    expect(allRows.map((row) => faultOfRow(writeRow(row)))).toEqual(allRows.map(() => undefined));
    expect(diffPack(allRows, back).map(({ change, refusal }) => `${change} ${refusal}`)).toEqual(
      allRows.map(() => 'same null'),
    );
  });

  test.each([
    ['an id', { id: 'Florida' }, 'id'],
    ['a place', { jurisdiction: 'US-ZZ' }, 'jurisdiction'],
    ['a span', { mon_fri: ['20:00', '08:00'] }, 'mon_fri'],
    ['a time', { sun: ['8', '20:00'] }, 'sun'],
    ['a date', { valid_from: '2027-02-30' }, 'valid_from'],
    ['dates in order', { valid_from: '2027-02-03', valid_to: '2027-02-03' }, 'valid_to'],
    ['a calendar', { holidays: 'holidays.mars' }, 'holidays'],
    ['a zone', { zone: 'Mars/Base' }, 'zone'],
  ] as const)('is refused where %s cannot be read', (_, more, field) => {
    expect(faultOfRow({ ...writeRow(rowOf('hours.us.fl')), ...more } as WrittenRow)?.field).toBe(field);
  });
});

describe('the diff of an edited pack', () => {
  test.each([
    ['shorter hours', { mon_fri: ['09:00', '20:00'] }, 'stricter', null],
    ['a day less', { sun: null }, 'stricter', null],
    [
      'shorter here and longer there',
      { mon_fri: ['09:00', '20:00'], sat: ['08:00', '20:30'] },
      'mixed',
      'looser',
    ],
    [
      'longer hours',
      { mon_fri: ['08:00', '20:30'] },
      'looser',
      'looser than the law: Florida allows 08:00–20:00',
    ],
    ['another source', { source: 'Read anew' }, 'none', null],
  ] as const)('%s', (_, more, effect, refusal) => {
    const [one] = diff(edit('hours.us.fl', more as Partial<WrittenRow>));
    expect(one).toMatchObject({ change: 'changed', effect });
    if (refusal === null) expect(one?.refusal).toBeNull();
    else expect(one?.refusal).toContain(refusal);
  });

  test('a row more is stricter, and looser than the country it lies in is refused', () => {
    const georgia = (hours: [string, string]) =>
      edit('hours.us.fl', { id: 'hours.us.ga', jurisdiction: 'US-GA', name: 'Georgia', mon_fri: hours });
    expect(diff(georgia(['09:00', '20:00']))).toMatchObject([
      { change: 'added', effect: 'stricter', refusal: null },
    ]);
    expect(diff(georgia(['07:00', '20:00']))[0]?.refusal).toContain('United States (federal)');
  });

  test('holidays that are left out are looser, and refused', () => {
    const [one] = diff(edit('hours.us.la', { holidays: null }));
    expect(one).toMatchObject({ effect: 'looser', refusal: expect.stringContaining('holidays.us.la') });
  });

  test('rows that are gone are named', () => {
    const gone = diffPack(
      allRows,
      allRows.filter(({ id }) => id !== 'hours.us.fl').map((row) => row),
    );
    expect(gone.filter(({ change }) => change !== 'same')).toMatchObject([
      { change: 'removed', effect: 'looser', id: 'hours.us.fl' },
    ]);
  });
});

describe('rows of an approved pack', () => {
  const florida = edit('hours.us.fl', { mon_fri: ['10:00', '18:00'], sat: ['10:00', '18:00'], sun: null });
  const own = { ...noOwnRules, packRows: rowsWithin([florida], '2027-01-04', '2027-02-01') };
  const decide = (at: string, rules = own, code = '305') =>
    openHours(rules).explain({ number: `+1${code}5550100`, purpose: 'marketing' }, new Date(at));

  test('hold from their first day to their last, on the calendar of the person', () => {
    // 09:00 in Miami, on the Friday before, on the Monday, on the last day and on the day after.
    expect(decide('2027-01-01T14:00:00Z').decision).toBe('allow');
    expect(decide('2027-01-04T14:00:00Z').decision).toBe('hold');
    expect(decide('2027-01-29T14:00:00Z').decision).toBe('hold');
    expect(decide('2027-02-01T14:00:00Z').decision).toBe('allow');
  });

  test('are named in the trace with their version, beside the row of the law', () => {
    const rules = decide('2027-01-04T14:00:00Z').trace.map(({ rule, version: of }) => `${rule} ${of}`);
    expect(rules).toContain(`pack.hours.us.fl ${version}`);
    expect(rules.some((rule) => rule.startsWith('hours.us.fl '))).toBe(true);
  });

  test('loosen nothing, even where they say so', () => {
    const wide = { ...noOwnRules, packRows: [edit('hours.us.fl', { mon_fri: ['00:00', '24:00'] })] };
    expect(decide('2027-01-05T01:30:00Z', wide).decision).toBe('hold');
  });

  test('of a country, of all countries without a row, and of texts that can wait, reach whom they name', () => {
    const packRows = [
      edit('hours.us', { mon_fri: ['12:00', '13:00'] }),
      edit('hours.default', { mon_fri: ['12:00', '13:00'] }),
      edit('hours.house', { mon_fri: ['12:00', '13:00'] }),
    ];
    const hours = openHours({ ...noOwnRules, packRows });
    const at = new Date('2027-01-05T16:00:00Z');
    expect(hours.verdictOf({ number: '+12125550100', purpose: 'marketing' }, at).decision).toBe('hold');
    // Eleven in New York; five in the evening in Sweden, and in Germany, which has a row of its own.
    expect(hours.verdictOf({ number: '+46701740605', purpose: 'marketing' }, at).decision).toBe('hold');
    expect(hours.verdictOf({ number: '+4915112345678', purpose: 'marketing' }, at).decision).toBe('allow');
    expect(hours.verdictOf({ number: '+12125550100', purpose: 'survey' }, at).decision).toBe('hold');
  });

  test('of two packs, each holds in its own time', () => {
    const later = { ...florida, version: 'counsel 2027-02', monFri: { from: 720, to: 780 } };
    const packRows = [
      ...rowsWithin([florida], '2027-01-04', '2027-02-01'),
      ...rowsWithin([later], '2027-02-01', null),
    ];
    const both = { ...noOwnRules, packRows };
    // 11:00 in Miami: open under the first, closed under the second.
    expect(decide('2027-01-29T16:00:00Z', both).decision).toBe('allow');
    expect(decide('2027-02-01T16:00:00Z', both).decision).toBe('hold');
  });

  test('as of a day, its rows are asked on every other day as well', () => {
    const text = { number: '+13055550100', purpose: 'marketing' };
    const at = new Date('2027-01-05T14:00:00Z');
    expect(openHours(own, dayOfDate('2027-01-01')).verdictOf(text, at).decision).toBe('allow');
    expect(
      openHours(own, dayOfDate('2027-01-04')).verdictOf(text, new Date('2026-12-01T14:00:00Z')).decision,
    ).toBe('hold');
  });
});
