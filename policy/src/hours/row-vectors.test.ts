import { describe, expect, test } from 'vitest';
import {
  allRows,
  faultOfVectors,
  type HoursRow,
  type HoursVector,
  readRow,
  vectorsOfRow,
  type WrittenRow,
  writeRow,
} from './index.ts';

const rowOf = (id: string): HoursRow => allRows.find((row) => row.id === id) as HoursRow;
const edit = (id: string, more: Partial<WrittenRow>): HoursRow =>
  readRow({ ...writeRow(rowOf(id)), ...more }, 'counsel');
const fault = (row: HoursRow) => faultOfVectors(row, row.vectors ?? []);
const at = (minute: string, decision: HoursVector['decision']): HoursVector => ({ at: minute, decision });

describe('the rows that come with Tidings', () => {
  test.each(allRows.map((row) => [row.id, row] as const))(
    '%s decides its vectors, on every kind of day',
    (_, row) => {
      expect(faultOfVectors(row, vectorsOfRow(row.id))).toBeUndefined();
    },
  );

  test.each(allRows.map((row) => [row.id, row] as const))(
    '%s is noticed when an end of its hours is moved',
    (_, row) => {
      const later = (window: HoursRow['sat']) => window && { ...window, to: window.to + 1 };
      const moved = [
        { ...row, monFri: later(row.monFri) },
        { ...row, sat: row.sat ? later(row.sat) : row.monFri },
        { ...row, sun: row.sun ? later(row.sun) : row.monFri },
        { ...row, monFri: row.monFri && { ...row.monFri, from: row.monFri.from + 1 } },
        ...(row.holidays ? [{ ...row, holidays: null }] : []),
      ];
      for (const one of moved) expect(faultOfVectors(one, vectorsOfRow(row.id))).toContain(row.id);
    },
  );
});

describe('an edited row', () => {
  test('without vectors is refused by its name', () => {
    expect(fault(edit('hours.us.fl', { mon_fri: ['10:00', '18:00'], vectors: [] }))).toMatch(
      /^hours\.us\.fl has no vectors/,
    );
  });

  test('with the vectors of before is refused with the minute and what the row says of it', () => {
    expect(fault(edit('hours.us.fl', { mon_fri: ['10:00', '18:00'] }))).toBe(
      'hours.us.fl: by its vector, texts may arrive at 2026-11-24T08:00; by the row they may not arrive (10:00–18:00). Mend the one that is wrong.',
    );
  });

  test('needs both decisions on each kind of day, and a holiday where it keeps some', () => {
    const tuesday = [at('2026-11-24T09:59', 'hold'), at('2026-11-24T10:00', 'allow')];
    const row = (vectors: HoursVector[], more: Partial<WrittenRow> = {}) =>
      fault(edit('hours.us.la', { mon_fri: ['10:00', '18:00'], sat: null, ...more, vectors }));
    expect(row(tuesday.slice(0, 1))).toContain('texts may arrive (Monday to Friday)');
    expect(row(tuesday)).toContain('may not arrive (Saturdays)');
    const weekend = [at('2026-11-28T12:00', 'hold'), at('2026-11-29T12:00', 'hold')];
    expect(row([...tuesday, ...weekend])).toContain('on one of its holidays');
    expect(row([...tuesday, ...weekend, at('2026-12-25T12:00', 'hold')])).toBeUndefined();
  });

  test('of some days only is asked about those alone, and about no others', () => {
    // Monday to Wednesday.
    const days = { valid_from: '2027-01-04', valid_to: '2027-01-07', mon_fri: null } as const;
    const row = (minute: string) => fault(edit('hours.us.fl', { ...days, vectors: [at(minute, 'hold')] }));
    expect(row('2027-01-05T12:00')).toBeUndefined();
    expect(row('2027-01-07T12:00')).toContain('does not hold');
  });

  test.each(['2027-02-30T08:00', '2027-01-05', '2027-01-05T24:00', '2027-01-05 08:00', 'noon'])(
    '%s is no minute',
    (minute) => {
      expect(fault(edit('hours.us.fl', { vectors: [at(minute, 'hold')] }))).toContain('is no minute');
    },
  );

  test('is exported with the vectors that it was brought in with', () => {
    const vectors = [at('2027-01-05T12:00', 'hold')];
    expect(writeRow(edit('hours.us.fl', { vectors })).vectors).toEqual(vectors);
    expect(writeRow(rowOf('hours.us.fl')).vectors).toHaveLength(12);
  });
});
