import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { leaseOwn, leave, type Stage, stage, workAll } from '../../test/dispatching.ts';
import type { OnlyText } from './chunk.ts';
import { queueDirect } from './index.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Queues an urgent text to the first person. */
function queue(on: Stage, body: string): Promise<unknown> {
  const { program, sender, people } = on.fixture;
  const [person] = people;
  const text = {
    ...{ contactId: person?.id ?? null, number: person?.number ?? '', body, parts: 1 },
    ...{ consentEventId: null, metadata: null, template: null, queuedBy: 'key:1' },
  };
  const group = {
    ...{ programId: program.id, brandId: program.brandId, purpose: 'transactional', senderId: sender.id },
    ...{ notBefore: on.ctx.clock.now(), withinMs: null, texts: [text] },
  };
  return on.in((tx) => queueDirect(tx, on.ctx, [group]));
}

async function leaseOne(on: Stage) {
  const [lease] = await leaseOwn(on);
  if (!lease?.only) throw new Error('The lease tells nothing of its only text.');
  return { ...lease, only: lease.only };
}

const sent = ({ carrier }: Stage) => carrier.accepted.map((one) => one.body);

async function partsBooked(on: Stage): Promise<number> {
  const { rows } = await on.in((tx) =>
    tx.query<{ taken: number }>(
      `select extract(epoch from free_at - 'epoch'::timestamptz)::float8 as taken from pace
       where level = 'sender' and subject = $1`,
      [on.fixture.sender.id],
    ),
  );
  return rows[0]?.taken ?? 0;
}

test('a lease tells of its only text what stands in the chunk', async () => {
  const on = await stage(database, 1);
  await queue(on, 'Bakery: ready');
  const { program, people } = on.fixture;
  const { only } = await leaseOne(on);
  expect(only).toEqual({
    runId: expect.any(String),
    programId: program.id,
    brandId: program.brandId,
    number: people[0]?.number,
    purpose: 'transactional',
    parts: 1,
  });
});

test('what was asked for by a lease that told wrongly is undone, and the text leaves once', async () => {
  const on = await stage(database, 1);
  // The first of a number has nobody to guess by whose parts are counted where.
  await queue(on, 'first');
  await workAll(on);
  const wrongs: Partial<OnlyText>[] = [
    { number: '+13125550199' },
    { programId: randomUUID() },
    { brandId: randomUUID() },
    { runId: randomUUID() },
    { purpose: 'otp' },
    { parts: 3 },
  ];
  for (const [at, wrong] of wrongs.entries()) {
    await queue(on, `text ${at}`);
    const lease = await leaseOne(on);
    await workChunk(on.tools, on.gateways, { ...lease, only: { ...lease.only, ...wrong } });
  }
  expect(sent(on)).toEqual(['first', ...wrongs.map((_, at) => `text ${at}`)]);
});

test('whoever leaves after the lease gets nothing', async () => {
  const on = await stage(database, 1);
  await queue(on, 'first');
  await workAll(on);
  await queue(on, 'second');
  const lease = await leaseOne(on);
  await on.in((tx) => leave(on, tx, on.fixture.people[0]?.number ?? ''));
  await workChunk(on.tools, on.gateways, lease);
  expect(sent(on)).toEqual(['first']);
});

test('a lease that somebody else has by now sends nothing', async () => {
  const on = await stage(database, 1);
  await queue(on, 'first');
  await workAll(on);
  await queue(on, 'second');
  const lease = await leaseOne(on);
  const before = await partsBooked(on);
  await workChunk(on.tools, on.gateways, { ...lease, fence: lease.fence - 1 });
  expect(sent(on)).toEqual(['first']);
  // The turn that was booked with the questions is undone with them.
  expect(await partsBooked(on)).toBe(before);
});
