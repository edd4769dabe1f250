import { describe, expect, test } from 'vitest';
import type { Column } from '../columns/column.ts';
import { isPerson, type RowPerson, readRow } from './read-row.ts';
import { lanesOf, type RowPlan } from './row-plan.ts';
import { newTally } from './tally.ts';

const order = [
  'number',
  'other_number',
  'full_name',
  'country',
  'region',
  'time_zone',
  'status',
  'opted_out',
  'consent',
  'consent_date',
  'consent_source',
  'tracking',
  'tags',
  'field',
] as const;
type Row = Partial<Record<(typeof order)[number], string>>;

const columns: Column[] = order.map((target, index) => ({
  index,
  name: target,
  target,
  field: target === 'field' ? 'note' : null,
  kind: 'text',
  isNote: target === 'field',
  dayOrder: 'month_first',
  confidence: 1,
  samples: [],
}));
const plan: RowPlan = {
  rules: { delimiter: ',', escape: '"' },
  width: order.length,
  columns,
  defaultCountry: 'US',
  consent: 'columns',
  nowMs: Date.parse('2026-11-24T17:00:00Z'),
  sinceMs: null,
  tracking: 'unattested',
  isAttested: false,
};

function read(row: Row, change: Partial<RowPlan> = {}) {
  const tally = newTally();
  const cells = order.map((target) => row[target] ?? (target === 'number' ? '303 555 0146' : ''));
  return { row: readRow(cells, lanesOf(columns), { ...plan, ...change }, tally), tally };
}
const person = (row: Row, change?: Partial<RowPlan>): RowPerson => {
  const { row: result } = read(row, change);
  if (!isPerson(result)) throw new Error(result.sentence);
  return result;
};
const permission = (row: Row, change?: Partial<RowPlan>) => person(row, change).permission.consent;
const agreed = { consent_date: '2024-05-22', consent_source: 'Web form' };

describe('the number', () => {
  test('is read with the country of the row, or else of the file', () => {
    expect(person({ number: '(303) 555-0146' }).number).toBe('+13035550146');
    expect(person({ number: '07700 900123', country: 'United Kingdom' })).toMatchObject({
      number: '+447700900123',
      country: 'GB',
    });
    expect(person({ number: '07700 900123' }, { defaultCountry: 'GB' }).number).toBe('+447700900123');
  });

  test('is the first of several, and the others are kept beside it', () => {
    const { row, tally } = read({ number: '303 555 0146 / 303 555 0147', other_number: '303 555 0148' });
    expect(row).toMatchObject({
      number: '+13035550146',
      otherNumbers: ['+13035550147', '+13035550148'],
      fields: { other_numbers: '+13035550147, +13035550148' },
    });
    expect(tally.second_numbers).toBe(1);
  });

  test('may stand in another column when the first is blank or no number', () => {
    expect(person({ number: '', other_number: '303 555 0148' }).number).toBe('+13035550148');
    expect(person({ number: 'see notes', other_number: '303 555 0148' }).number).toBe('+13035550148');
  });

  test('loses its extension to a field', () => {
    expect(person({ number: '303-555-0146 x12' })).toMatchObject({
      number: '+13035550146',
      fields: { extension: '12' },
    });
  });

  test.each([
    ['', 'number.missing'],
    ['n/a', 'number.missing'],
    ['12345', 'number.too_short'],
    ['555-0100', 'number.no_area_code'],
    ['ana@example.com', 'number.is_email'],
    ['1.30356E+10', 'number.spreadsheet_damage'],
  ])('%j is none, and the row says why', (number, code) => {
    expect(read({ number }).row).toMatchObject({ code, sentence: expect.stringMatching(/^[A-Z].*\.$/) });
  });
});

describe('the zone', () => {
  test('is the own one, then that of a state with one zone, then that of the area code', () => {
    expect(person({ time_zone: 'America/Denver', region: 'NY' })).toMatchObject({
      timeZone: 'America/Denver',
      timeZoneSource: 'own',
    });
    expect(person({ region: 'New York' })).toMatchObject({
      region: 'NY',
      timeZone: 'America/New_York',
      timeZoneSource: 'address',
    });
    expect(person({ region: 'TX', number: '305 555 0146' })).toMatchObject({
      region: 'TX',
      timeZone: 'America/New_York',
      timeZoneSource: 'area_code',
    });
    expect(person({ time_zone: 'EST' })).toMatchObject({
      timeZone: 'America/Denver',
      timeZoneSource: 'area_code',
    });
  });

  test('does not come from American states for people elsewhere', () => {
    expect(person({ number: '+447700900123', region: 'CA' })).toMatchObject({
      timeZone: 'Europe/London',
      timeZoneSource: 'country',
    });
  });
});

describe('consent', () => {
  test('is what has a date, whether or not a status stands beside it', () => {
    expect(permission(agreed)).toBe('given');
    expect(permission({ ...agreed, status: 'Subscribed' })).toBe('given');
    expect(person(agreed).permission).toEqual({
      consent: 'given',
      at: new Date('2024-05-22T12:00:00Z'),
      source: 'Web form',
    });
  });

  test('is not a status, a yes or a source alone, and that is counted', () => {
    for (const row of [{ status: 'Subscribed' }, { consent: 'yes' }, { consent_source: 'Web form' }]) {
      const { row: result, tally } = read(row);
      expect(result).toMatchObject({ permission: { consent: 'none' } });
      expect(tally.claimed_without_record).toBe(1);
    }
  });

  test('is withheld by a no, by “pending”, by a word nobody knows, and by a remark', () => {
    expect(permission({ ...agreed, consent: 'no' })).toBe('none');
    expect(permission({ ...agreed, status: 'pending' })).toBe('none');
    expect(permission({ ...agreed, status: 'Gold' })).toBe('none');
    expect(permission({ ...agreed, field: 'said "call me, don\'t text"' })).toBe('none');
  });

  test('cannot be given in the future or on a day that does not exist', () => {
    expect(permission({ consent_date: '2027-05-22' })).toBe('none');
    expect(permission({ consent_date: '2024-02-31' })).toBe('none');
    expect(read({ consent_date: '2027-05-22' }).tally.future_dates).toBe(1);
    expect(read({ consent_date: '2024-02-31' }).tally.unreadable_dates).toBe(1);
  });

  test('cannot be older than any program that texts, or than this one where nobody attests to it', () => {
    const since = { sinceMs: Date.parse('2024-05-22') };
    expect(read({ consent_date: '1988-05-29' })).toMatchObject({
      row: { permission: { consent: 'none' } },
      tally: { impossible_dates: 1, dates_before_program: 0 },
    });
    expect(read({ consent_date: '2024-05-21' }, since)).toMatchObject({
      row: { permission: { consent: 'none' } },
      tally: { impossible_dates: 0, dates_before_program: 1, claimed_without_record: 0 },
    });
    expect(permission({ consent_date: '2024-05-22' }, since)).toBe('given');
  });

  test('with a date alone is counted as what no written way shows, unless somebody attests', () => {
    const unshown = (row: Row, change: Partial<RowPlan> = {}) =>
      read({ consent_date: '2024-05-22', ...row }, change).tally.unshown_consents;
    expect(unshown({})).toBe(1);
    expect(unshown({ consent_source: 'by telephone' })).toBe(1);
    expect(unshown({ consent_source: 'Web form' })).toBe(0);
    expect(unshown({}, { isAttested: true })).toBe(0);
  });

  test('attested for the file does not mend a date on which it cannot have been given', () => {
    expect(permission({ consent_date: '2027-05-22' }, { consent: 'attested' })).toBe('none');
    expect(permission({ consent_date: '1988-05-29' }, { consent: 'attested' })).toBe('none');
  });

  test('given today lies at the latest now', () => {
    const morning = Date.parse('2026-11-24T08:00:00Z');
    expect(person({ consent_date: '2026-11-24' }, { nowMs: morning }).permission.at).toEqual(
      new Date(morning),
    );
  });

  test('may be attested for rows without a date, but not against a no', () => {
    expect(permission({}, { consent: 'attested' })).toBe('given');
    expect(permission({ consent: 'no' }, { consent: 'attested' })).toBe('none');
    expect(person(agreed, { consent: 'attested' }).permission.at).toEqual(new Date('2024-05-22T12:00:00Z'));
  });

  test('is never recorded where the caller says that nobody agreed', () =>
    expect(permission(agreed, { consent: 'none' })).toBe('none'));
});

describe('an opt-out', () => {
  test.each<Row>([
    { status: 'STOP' },
    { status: 'Unsubscribed' },
    { status: 'inactive' },
    { opted_out: 'yes' },
    { opted_out: 'x' },
    { opted_out: '2025-01-02' },
    { opted_out: 'opted out' },
    { consent: 'opted out' },
    { consent_source: 'unsubscribed by mail' },
    { consent_source: 'revoked' },
  ])('%j wins over any consent', (row) => {
    expect(permission({ ...agreed, ...row })).toBe('opted_out');
    expect(permission({ ...row }, { consent: 'attested' })).toBe('opted_out');
  });

  test('keeps the day on which the person left', () => {
    expect(person({ opted_out: '2025-01-02' }).permission.at).toEqual(new Date('2025-01-02T12:00:00Z'));
  });

  test.each<Row>([{ opted_out: 'no' }, { opted_out: '0' }, { opted_out: '' }, { status: 'active' }])(
    'is not %j',
    (row) => {
      expect(permission({ ...agreed, ...row })).toBe('given');
    },
  );
});

describe('whether clicks may be kept', () => {
  const tracking = (cell: string, change: Partial<RowPlan> = {}) =>
    person({ tracking: cell }, change).tracking;

  test.each(['no', 'Refused', 'declined', '0', 'opted out'])('“%s” refuses, whoever attests', (cell) => {
    expect(tracking(cell)).toBe('refused');
    expect(tracking(cell, { tracking: 'everybody' })).toBe('refused');
  });

  test.each(['yes', 'Agreed', 'x', 'TRUE'])('“%s” agrees where somebody says what shows it', (cell) => {
    expect(tracking(cell)).toBeNull();
    expect(tracking(cell, { tracking: 'attested' })).toBe('agreed');
  });

  test('a word that nobody knows says nothing, for everybody or not', () => {
    expect(tracking('blue', { tracking: 'everybody' })).toBeNull();
    expect(tracking('', { tracking: 'attested' })).toBeNull();
    expect(tracking('', { tracking: 'everybody' })).toBe('agreed');
  });
});

test('names, tags and fields are taken as they stand', () => {
  expect(
    person({ full_name: 'Silva, Ana', tags: 'VIP; New York ;VIP|regular', field: '=HYPERLINK("x")' }),
  ).toMatchObject({
    firstName: 'Ana',
    lastName: 'Silva',
    tags: ['VIP', 'New York', 'regular'],
    fields: { note: '=HYPERLINK("x")' },
  });
});

test('a row with more cells than columns is refused, since nobody knows which cell slipped', () => {
  const tally = newTally();
  const cells = [...order.map(() => ''), 'surplus'];
  expect(readRow(cells, lanesOf(columns), plan, tally)).toMatchObject({ code: 'row.too_many_cells' });
  expect(readRow([...order.map(() => ''), ''], lanesOf(columns), plan, tally)).toMatchObject({
    code: 'number.missing',
  });
});
