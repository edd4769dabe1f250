import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { openShop } from '../../test/shop.ts';
import { gatherNews } from './gather.queries.ts';
import { sentenceOf } from './kinds.ts';
import { insertNotification } from './notification.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('a pool that runs dry while a campaign goes out is told of once, and once more when it runs dry again', async () => {
  const shop = await openShop(database.db);
  const [campaignId, poolId] = [randomUUID(), randomUUID()];
  const body = 'Bakery: {{ coupon.spring }} is yours. Reply STOP to end';
  const [now, later] = [new Date('2026-11-24T17:00:00Z'), new Date('2026-11-24T17:10:00Z')];
  const sql = (text: string, ...values: unknown[]) =>
    database.db.tx(shop.workspaceId, (tx) => tx.query(text, [shop.workspaceId, ...values]));
  await sql(
    `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by)
     values ($1, $2, 'Spring', $3, $4, $5, '{}', 'sending', 'system:test')`,
    ...[campaignId, shop.programId, shop.senderId, body],
  );
  await sql(
    `insert into send_run (workspace_id, id, program_id, brand_id, purpose, sender_id, body, state)
     values ($1, $2, $3, $4, 'marketing', $5, $6, 'running')`,
    ...[campaignId, shop.programId, shop.brandId, shop.senderId, body],
  );
  // Two are held for codes; the turn of four others has not come.
  await sql(
    `insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before, held_reason)
     select $1, $2, $2, 'marketing', $3, i * 10, array[i, 0, i + 1], $4, case i when 1 then 'coupons_empty' end from generate_series(1, 3) i`,
    ...[campaignId, shop.senderId, later],
  );
  await sql(
    `insert into coupon_pool (workspace_id, id, name, made_by, created_at, changed_at) values ($1, $2, 'spring', 'x', now(), now())`,
    poolId,
  );
  const addCode = (code: string) =>
    sql('insert into coupon_code (workspace_id, pool_id, code) values ($1, $2, $3)', poolId, code);
  const holdUntil = (at: Date) =>
    sql('update send_chunk set not_before = $3 where workspace_id = $1 and run_id = $2', campaignId, at);
  const tell = () =>
    database.worker.tx(shop.workspaceId, async (tx) => {
      const news = (await gatherNews(tx, now)).filter(({ kind }) => kind === 'coupons.empty');
      for (const one of news) await insertNotification(tx, one, now);
      return news.map(({ kind, facts }) => sentenceOf(kind, facts));
    });
  const dry = '“Spring” waits for coupon codes: 0 people have theirs, 6 wait until there are more.';

  await addCode('AAA');
  expect(await tell()).toEqual([dry]);
  expect(await tell()).toEqual([]);
  // There are more, and whoever waited has been let go: there is nothing to tell while that is on its way.
  await addCode('BBB');
  await holdUntil(now);
  expect(await tell()).toEqual([]);
  await holdUntil(later);
  expect(await tell()).toEqual([dry]);
});
