import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { recordConsents } from '../contacts/index.ts';
import { listMessagesOfContact } from '../messages/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A workspace whose gateway reaches real phones, and two people: one in the US, one in Great Britain. */
async function stage(): Promise<Stage> {
  const fake = fakeCarrier();
  const on = await stageIn(database, 1, {
    ...fake,
    adapter: { ...fake.adapter, kind: 'real_fake', isRehearsal: false },
  });
  const { program, workspaceId } = on.fixture;
  await on.in(async (tx) => {
    await tx.query(`update workspace set countries = '{US,GB}' where id = $1`, [workspaceId]);
    const { rows } = await tx.query<{ id: number }>(
      `insert into contact (workspace_id, number, first_name, country, time_zone, time_zone_source)
       values (current_workspace(), '+447700900123', 'Ada', 'GB', 'Europe/London', 'own') returning id`,
    );
    const contactId = rows[0]?.id ?? 0;
    on.fixture.people.push({ id: contactId, number: '+447700900123' });
    await recordConsents(tx, on.ctx, {
      ...{ programId: program.id, brandId: program.brandId, actor: 'system:test' },
      grants: [
        {
          ...{ number: '+447700900123', contactId, method: 'web_form', occurredAt: on.ctx.clock.now() },
          ...{ wordsShown: program.disclosure, evidence: {} },
        },
      ],
    });
  });
  return on;
}

const register = (on: Stage, status: string, more = '') =>
  on.in((tx) =>
    tx.query(
      `with made as (
         insert into registration (workspace_id, id, kind, name, status, forms_version, created_at ${more && ', expires_at'})
         values (current_workspace(), gen_random_uuid(), 'campaign', 'Papers', $1, 'test', now() ${more}) returning workspace_id, id)
       update sender set registration_id = made.id from made where sender.workspace_id = made.workspace_id`,
      [status],
    ),
  );

const sentTo = (on: Stage) => on.carrier.accepted.map(({ to }) => to).sort();
const textOf = async (on: Stage, nth: number) =>
  (await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[nth]?.id ?? 0)))[0];

describe('a long code without papers', () => {
  test('texts nobody in the US, says why, and texts other countries', async () => {
    const on = await stage();
    const runId = await launch(on);
    await workAll(on);
    expect(sentTo(on)).toEqual(['+447700900123']);
    expect(await counts(on, runId)).toEqual({ accepted: 1, suppressed: 1 });
    expect(await textOf(on, 0)).toMatchObject({
      reason: 'sender.unregistered',
      reason_detail: '+12025550100 has not an approved 10DLC campaign, without which it may not text the US.',
    });
  });

  test.each(['draft', 'submitted', 'pending', 'rejected', 'suspended', 'expired'])(
    'is not let off by a registration that is %s',
    async (status) => {
      const on = await stage();
      await register(on, status);
      await launch(on);
      await workAll(on);
      expect(sentTo(on)).toEqual(['+447700900123']);
    },
  );

  test('texts the US as long as its approval or its grace lasts', async () => {
    const approved = await stage();
    await register(approved, 'approved');
    const over = await stage();
    // A day before the clock of the test.
    await register(over, 'approved', `, '2026-11-23'`);
    const grace = await stage();
    await grace.in((tx) => tx.query(`update sender set unregistered_until = '2026-11-25'`));
    const past = await stage();
    await past.in((tx) => tx.query(`update sender set unregistered_until = '2026-11-23'`));
    for (const on of [approved, over, grace, past]) {
      await launch(on);
      await workAll(on);
    }
    expect([approved, over, grace, past].map((on) => sentTo(on).length)).toEqual([2, 1, 2, 1]);
  });
});

test('a number of the rehearsal needs no papers', async () => {
  const on = await stageIn(database, 2);
  await launch(on);
  await workAll(on);
  expect(sentTo(on)).toHaveLength(2);
});
