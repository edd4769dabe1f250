import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { fictionalNumbers } from '../../test/people.ts';
import { fixedClock } from '../platform/clock.ts';
import { appendConsentEvents } from './append-consent-events.ts';
import type { ConsentEventDraft, Evidence } from './consent.ts';
import { chainEvents, chainStart } from './consent-chain.ts';
import { listEventsOfNumber } from './consent-event.queries.ts';
import { saltBytes } from './event-hash.ts';
import { verifyConsentChain } from './verify-consent-chain.ts';

const clock = fixedClock('2026-11-24T17:00:00.007Z');
let database: TestDatabase;
let workspaceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
});

const brandId = '01900000-0000-7000-8000-00000000000b';
const draft = (change: Partial<ConsentEventDraft> = {}): ConsentEventDraft => ({
  number: '+12025550101',
  contactId: 7,
  brandId,
  programId: null,
  type: 'opt_in',
  method: 'web_form',
  occurredAt: new Date('2026-11-20T08:15:30.456Z'),
  wordsShown: 'Yes, text me.',
  evidence: { page: 'https://example.com/join' },
  actor: 'system:test',
  importId: null,
  ...change,
});
const append = (drafts: readonly ConsentEventDraft[]) =>
  database.db.tx(workspaceId, (tx) => appendConsentEvents(tx, testContext(database.db, clock), drafts));
const verify = () => database.db.tx(workspaceId, verifyConsentChain);
// The owner of the table may do what the service may not.
const tamper = (sql: string) => database.migrator.tx(workspaceId, (tx) => tx.query(sql));

describe('appending', () => {
  test('gives consecutive ids that start at 1 in every workspace', async () => {
    expect(await append([draft(), draft()])).toEqual([1, 2]);
    expect(await append([draft()])).toEqual([3]);
    expect(await append([])).toEqual([]);
    workspaceId = await newWorkspace(database.db);
    expect(await append([draft()])).toEqual([1]);
  });

  test('lets appenders come one after another and loses no number', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => append([draft(), draft()])));
    expect(ids.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
    expect(await verify()).toMatchObject({ events: 24, isIntact: true });
  });

  test('uses no number up when the transaction fails', async () => {
    await append([draft()]);
    await expect(
      append([draft(), draft({ type: 'unheard of' as ConsentEventDraft['type'] })]),
    ).rejects.toThrow();
    expect(await append([draft()])).toEqual([2]);
    expect(await verify()).toMatchObject({ events: 2, isIntact: true });
  });

  test('keeps times to the millisecond, also before the year of summer time', async () => {
    const occurredAt = new Date('1971-03-04T05:06:07.089Z');
    await append([draft({ occurredAt })]);
    const [event] = await database.db.tx(workspaceId, (tx) => listEventsOfNumber(tx, '+12025550101', 1));
    expect([event?.occurredAt, event?.recordedAt]).toEqual([occurredAt, clock.now()]);
    expect(await verify()).toMatchObject({ isIntact: true });
  });
});

describe('verifying', () => {
  test('an empty ledger is intact', async () => {
    expect(await verify()).toMatchObject({ events: 0, isIntact: true });
  });

  test('survives what jsonb does to evidence: order, repetition, numbers, characters', async () => {
    const evidence = [
      { zz: 1, a: 2, bb: { d: 1, c: 2 } },
      { n: [1e21, 1e-7, 0.1 + 0.2, -0, 1.0, 123456789.125, 5e-324, Number.MAX_VALUE] },
      { '': '', é: 'é', 'e\u0301': 'e\u0301', '😀': 'a\u0000b\uD800', '\uFFFF': 1 },
      JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Evidence,
      { deep: { deeper: { deepest: [null, true, [], {}] } }, gone: undefined },
    ];
    await append(evidence.map((one) => draft({ evidence: one })));
    expect(await verify()).toMatchObject({ events: evidence.length, isIntact: true });
  });

  test('survives evidence of any shape', async () => {
    const shapes = fc.dictionary(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.jsonValue({ stringUnit: 'binary', maxDepth: 3 }),
    );
    const drafts = fc
      .sample(shapes, { numRuns: 200, seed: 7 })
      .map((evidence) => draft({ evidence: evidence as Evidence }));
    const words = fc
      .sample(fc.string({ unit: 'binary' }), { numRuns: 200, seed: 8 })
      .map((wordsShown) => draft({ wordsShown }));
    await append([...drafts, ...words]);
    expect(await verify()).toMatchObject({ events: 400, isIntact: true });
  });

  test('finds what was changed behind our back and names the event', async () => {
    await append(Array.from({ length: 6 }, () => draft()));
    await tamper(`update consent_event set words_shown = 'Anything' where id = 4`);
    expect(await verify()).toMatchObject({ events: 3, isIntact: false, brokenAt: 4 });
  });

  test('finds what was removed, in the middle and at the end', async () => {
    await append(Array.from({ length: 6 }, () => draft()));
    await tamper('delete from consent_event where id = 6');
    expect(await verify()).toMatchObject({ events: 5, isIntact: false, brokenAt: 6 });
    await tamper('delete from consent_event where id = 3');
    expect(await verify()).toMatchObject({ events: 2, isIntact: false, brokenAt: 3 });
  });

  test('finds a chain that was cut off or set back together with its end', async () => {
    await append(Array.from({ length: 3 }, () => draft()));
    await tamper(
      'update consent_chain set last_id = 2, last_hash = (select hash from consent_event where id = 2)',
    );
    expect(await verify()).toMatchObject({ events: 2, isIntact: false, brokenAt: 3 });
    await tamper('delete from consent_chain');
    expect(await verify()).toMatchObject({ events: 0, isIntact: false, brokenAt: 1 });
  });

  test('finds an end that belongs to another chain', async () => {
    await append(Array.from({ length: 3 }, () => draft()));
    await tamper(`update consent_chain set last_hash = sha256('another')`);
    expect(await verify()).toMatchObject({ events: 2, isIntact: false, brokenAt: 3 });
  });

  test('reads a chain that is longer than a page', async () => {
    const numbers = fictionalNumbers(5_000);
    await append(numbers.map((number) => draft({ number })));
    await append([draft()]);
    expect(await verify()).toMatchObject({ events: 5_001, isIntact: true });
  });
});

describe('the origin that many events have in common', () => {
  const origin = { file: 'people.csv', columns: ['Opted in on'], line: 0 };
  const lines = (from: number) => [from, from + 1].map((line) => draft({ evidence: { line }, origin }));
  const shared = async () =>
    (await database.db.tx(workspaceId, (tx) => tx.query('select evidence from consent_origin order by id')))
      .rows;

  test('is kept once and read as if each event told it itself', async () => {
    await append(lines(2));
    await append([...lines(4), draft({ origin: { ...origin } }), draft()]);
    await append([draft({ evidence: {}, origin: { file: 'other.csv' } })]);
    expect(await shared()).toEqual([{ evidence: origin }, { evidence: { file: 'other.csv' } }]);
    const events = await database.db.tx(workspaceId, (tx) => listEventsOfNumber(tx, '+12025550101', 10));
    expect(events.map((event) => event.evidence).reverse()).toEqual([
      { ...origin, line: 2 },
      { ...origin, line: 3 },
      { ...origin, line: 4 },
      { ...origin, line: 5 },
      { ...origin, page: 'https://example.com/join' },
      { page: 'https://example.com/join' },
      { file: 'other.csv' },
    ]);
    expect(await verify()).toMatchObject({ events: 7, isIntact: true });
  });

  test('is hashed as if each event told it itself', async () => {
    const chained = (one: ConsentEventDraft) =>
      chainEvents(workspaceId, chainStart, [one], clock.now(), Buffer.alloc(saltBytes, 1));
    const apart = chained(draft({ evidence: { line: 2 }, origin }));
    const whole = chained(draft({ evidence: { ...origin, line: 2 } }));
    expect(apart.hashes).toEqual(whole.hashes);
  });

  test('cannot be changed or taken away behind our back', async () => {
    await append([draft(), ...lines(2)]);
    await tamper(`update consent_origin set evidence = evidence || '{"file":"another.csv"}'`);
    expect(await verify()).toMatchObject({ events: 1, isIntact: false, brokenAt: 2 });
    await tamper('delete from consent_origin');
    expect(await verify()).toMatchObject({ events: 1, isIntact: false, brokenAt: 2 });
  });

  test('survives what jsonb does to it', async () => {
    const shapes = fc.dictionary(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }),
    );
    const pairs = fc.sample(fc.tuple(shapes, shapes), { numRuns: 60, seed: 9 });
    await append(pairs.map(([own, all]) => draft({ evidence: own as Evidence, origin: all as Evidence })));
    expect(await verify()).toMatchObject({ events: 60, isIntact: true });
  });
});

describe('the service', () => {
  test('can neither change nor remove what is on the ledger', async () => {
    await append([draft()]);
    for (const db of [database.db, database.worker]) {
      for (const sql of [
        `update consent_event set method = 'paper'`,
        `update consent_event set number = '+12025550199'`,
        `update consent_event set number = '#x', contact_id = null, evidence = '{}', erased_at = now()`,
        'delete from consent_event',
        'truncate consent_event',
        `update consent_origin set evidence = '{}'`,
        'delete from consent_origin',
        'delete from consent_chain',
      ]) {
        await expect(db.tx(workspaceId, (tx) => tx.query(sql))).rejects.toThrow(/refuses this/);
      }
    }
    expect(await verify()).toMatchObject({ events: 1, isIntact: true });
  });
});
