import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { nobody } from '../audiences/index.ts';
import { doNotCallKeys } from '../contacts/index.ts';
import { enqueueRun, startRun } from '../dispatch/index.ts';
import type { CampaignContent } from './campaign.ts';
import { previewContent } from './preview-campaign.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

const listId = randomUUID();
const body = 'Bakery: bread for {{ first_name }}. Reply STOP to opt out';

/** A number that has its papers, and ten people: two with nothing against them, and the rest with one reason each. */
async function stage(): Promise<Stage> {
  const fake = fakeCarrier();
  const adapter = { ...fake.adapter, kind: 'real_fake', isRehearsal: false };
  const on = await stageIn(database, 10, Object.assign(fake, { adapter }));
  const numbers = on.fixture.people.map(({ number }) => number);
  await on.in(async (tx) => {
    const run = (text: string, ...values: unknown[]) => tx.query(text, values);
    await run(
      `with made as (
         insert into registration (workspace_id, id, kind, name, status, forms_version, created_at)
         values (current_workspace(), gen_random_uuid(), 'campaign', 'Papers', 'approved', 'test', now()) returning workspace_id, id)
       update sender set registration_id = made.id from made where sender.workspace_id = made.workspace_id`,
    );
    await run(
      'insert into contact_list (workspace_id, id, name) values (current_workspace(), $1, $2)',
      listId,
      'All',
    );
    await run(
      'insert into list_member (workspace_id, list_id, contact_id) select workspace_id, $1, id from contact where workspace_id = current_workspace()',
      listId,
    );
    await run(`update consent set status = 'opted_out' where number = $1`, numbers[2]);
    await run(`update consent set status = 'pending' where number = $1`, numbers[3]);
    await run(`update consent set level = 'pec', level_expires_at = null where number = $1`, numbers[4]);
    // Nobody has brought the registers that a relationship needs.
    await run(`update consent set level = 'established_relationship' where number = $1`, numbers[5]);
    await run(
      `with list as (
         insert into do_not_call_list (workspace_id, id, kind, name, as_of, state, entries, added_by, added_at)
         values (current_workspace(), gen_random_uuid(), 'own', 'Ours', '2026-11-20', 'standing', 1, 'system:test', now()) returning id)
       insert into do_not_call_number (workspace_id, hash, list_id)
       select current_workspace(), sha256(convert_to($1 || $2, 'UTF8')), id from list`,
      ...[doNotCallKeys(on.ctx, tx.workspaceId)[0], numbers[6]],
    );
    await run(
      `insert into number_check (workspace_id, number, unreachable_reason, unreachable_until, disconnected_at, source, checked_at)
       values (current_workspace(), $1, 'invalid_number', '2027-01-01', null, 'test', now()),
         (current_workspace(), $2, 'landline', '2026-11-24', null, 'test', now()),
         (current_workspace(), $3, null, null, '2026-11-24T23:59:59Z', 'test', now())`,
      ...[numbers[7], numbers[8], numbers[9]],
    );
  });
  return on;
}

/** What dispatch drops for each line of a waterfall. */
const dropped: Readonly<Record<string, readonly string[]>> = {
  opted_out: ['contact.opted_out'],
  no_consent: ['contact.no_consent'],
  unreachable: ['contact.unreachable'],
  reassigned: ['contact.reassigned'],
  sender_unregistered: ['sender.unregistered'],
  weak_consent: ['contact.consent_too_weak'],
  do_not_call: ['contact.do_not_call', 'do_not_call.too_old'],
};

async function linesOf(on: Stage): Promise<Record<string, number>> {
  const { program, sender } = on.fixture;
  const content: CampaignContent = {
    ...{ name: 'All', programId: program.id, senderId: sender.id, body, exclude: nobody },
    ...{
      include: { lists: [listId], tags: [] },
      ...{ language: 'en', texts: {}, opensWithBrand: false, endsWithOptOut: false },
      mmsId: null,
      subject: null,
      priority: 'normal',
      whenCapped: 'wait',
      limit: null,
      shortensLinks: false,
      utm: null,
    },
  };
  const { waterfall } = await on.in((tx) => previewContent(on.ctx, tx, content, 1));
  return Object.fromEntries(waterfall.map(({ line, count }) => [line, count]));
}

/** Everybody of the list is handed to dispatch, whatever a launch would have left out. */
async function fatesOf(on: Stage): Promise<Map<string, number>> {
  const { program, sender, workspaceId } = on.fixture;
  const { id: programId, brandId } = program;
  const run = { id: randomUUID(), programId, brandId, purpose: 'marketing', senderId: sender.id, body };
  const all = 'select id from contact where workspace_id = $1';
  await on.in(async (tx) => {
    await startRun(tx, run);
    await enqueueRun(tx, {
      ...{ runId: run.id, lane: 'marketing', senderId: sender.id, notBefore: on.ctx.clock.now() },
      audienceSql: { text: all, values: [workspaceId] },
    });
  });
  await workAll(on);
  const { rows } = await on.in((tx) =>
    tx.query<{ fate: string; count: number }>(
      `select coalesce(reason, status) as fate, count(*)::int as count from message where campaign_id = $1 group by 1`,
      [run.id],
    ),
  );
  return new Map(rows.map(({ fate, count }) => [fate, count]));
}

test('a preview promises what is sent, and counts for each reason whom dispatch drops for it', async () => {
  const on = await stage();
  const lines = await linesOf(on);
  expect(lines).toEqual({
    ...{ audience: 10, no_consent: 1, opted_out: 1, unreachable: 1, reassigned: 1, weak_consent: 1 },
    // A landline of which nobody is sure any more is texted again.
    ...{ do_not_call: 2, will_receive: 3 },
  });
  const fates = await fatesOf(on);
  for (const [line, reasons] of Object.entries(dropped))
    expect([line, reasons.reduce((sum, one) => sum + (fates.get(one) ?? 0), 0)]).toEqual([
      line,
      lines[line] ?? 0,
    ]);
  expect(fates.get('accepted')).toBe(lines.will_receive);

  await on.in((tx) => tx.query('update sender set registration_id = null'));
  expect(await linesOf(on)).toMatchObject({ sender_unregistered: 3, will_receive: 0 });
  expect((await fatesOf(on)).get('sender.unregistered')).toBe(3);
});
