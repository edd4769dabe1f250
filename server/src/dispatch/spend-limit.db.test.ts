import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, stage, workAll } from '../../test/dispatching.ts';
import { systemScope } from '../accounts/index.ts';
import { insertSpendMove, limitSpend, moneyOf, setSpending } from '../spending/index.ts';
import { countRun, releaseHeldBySpend } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('a limit of a campaign is shared by whatever belongs to it, passed by no cent, and lets go what it held once it is raised', async () => {
  const on = await stage(database, 3);
  await setSpending({ ...on.ctx, db: database.db }, systemScope(on.fixture.workspaceId, 'test'), {
    budget: { currency: 'USD', caps: { day: null, month: null, campaign: null } },
    prices: [{ senderId: null, gatewayId: null, country: null, perPart: moneyOf('0.01') }],
  });
  const [runId, part] = [await launch(on), randomUUID()];
  const limit = (most: string | null) =>
    on.in((tx) => limitSpend(tx, runId, [runId, part], most === null ? null : moneyOf(most)));
  await limit('0.02');
  const move = { day: '2026-11-24', campaignId: part, parts: 1, amount: moneyOf('0.01') };
  await on.in((tx) => insertSpendMove(tx, move));
  await workAll(on);
  expect(on.carrier.accepted).toHaveLength(1);
  const { held } = await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()));
  expect(held).toMatchObject([{ reason: 'spend_limit', count: 2 }]);
  const letGo = async () => {
    await releaseHeldBySpend(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    return on.carrier.accepted.length;
  };
  await limit('0.03');
  expect(await letGo()).toBe(2);
  await limit(null);
  expect(await letGo()).toBe(3);
});
