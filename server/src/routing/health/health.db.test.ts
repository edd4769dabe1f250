import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { launch, stage, workAll } from '../../../test/dispatching.ts';
import { fakeCarrier } from '../../../test/fake-gateway.ts';
import { systemScope } from '../../accounts/index.ts';
import { chooseFromPool, createSender, listPools } from '../../senders/index.ts';
import { measureSenders } from './measure-senders.ts';
import { restSender } from './rest-sender.ts';
import { listHealth } from './sender-health.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

const person = '+12125550199';

/** A campaign to 60 people from one of two numbers of a pool, and what its carrier says of it an hour ago. */
async function reported(share: Readonly<Record<string, number>>) {
  const on = await stage(database, 60, fakeCarrier());
  const desk = { ...on.ctx, db: database.db };
  const { workspaceId, sender, gatewayId } = on.fixture;
  const scope = systemScope(workspaceId, 'test');
  const second = await desk.db.tx(workspaceId, (tx) =>
    createSender(desk, tx, scope, {
      ...{ gatewayId, number: '+12025550177', kind: 'long_code' },
      partsPerSecond: 1,
    }),
  );
  await desk.db.tx(workspaceId, (tx) =>
    tx.query(
      `with pool as (
         insert into sender_pool (workspace_id, id, name, created_at)
         values (current_workspace(), gen_random_uuid(), 'Both', now()) returning workspace_id, id)
       insert into sender_pool_member (workspace_id, pool_id, sender_id)
       select workspace_id, id, unnest($1::uuid[]) from pool`,
      [[sender.id, second.id]],
    ),
  );
  await launch(on);
  await workAll(on);
  const report = (shares: typeof share) =>
    on.in(async (tx) => {
      const past = new Date(on.ctx.clock.now().getTime() - 3_600_000);
      await tx.query(`update message set submitted_at = $1, status = 'accepted'`, [past]);
      for (const [status, count] of Object.entries(shares))
        await tx.query(
          `update message set status = $1 where id in (select id from message where status = 'accepted' order by id limit $2)`,
          [status, count],
        );
    });
  await report(share);
  const measure = async () => {
    await measureSenders(desk, workspaceId);
    return on.in(listHealth);
  };
  const chosen = async () => {
    const [pool] = await on.in(listPools);
    return pool && chooseFromPool(pool, person, on.ctx.clock.now().getTime())?.id;
  };
  const acts = async () => {
    const { rows } = await desk.db.tx(workspaceId, (tx) =>
      tx.query<{ act: string }>(
        `select act from audit_entry where act like 'sender.%health%' or act like 'sender.rest%' order by id`,
      ),
    );
    return rows.map(({ act }) => act);
  };
  return { on, desk, scope, sender, second, report, measure, chosen, acts };
}

test('a number whose texts do not arrive is told of, and passed over by its pool until they do', async () => {
  const { sender, second, report, measure, chosen, acts } = await reported({
    delivered: 20,
    undelivered: 32,
    rejected: 3,
  });
  // Ten thousand times as fast as the other, it is everybody's.
  expect(await chosen()).toBe(sender.id);
  expect(await measure()).toMatchObject([
    { senderId: sender.id, state: 'skip', texts: 55, delivered: 20, undelivered: 32, filtered: 3, silent: 5 },
  ]);
  expect(await chosen()).toBe(second.id);
  await measure();
  expect(await acts()).toEqual(['sender.health_changed']);
  await report({ delivered: 55 });
  expect(await measure()).toMatchObject([{ state: 'ok' }]);
  expect(await chosen()).toBe(sender.id);
  expect(await acts()).toEqual(['sender.health_changed', 'sender.health_changed']);
});

test('too few texts say nothing, and what is wrong with the people’s numbers is not the number’s', async () => {
  const { on, report, measure } = await reported({ undelivered: 49 });
  expect(await measure()).toMatchObject([{ state: 'unknown', texts: 49 }]);
  await report({ delivered: 50 });
  await on.in((tx) =>
    tx.query(
      `update message set status = 'failed', reason = 'carrier.invalid_number' where status = 'accepted'`,
    ),
  );
  expect(await measure()).toMatchObject([{ state: 'ok', texts: 50, failed: 0 }]);
});

test('where filters take nearly everything the number rests and gets no replacement; a person ends that, or lets one rest', async () => {
  const { desk, scope, sender, second, report, measure, chosen, acts } = await reported({
    rejected: 55,
    delivered: 5,
  });
  expect(await measure()).toMatchObject([{ state: 'rest', restedBy: 'system' }]);
  expect(await chosen()).toBe(sender.id);
  // Newer receipts do not end it.
  await report({ delivered: 60 });
  expect(await measure()).toMatchObject([{ state: 'rest', delivered: 60 }]);
  await restSender(desk, scope, sender.id, { hours: 0, reason: null });
  expect(await measure()).toMatchObject([{ state: 'ok', restsUntil: null, restedBy: null }]);
  const reason = 'Its words are being written anew.';
  await restSender(desk, scope, sender.id, { hours: 2, reason });
  // A measure in between forgets neither who let it rest nor why.
  expect(await measure()).toMatchObject([{ state: 'rest', restedBy: scope.actor, restReason: reason }]);
  expect(await chosen()).toBe(second.id);
  expect((await acts()).filter((act) => act.startsWith('sender.rest'))).toEqual([
    'sender.rest_ended',
    'sender.rested',
  ]);
});
