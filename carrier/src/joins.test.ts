import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phone, shop } from '../test/fixtures.ts';
import { createJoins } from './joins.ts';
import type { AcceptedRow, PartRow } from './rows.ts';

let ids = 0;
function part(number: number, total: number, more: Partial<PartRow> = {}): PartRow {
  const known = { id: `rc_${++ids}`, reference: 'ref-1', tag: 'june', from: shop, to: phone(1) };
  const place = { join: 'udh 7', number, total };
  const terms = { valid_until: null, face: 'smpp', receipts: 'last' } as const;
  return { kind: 'part', ...known, body: `${number}.`, ...place, ...terms, ...more };
}

function acceptedAs(row: PartRow, partIds: readonly string[]): AcceptedRow {
  const { id, reference, tag, from, to, body, valid_until } = row;
  const known = { id, reference, tag, from, to, body, valid_until, parts: partIds.length };
  return { kind: 'accepted', ...known, face: 'smpp', receipts: 'last', part_ids: [...partIds] };
}

test('parts in any order make the text as soon as the last of them is there', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7], { minLength: 7 }), (order) => {
      const joins = createJoins();
      const rows = order.map((number) => part(number, 7));
      const whole = rows.map((row) => {
        joins.add(row, 0);
        return joins.wholeOf(row);
      });
      expect(whole.slice(0, -1).every((one) => one === null)).toBe(true);
      expect(whole.at(-1)).toMatchObject({ body: '1.2.3.4.5.6.7.', ids: rows.map((row) => row.id) });
      expect(whole.at(-1)?.first.number).toBe(1);
    }),
  );
});

test.each([
  ['another phone', { to: phone(2) }],
  ['another sender', { from: '55501' }],
  ['another number of the text', { join: 'udh 8' }],
  ['another count of parts', { total: 3 }],
] as const)('a part with %s belongs to another text', (_, more) => {
  const joins = createJoins();
  joins.add(part(1, 2), 0);
  const other = part(2, 2, more);
  joins.add(other, 0);
  expect(joins.wholeOf(other)).toBeNull();
});

test('a part that is handed in again counts once in the words and is known by both of its ids', () => {
  const joins = createJoins();
  const rows = [part(1, 2), part(1, 2, { body: 'again' }), part(2, 2)];
  for (const row of rows) joins.add(row, 0);
  expect(joins.whole()).toMatchObject([{ body: '1.2.', ids: rows.map((row) => row.id) }]);
});

test('after acceptance the same number may join the next text', () => {
  const joins = createJoins();
  const [one, two] = [part(1, 2), part(2, 2)];
  joins.add(one, 0);
  joins.add(two, 0);
  joins.close(acceptedAs(one, [one.id, two.id]));
  expect(joins.whole()).toEqual([]);
  const next = part(2, 2);
  joins.add(next, 0);
  expect(joins.wholeOf(next)).toBeNull();
});

test('parts that are ten minutes apart are not of one text', () => {
  const joins = createJoins();
  const [one, two] = [part(1, 2), part(2, 2)];
  joins.add(one, 0);
  joins.add(two, 600_001);
  expect(joins.wholeOf(two)).toBeNull();
});
