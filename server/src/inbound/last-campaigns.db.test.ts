import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { replyStage } from '../../test/replying.ts';
import type { Statement, Tx } from '../platform/db/pool.ts';
import { findLastCampaigns } from './inbound.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('the last campaign of a person is found by their own texts, also while nothing is counted of those of its run', async () => {
  const on = await replyStage(database);
  const runId = on.ctx.ids.uuid();
  const { sender, program, gatewayId: _ } = on.fixture;
  const plan = await on.in(async (tx) => {
    await tx.query(
      `insert into send_run (workspace_id, id, program_id, brand_id, purpose, sender_id, body, state)
       values (current_workspace(), $1, $2, $3, 'marketing', $4, 'Hello', 'running')`,
      [runId, program.id, program.brandId, sender.id],
    );
    await tx.query(
      `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at)
       select (select next_message_block()) + n, current_workspace(), $1, $2::bigint + n, $3, '+1202555' || n, 'marketing', 'campaign', 'Hello', 1, 'accepted', now()
       from generate_series(0, 999) n`,
      [runId, on.person.id, sender.id],
    );
    const talk = { contactId: on.person.id, senderId: sender.id };
    expect(await findLastCampaigns(tx, [talk])).toEqual([
      { ...talk, campaignId: runId, brandId: program.brandId },
    ]);
    return planOf(tx, (watched) => findLastCampaigns(watched, [talk]));
  });
  expect(plan).toContain('contact_id = asked.contact_id');
  expect(plan).not.toContain('campaign_id_id_idx');
});

/** How PostgreSQL goes about the one statement that is asked. */
async function planOf(tx: Tx, ask: (tx: Tx) => Promise<unknown>): Promise<string> {
  let asked: Statement | null = null;
  const query = (statement: Statement) => {
    asked = statement;
    return Promise.resolve({ rows: [], rowCount: 0 });
  };
  await ask({ ...tx, query } as unknown as Tx);
  const { text, values = [] } = asked ?? { text: 'select' };
  const { rows } = await tx.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
