import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { type Person, settlePeople } from '../../../test/segment-people.ts';
import { ids, trees, catalogue as words } from '../../../test/segment-trees.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { savePlaces } from '../postcodes/postcode.queries.ts';
import { checkPlaces } from '../postcodes/postcode.ts';
import { loadCatalogue } from './catalogue.queries.ts';
import { compileSegment, type SegmentQuestion } from './compile.queries.ts';
import { compileCount, countSegment } from './count.queries.ts';
import { askLeaves } from './explain.queries.ts';
import { inTwoSteps, type TwoSteps } from './few.queries.ts';
import { isGroup, keyOf, type Segment } from './language/ast.ts';
import type { Catalogue } from './language/catalogue.ts';
import { expand } from './language/check.ts';
import { readText } from './language/read-text.ts';
import { overEverybody } from './segment.queries.ts';

let database: TestDatabase;
let workspaceId: string;
let people: number[];
let catalogue: Catalogue;
const moment = { now: new Date('2026-11-24T17:00:00Z'), zone: 'America/New_York' };

/** By name, so that a test can say who is meant. */
const population: Readonly<Record<string, Person>> = {
  ana: {
    number: '+15125550100',
    region: ' ',
    fields: { city: 'Austin', points: '12', birth_date: '1990-11-28', zip: '94110-1234' },
    tags: ['vip'],
    lists: [ids.list],
  },
  ben: {
    number: '+12125550101',
    region: 'TX',
    fields: {
      city: 'AUSTIN',
      points: '$1,234.50',
      birth_date: '2006-11-25',
      newsletter: 'Yes',
      zip: '94601',
    },
  },
  cleo: {
    number: '+12025550102',
    region: ' florida ',
    fields: { points: 'many', newsletter: 'no', zip: '10001' },
    addedDaysAgo: 5,
  },
  dan: {
    number: '+447700900103',
    fields: { city: ' ', birth_date: '1996-02-29', zip: 'sw1a 2ab' },
    tags: ['o\'tag"', 'vip'],
  },
  eve: {
    consent: { status: 'opted_in', level: 'pewc', daysAgo: 10 },
    events: [
      { name: 'order.placed', daysAgo: 3, value: 20, properties: { sku: 'MUG-1', gift: true } },
      { name: 'order.placed', daysAgo: 40, value: 35.5, properties: { sku: 'TEA-9', weight: '2.5' } },
      { name: 'visit', daysAgo: 1 },
    ],
  },
  finn: {
    consent: { status: 'opted_out', daysAgo: 2 },
    replies: [{ daysAgo: 2, intent: 'stop' }],
    texts: [
      {
        ...{ status: 'delivered', daysAgo: 9, campaign: ids.campaign },
        clicks: [{ daysAgo: 8 }, { daysAgo: 2 }, { daysAgo: 1, robot: 'agent' }],
      },
    ],
  },
  gus: {
    consent: { status: 'pending', daysAgo: 1 },
    replies: [{ daysAgo: 20 }, { daysAgo: 200 }],
    texts: [{ status: 'undelivered', daysAgo: 4, clicks: [{ daysAgo: 4, robot: 'head' }] }],
  },
  hal: { events: [{ name: 'order.placed', daysAgo: 300, value: 100 }], lists: [ids.list, ids.otherList] },
  ivy: {
    // As long as a cell of a file may be, and like nothing that compresses: no index takes it whole.
    region: Array.from({ length: 4_000 }, (_, n) => ((n * 7_919) % 99_991).toString(36)).join(' '),
    events: [
      { name: 'order.placed', daysAgo: 60, value: 10 },
      { name: 'order.placed', daysAgo: 80, value: -4 },
    ],
    texts: [
      { status: 'accepted', daysAgo: 1, clicks: [{ daysAgo: 1 }] },
      { status: 'delivered', daysAgo: 30, campaign: ids.campaign },
    ],
  },
  jo: {
    fields: { city: 'Sí' },
    consent: { status: 'opted_in', level: 'express', daysAgo: 300 },
    addedDaysAgo: 60,
  },
};
const names = Object.keys(population);
const places = checkPlaces([
  { country: 'US', postcode: '94110', latitude: 37.7486, longitude: -122.4158 },
  { country: 'US', postcode: '94601', latitude: 37.7763, longitude: -122.2163 },
  { country: 'US', postcode: '10001', latitude: 40.7506, longitude: -73.9971 },
  { country: 'GB', postcode: 'SW1A', latitude: 51.5035, longitude: -0.1276 },
]);

beforeAll(async () => {
  database = await cloneDatabase();
  workspaceId = await newWorkspace(database.db);
  await database.db.tx(workspaceId, async (tx) => {
    people = await settlePeople(tx, Object.values(population));
    await savePlaces(tx, places, moment.now);
    const found = await loadCatalogue(tx);
    expect(found.placed).toEqual(['GB', 'US']);
    // The trees name what the workspace of the trees has, by the same ids.
    catalogue = { ...words, own: found.own, lists: found.lists, events: found.events };
  });
});
afterAll(() => database.drop());

const inside = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(workspaceId, work);
const questionOf = (rule: Segment): SegmentQuestion => ({ rule, catalogue, moment });

async function idsOf(tx: Tx, rule: Segment): Promise<number[]> {
  const { text, values } = compileSegment(questionOf(rule));
  const { rows } = await tx.query<{ contact_id: number }>(text, values);
  return rows.map((row) => row.contact_id).sort((one, other) => one - other);
}

async function countOf(
  tx: Tx,
  rule: Segment,
  cuts: readonly number[],
  steps: TwoSteps | null = null,
): Promise<number> {
  const { text, values } = compileCount(questionOf(rule), cuts, steps);
  const { rows } = await overEverybody(tx, () => tx.query<{ count: number }>(text, values));
  return rows[0]?.count ?? 0;
}

async function whoIs(text: string): Promise<string> {
  const read = readText(text, catalogue);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const found = await inside((tx) => idsOf(tx, read.segment));
  return found.map((id) => names[people.indexOf(id)]).join(' ');
}

describe('a segment chooses', () => {
  test.each([
    ['everyone', names.join(' ')],
    ['not everyone', ''],
    ['tag "vip"', 'ana dan'],
    ['tag ("vip", "o\'tag\\"")', 'ana dan'],
    ['in list "Guests" and not in list "Staff"', 'ana'],
    ['city = "austin"', 'ana ben'],
    ['city != "austin"', 'cleo dan eve finn gus hal ivy jo'],
    ['city is known', 'ana ben jo'],
    ['city contains "ust" and city ends with "IN"', 'ana ben'],
    ['points >= 12', 'ana ben'],
    ['points > 1234', 'ben'],
    ['points is known and not points >= 0', 'cleo'],
    ['newsletter is true', 'ben'],
    ['newsletter is false', 'cleo'],
    ['newsletter = yes', 'ben'],
    ['city is true', 'jo'],
    ['points is true', ''],
    ['state = TX', 'ana ben'],
    ['address_state in (TX, FL)', 'ben cleo'],
    ['area_state = NY', 'ben'],
    ['state = DC', 'eve finn gus hal jo'],
    ['address_state is known', 'ben cleo ivy'],
    ['area_code in (512, 212)', 'ana ben'],
    ['phone_country = GB', 'dan'],
    ['within 1 miles of 94110 in US', 'ana'],
    ['within 10.9 miles of "94110-9999" in US', 'ana'],
    ['within 11.1 miles of 94110 in US', 'ana ben'],
    ['within 17.9 km of 94110 in US', 'ana ben'],
    ['within 3000 miles of 94110 in US', 'ana ben cleo'],
    ['within 5 km of "SW1A 1AA" in GB', 'dan'],
    ['not within 3000 miles of 94110 in US', 'dan eve finn gus hal ivy jo'],
    ['birth_date before 1996-03-01', 'ana dan'],
    ['birth_date anniversary in the next 4 days', 'ana ben'],
    ['birth_date anniversary in month 2', 'dan'],
    ['birth_date anniversary in the next 20 weeks', 'ana ben dan'],
    ['age >= 20', 'ana dan'],
    ['age = 19', 'ben'],
    ['age < 30', 'ben'],
    ['age >= 20 and age < 36 and points > 1', 'ana'],
    ['points > 1 and city = "austin" and birth_date before 2000-01-01', 'ana'],
    ['not age >= 20', 'ben cleo eve finn gus hal ivy jo'],
    ['added in the last 30 days', 'cleo'],
    ['joined "Offers"', 'eve jo'],
    ['joined any program with level pewc', 'eve'],
    ['joined "Offers" in the last 30 days', 'eve'],
    ['pending in "Offers" or left "Offers"', 'finn gus'],
    ['opted_out in the last 3 days', 'finn'],
    ['clicked', 'finn ivy'],
    ['clicked in the last 1 day', 'ivy'],
    ['clicked campaign "Spring"', 'finn'],
    ['count(clicked) >= 2', 'finn'],
    ['received and not clicked', ''],
    ['replied', 'gus'],
    ['replied in the last 10 days', ''],
    ['received in the last 30 days', 'finn ivy'],
    ['received campaign "Spring"', 'finn ivy'],
    ['failed', 'gus'],
    ['count(received) >= 2', 'ivy'],
    ['delivered more than 20 days ago', 'ivy'],
    ['did order.placed', 'eve hal ivy'],
    ['did order.placed in the last 30 days', 'eve'],
    ['count(order.placed) = 0', 'ana ben cleo dan finn gus jo'],
    ['count(order.placed) < 2', 'ana ben cleo dan finn gus hal jo'],
    ['count(order.placed, last 90 days) >= 2', 'eve ivy'],
    ['count(order.placed, between 30 and 70 days ago) = 1', 'eve ivy'],
    ['sum(order.placed.value) > 50', 'eve hal'],
    ['sum(order.placed.value, last 90 days) <= 6', 'ana ben cleo dan finn gus hal ivy jo'],
    ['sum(order.placed.weight) >= 2.5', 'eve'],
    ['did order.placed where (sku starts with "mug" and gift is true)', 'eve'],
    ['did order.placed where (value > 30)', 'eve hal'],
    ['count(order.placed where (value > 30), last 90 days) >= 1', 'eve'],
    ['did never.came', ''],
    ['not did never.came', names.join(' ')],
    ['purchases >= 2', 'eve ivy'],
    ['purchases in (0, 1) and spent > 0', 'hal'],
    ['spent = 6', 'ivy'],
    ['last_purchase more than 50 days ago', 'hal ivy'],
    ['lapsed is true', 'hal'],
    ['lapsed is false', 'ana ben cleo dan eve finn gus ivy jo'],
    ['last_reply in the last 30 days', 'gus'],
    ['last_reply is known', 'gus'],
    ['last_event more than 200 days ago', 'hal'],
    ['engagement = active', 'eve gus'],
    ['engagement = warm', 'ivy'],
    ['engagement = cold', 'hal'],
    ['engagement = new', 'cleo'],
    ['engagement = never', 'ana ben dan finn jo'],
    ['tag "vip" or did order.placed in the last 30 days or state = FL', 'ana cleo dan eve'],
    ['not (tag "vip" or did order.placed)', 'ben cleo finn gus jo'],
    ['tag "vip" and not (tag "vip" and phone_country = GB)', 'ana'],
    ['in segment "Regulars"', 'ana dan'],
  ])('%s', async (text, expected) => {
    expect(await whoIs(text)).toBe(expected);
  });
});

function decide(node: Segment, holds: (leaf: Segment) => boolean): boolean {
  if (isGroup(node))
    return node.kind === 'all'
      ? node.of.every((one) => decide(one, holds))
      : node.of.some((one) => decide(one, holds));
  return node.kind === 'not' ? !decide(node.of, holds) : holds(node);
}

test('whatever conditions are joined, the statement chooses, and counts in parts and in two steps, whom the conditions, asked one by one about each person, choose', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      await inside(async (tx) => {
        const rule = expand(tree, catalogue);
        const wanted: number[] = [];
        for (const id of people) {
          const answers = await askLeaves(tx, questionOf(tree), id);
          if (decide(rule, (leaf) => answers?.get(keyOf(leaf))?.holds === true)) wanted.push(id);
        }
        expect(await overEverybody(tx, () => idsOf(tx, tree))).toEqual(wanted);
        const cuts = [people[2] ?? 0, people[7] ?? 0];
        expect(await countOf(tx, tree, cuts)).toBe(wanted.length);
        const steps = inTwoSteps(questionOf(tree));
        if (steps) expect(await countOf(tx, tree, cuts, steps)).toBe(wanted.length);
      });
    }),
    { numRuns: 40 },
  );
});

test('people whose ids lie far apart are counted in parts, and the transaction is planned as before afterwards', async () => {
  const far = await newWorkspace(database.db);
  await database.db.tx(far, async (tx) => {
    await tx.query(
      `with made as (
         insert into contact (workspace_id, id, number) overriding system value
         select current_workspace(), 900000000 + n * 100000, '+1202555020' || n from generate_series(0, 4) n returning id)
       insert into contact_tag (workspace_id, contact_id, tag)
       select current_workspace(), id, case when id < 900250000 then 'early' else 'late' end from made`,
    );
    const settings = () =>
      tx.query(
        `select name, setting from pg_settings where name like '%parallel%' or name like 'enable%' order by 1`,
      );
    const { rows: before } = await settings();
    const counts: number[] = [];
    for (const text of [
      'tag "early" or tag "late" or tag "none"',
      'tag "early" and not tag "late" and not tag "none"',
    ]) {
      const read = readText(text, catalogue);
      if (read.ok) counts.push(await countSegment(tx, questionOf(read.segment)));
    }
    expect(counts).toEqual([5, 3]);
    expect((await settings()).rows).toEqual(before);
  });
});

test('what somebody wrote is never part of the statement', () => {
  const evil = `x'; drop table contact; -- $1 \\"`;
  const values: unknown[] = [];
  const soil = (node: unknown): unknown => {
    if (typeof node === 'string') return node;
    if (Array.isArray(node)) return node.map(soil);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key === 'tags') return [key, [evil]];
        if (key === 'values' && Array.isArray(value) && typeof value[0] === 'string') return [key, [evil]];
        if (['value', 'property', 'event', 'field', 'status'].includes(key) && typeof value === 'string')
          return [key, evil];
        return [key, soil(value)];
      }),
    );
  };
  fc.assert(
    fc.property(trees, fc.integer({ min: 1, max: 9 }), (tree, first) => {
      const { text, values: given } = compileSegment(questionOf(soil(tree) as Segment), first);
      values.push(...given);
      expect(text).not.toContain('drop table');
      const places = new Set([...text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1])));
      // Each parameter is named somewhere, or PostgreSQL could not tell what it is.
      expect([...places].sort((one, other) => one - other)).toEqual(given.map((_, at) => first + at));
    }),
    { numRuns: 300 },
  );
  expect(values).toContain(evil);
});

test('nobody of another workspace is ever chosen', async () => {
  const other = await newWorkspace(database.db);
  await database.db.tx(other, async (tx) => {
    for (const text of [
      'everyone',
      'tag "vip"',
      'did order.placed',
      'engagement = never',
      'joined "Offers"',
      'received',
      'clicked',
      'replied',
    ]) {
      const read = readText(text, catalogue);
      expect(read.ok && (await idsOf(tx, read.segment))).toEqual([]);
    }
    expect(await askLeaves(tx, questionOf({ kind: 'everyone' }), people[0] ?? 0)).toBeNull();
  });
});

test('each condition says what it found', async () => {
  const asked = async (text: string, name: string) => {
    const read = readText(text, catalogue);
    if (!read.ok) throw new Error('unreadable');
    const answers = await inside((tx) =>
      askLeaves(tx, questionOf(read.segment), people[names.indexOf(name)] ?? 0),
    );
    return [...(answers?.values() ?? [])].map(({ holds, found }) => ({ holds, found }));
  };
  expect(await asked('tag ("vip", "staff")', 'ana')).toEqual([{ holds: true, found: ['vip'] }]);
  expect(await asked('points > 100', 'ana')).toEqual([{ holds: false, found: '12' }]);
  expect(await asked('count(order.placed, last 90 days) >= 3', 'eve')).toMatchObject([
    { holds: false, found: { count: 2 } },
  ]);
  expect(await asked('in list "Staff"', 'hal')).toEqual([{ holds: true, found: ['Staff'] }]);
  expect(await asked('spent > 50', 'eve')).toMatchObject([
    { holds: true, found: { events: 2, value: 55.5 } },
  ]);
});
