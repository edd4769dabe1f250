import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ids, runCli } from '../../test/run-cli.ts';
import { checkDraw } from './contests.ts';

const id = ids.list.replace('lst', 'cts');
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const entries = ['a', 'b', 'a', 'c'].map((person, at) => ({ id: at + 1, person }));
const entriesHash = hash('1 a\n2 b\n3 a\n4 c\n');
const lotOf = (one: { id: number; person: string }) =>
  hash(`the seed\n${entriesHash}\n\n${one.id} ${one.person}`);
const order = entries.toSorted((one, other) => (lotOf(one) < lotOf(other) ? -1 : 1));
const first = order[0];
const second = order.find(({ person }) => person !== first?.person);
const draw = {
  ...{ object: 'contest_draw' as const, contest_id: id, seed: 'the seed', seed_sha256: hash('the seed') },
  ...{ opened_at: null, closed_at: null, entries_sha256: entriesHash, beacon_source: null, beacon: null },
  ...{ winners: 1, alternates: 1, entries },
  places: [
    { rank: 1, entry_id: first?.id ?? 0 },
    { rank: 2, entry_id: second?.id ?? 0 },
  ],
};
const failing = (change: object, noted = {}) =>
  checkDraw({ ...draw, ...change }, noted)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

test('a draw that was made as it was told holds', () => {
  expect(failing({})).toEqual([]);
  expect(failing({}, { seedHash: hash('the seed'), entriesHash })).toEqual([]);
});

test.each([
  ['another seed', { seed: 'another' }, {}, 'the seed is the one of the opening'],
  [
    'a seed that was exchanged with its hash',
    { seed: 'x', seed_sha256: hash('x') },
    { seedHash: hash('the seed') },
    'the seed is the one of the opening',
  ],
  ['an entry that went', { entries: entries.slice(1) }, {}, 'the entries are those of the closing'],
  ['a number that nobody promised', { beacon: '7' }, {}, 'the promised number was used'],
  [
    'another winner',
    { places: draw.places.map(({ rank, entry_id }) => ({ rank: 3 - rank, entry_id })) },
    {},
    'the winners are who the draw gives',
  ],
])('%s is found', (_what, change, noted, expected) => {
  expect(failing(change, noted)).toContain(expected);
});

test('verify says so, and ends with 1 where a draw does not hold', async () => {
  const routes = (found: object) => ({ [`GET /v1/contests/${id}/draw`]: () => found });
  const good = await runCli(['contest', 'verify', id], { routes: routes(draw) });
  expect([good.code, good.out]).toEqual([0, expect.stringContaining('The draw of 4 entries holds.')]);
  const bad = await runCli(['contest', 'verify', id], { routes: routes({ ...draw, seed: 'another' }) });
  expect([bad.code, bad.out]).toEqual([
    1,
    expect.stringContaining('NO   the seed is the one of the opening'),
  ]);
});
