import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../../test/dispatching.ts';
import { applyReceipts } from '../../messages/index.ts';
import { listFreshChunks, measureLag } from './receipt-lag.queries.ts';
import { lagByGateway, lookAtReceipts, nothingProbed } from './receipt-lag.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const fresh = (on: Stage) => on.in((tx) => listFreshChunks(tx, { withinSeconds: 75, most: 3 }));

/** Receipts for the first `count` texts, so many seconds after they were taken. */
async function deliver(on: Stage, count: number, afterSeconds: number) {
  on.ctx.clock.forward(afterSeconds * 1_000);
  const [probe] = await fresh(on);
  await on.in((tx) =>
    applyReceipts(
      tx,
      Array.from({ length: count }, (_, at) => ({
        messageId: (probe?.baseId ?? 0) + at,
        gatewayId: null,
        providerId: `id ${at}`,
        status: 'delivered' as const,
        reason: null,
        reasonDetail: null,
        occurredAt: on.ctx.clock.now(),
      })),
    ),
  );
}

describe('the chunks that are kept in mind', () => {
  test('are those that were sent a moment ago, and some of them', async () => {
    const on = await stageIn(database, 5);
    await launch(on);
    expect(await fresh(on)).toEqual([]);
    for (let more = 0; more < 4; more += 1) await launch(on);
    await workAll(on);
    const probes = await fresh(on);
    expect(probes).toHaveLength(3);
    expect(probes[0]).toMatchObject({ gatewayId: on.fixture.gatewayId, width: 5 });
    await on.in((tx) => tx.query(`update send_intent set recorded_at = recorded_at - interval '2 minutes'`));
    expect(await fresh(on)).toEqual([]);
  });

  test('are kept once, however often a round is made', async () => {
    const on = await stageIn(database, 2);
    await launch(on);
    await workAll(on);
    const first = await lookAtReceipts(on.ctx, nothingProbed);
    const second = await lookAtReceipts(on.ctx, first);
    const own = (figures: typeof first) =>
      figures.probes.filter(({ gatewayId }) => gatewayId === on.fixture.gatewayId);
    expect(own(first)).toHaveLength(1);
    expect(own(second)).toEqual(own(first));
  });
});

test('what carriers have said by then is measured: who is silent, and how long the others took', async () => {
  const on = await stageIn(database, 10);
  await launch(on);
  await workAll(on);
  await deliver(on, 6, 4);
  const probes = await fresh(on);
  const lags = await on.in((tx) => measureLag(tx, probes));
  expect(lags).toEqual([
    {
      gatewayId: on.fixture.gatewayId,
      gatewayName: 'Test carrier',
      taken: 10,
      silent: 4,
      medianSeconds: 4,
      slowSeconds: 4,
    },
  ]);
  // Ten minutes later the round does the same, and adds up what it found.
  const ripe = { probes: probes.map((probe) => ({ ...probe, sentAt: probe.sentAt - 700 })), lags: [] };
  const after = await lookAtReceipts(on.ctx, ripe);
  expect(lagByGateway(after).find(({ gatewayId }) => gatewayId === on.fixture.gatewayId)).toMatchObject({
    taken: 10,
    silent: 4,
  });
});

test('a text that the carrier refused is no silence', async () => {
  const on = await stageIn(database, 3);
  on.carrier.answer = () => ({ outcome: { kind: 'refused', code: '30006', sentence: 'Not a mobile.' } });
  await launch(on);
  await workAll(on);
  expect(
    await on.in(async (tx) => measureLag(tx, await listFreshChunks(tx, { withinSeconds: 75, most: 3 }))),
  ).toEqual([]);
});
