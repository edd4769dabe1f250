import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { leaseOwn, leave, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { countRoundTrips } from '../../test/round-trips.ts';
import { blockSender } from '../senders/index.ts';
import type { Claim } from './chunk.queries.ts';
import { type DirectGroup, queueDirect } from './index.ts';
import { urgentChannel } from './recorded-chunk.queries.ts';
import { openToldTexts, readTold, type ToldText } from './told-text.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

function queue(on: Stage, bodies: readonly string[], more: Partial<DirectGroup> = {}) {
  const { program, sender, people } = on.fixture;
  const [person] = people;
  const texts = bodies.map((body) => ({
    ...{ contactId: person?.id ?? null, number: person?.number ?? '', body, parts: 1 },
    ...{ consentEventId: null, metadata: null, template: null, queuedBy: 'key:1' },
  }));
  const group = {
    ...{ programId: program.id, brandId: program.brandId, purpose: 'transactional', senderId: sender.id },
    ...{ notBefore: on.ctx.clock.now(), withinMs: null, texts, ...more },
  };
  return on.in((tx) => queueDirect(tx, on.ctx, [group]));
}

/** What is said while `work` is done, as a worker hears it. */
async function hear(on: Stage, work: () => Promise<unknown>): Promise<string[]> {
  const said: string[] = [];
  const listening = Promise.withResolvers<void>();
  const heard = Promise.withResolvers<void>();
  const ear = on.ctx.db.listen(urgentChannel, (one) => {
    if (said.push(one) === 1) listening.resolve();
    else heard.resolve();
  });
  await listening.promise;
  await work();
  await heard.promise;
  await ear.close();
  return said.slice(1);
}

async function told(on: Stage, body: string): Promise<ToldText> {
  const [said = ''] = await hear(on, () => queue(on, [body]));
  const text = readTold(said);
  if (!text) throw new Error('Nothing was said of the text.');
  return text;
}

const toldTexts = (on: Stage) =>
  openToldTexts({
    habits: on.tools.habits,
    worker: 'told',
    leaseMs: 30_000,
    now: on.ctx.clock.now,
    monotonicMs: on.ctx.clock.monotonicMs,
    random: () => 0,
    isElsewhere: () => false,
  });

function leaseOf(on: Stage, text: ToldText) {
  const own = toldTexts(on).take(text);
  if (!own) throw new Error('It was left to a lease.');
  return own.lease;
}

/** A number that has sent before: whoever has not knows no account of it. */
async function usedStage(): Promise<Stage> {
  const on = await stage(database, 1);
  await queue(on, ['first']);
  await workAll(on);
  return on;
}

const sent = ({ carrier }: Stage) => carrier.accepted.map((one) => one.body);

test('a single text is told of by all that a lease would tell', async () => {
  const on = await usedStage();
  const { claim: _, ...text } = leaseOf(on, await told(on, 'second'));
  const [lease] = await leaseOwn(on);
  expect(text).toEqual({ ...lease, fence: 0 });
});

test('a text that is told of leaves once, and its chunk is closed', async () => {
  const on = await usedStage();
  const lease = leaseOf(on, await told(on, 'second'));
  expect(await workChunk(on.tools, on.gateways, lease)).toBe(lease.only?.runId);
  expect(await leaseOwn(on)).toEqual([]);
  expect(await workChunk(on.tools, on.gateways, lease)).toBeNull();
  expect(sent(on)).toEqual(['first', 'second']);
});

// On a machine that a campaign keeps busy each waits for a processor twice.
test('a text that is told of does not wait for a lease', async () => {
  const on = await usedStage();
  const trips = countRoundTrips();
  const counted: number[] = [];
  let begun = 0;
  on.carrier.meanwhile = async () => void counted.push(trips.count() - begun);
  // The first of a kind finds out which rules there are.
  for (const body of ['second', 'third']) {
    const lease = leaseOf(on, await told(on, body));
    begun = trips.count();
    await workChunk(on.tools, on.gateways, lease);
  }
  await queue(on, ['fourth']);
  begun = trips.count();
  await workAll(on);
  trips.stop();
  const [, byNews = 0, leased = 0] = counted;
  expect(leased - byNews).toBe(2);
});

test('of two who are told of a text one sends it, at whatever moment the other comes', async () => {
  const on = await usedStage();
  const lease = leaseOf(on, await told(on, 'second'));
  const runs = await Promise.all([1, 2, 3].map(() => workChunk(on.tools, on.gateways, lease)));
  expect(runs.filter((one) => one !== null)).toHaveLength(1);
  await workAll(on);
  expect(sent(on)).toEqual(['first', 'second']);
});

test('what a lease has taken meanwhile is not taken', async () => {
  const on = await usedStage();
  const lease = leaseOf(on, await told(on, 'second'));
  const [other] = await leaseOwn(on);
  expect(await workChunk(on.tools, on.gateways, lease)).toBeNull();
  expect(sent(on)).toEqual(['first']);
  if (other) await workChunk(on.tools, on.gateways, other);
  expect(sent(on)).toEqual(['first', 'second']);
});

test('whoever leaves after the news gets nothing', async () => {
  const on = await usedStage();
  const lease = leaseOf(on, await told(on, 'second'));
  await on.in((tx) => leave(on, tx, on.fixture.people[0]?.number ?? ''));
  await workChunk(on.tools, on.gateways, lease);
  await workAll(on);
  expect(sent(on)).toEqual(['first']);
});

test('what was said wrongly of a text is undone, and a lease finds it as it was', async () => {
  const on = await usedStage();
  const text = await told(on, 'second');
  const wrongs: ToldText[] = [
    { ...text, only: { ...text.only, number: '+13125550199' } },
    { ...text, only: { ...text.only, runId: randomUUID() } },
    { ...text, id: text.id + 1_000 },
    { ...text, baseId: text.baseId + 1 },
  ];
  for (const wrong of wrongs) expect(await workChunk(on.tools, on.gateways, leaseOf(on, wrong))).toBeNull();
  expect(sent(on)).toEqual(['first']);
  await workAll(on);
  expect(sent(on)).toEqual(['first', 'second']);
});

test('a number that rests, an account that is another by now and a later hour are left to a lease', async () => {
  const on = await usedStage();
  const text = await told(on, 'second');
  const lease = leaseOf(on, text);
  const claims = [
    { ...lease.claim, gatewayId: randomUUID() },
    { ...lease.claim, at: new Date(0) },
  ] as Claim[];
  for (const claim of claims) expect(await workChunk(on.tools, on.gateways, { ...lease, claim })).toBeNull();
  await on.in((tx) => blockSender(tx, text.senderId, 'carrier.blocked', 60_000));
  expect(await workChunk(on.tools, on.gateways, lease)).toBeNull();
  expect(sent(on)).toEqual(['first']);
});

test('nobody is passed: what has waited longer goes first, and a number has no more under way than its places', async () => {
  const on = await usedStage();
  await queue(on, ['second']);
  const third = leaseOf(on, await told(on, 'third'));
  expect(await workChunk(on.tools, on.gateways, third)).toBeNull();
  // Two are under way now, the oldest, and whoever comes then waits for one of them.
  const leases = await leaseOwn(on);
  expect(leases).toHaveLength(2);
  const fourth = leaseOf(on, await told(on, 'fourth'));
  expect(await workChunk(on.tools, on.gateways, fourth)).toBeNull();
  for (const lease of leases) await workChunk(on.tools, on.gateways, lease);
  expect(await workChunk(on.tools, on.gateways, fourth)).not.toBeNull();
  expect(sent(on)).toEqual(['first', 'second', 'third', 'fourth']);
});

test('nothing is said of several texts, of answers, and of what is for a later hour', async () => {
  const on = await usedStage();
  const later = new Date(on.ctx.clock.now().getTime() + 60_000);
  const groups: [string[], Partial<DirectGroup>][] = [
    [['one', 'two'], {}],
    [['answer'], { isAnswer: true, purpose: 'conversational' }],
    [['later'], { notBefore: later }],
  ];
  for (const [bodies, more] of groups) expect(await hear(on, () => queue(on, bodies, more))).toEqual(['']);
});
