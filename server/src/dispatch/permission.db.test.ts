import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { systemScope } from '../accounts/index.ts';
import { findHoursAnswer, setPolicy } from '../compliance/index.ts';
import { queueDirect, setRunState } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

/** What everybody's consent is worth from now on. */
const worth = (on: Stage, level: string | null, until: string | null = null) =>
  on.in((tx) => tx.query('update consent set level = $1, level_expires_at = $2', [level, until]));

const refusals = (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query<{ reason: string; detail: string; count: number }>(
      `select reason, reason_detail as detail, count(*)::int as count from message where workspace_id = current_workspace() and status = 'suppressed'
       group by 1, 2`,
    );
    return rows;
  });

const refusal = {
  reason: 'contact.consent_too_weak',
  detail: expect.stringMatching(/^A text for marketing needs prior express written consent.*not enough\.$/),
};

test('a consent that ends while a campaign is paused is refused when it goes on', async () => {
  const on = await stage(database, 2);
  const runId = await launch(on);
  await on.in((tx) => setRunState(tx, runId, 'paused'));
  await workAll(on);
  await worth(on, 'established_relationship', '2026-11-24T16:59:00Z');
  await on.in((tx) => setRunState(tx, runId, 'running'));
  on.ctx.clock.forward(60_000);
  await workAll(on);
  expect(on.carrier.accepted).toEqual([]);
  expect(await refusals(on)).toMatchObject([{ reason: 'contact.consent_expired', count: 2 }]);
});

test('a weak consent is enough where no more is needed', async () => {
  const on = await stage(database, 1);
  await worth(on, 'pec');
  await on.in((tx) => tx.query(`update program set purpose = 'transactional'`));
  const { program, sender, people } = on.fixture;
  await on.in((tx) =>
    queueDirect(tx, on.ctx, [
      {
        ...{ programId: program.id, brandId: program.brandId, purpose: 'transactional' },
        ...{ senderId: sender.id, notBefore: on.ctx.clock.now(), withinMs: null },
        texts: [
          {
            ...{ body: 'Bakery: your bread is ready', parts: 1, consentEventId: null, metadata: null },
            ...{ template: null, contactId: people[0]?.id ?? null, number: people[0]?.number ?? '' },
            queuedBy: 'key:1',
          },
        ],
      },
    ]),
  );
  await workAll(on);
  expect(on.carrier.accepted).toHaveLength(1);
});

test('a consent that nobody has read yet waits by the minute, and then goes', async () => {
  const on = await stage(database, 1);
  await worth(on, null);
  const runId = await launch(on);
  await workAll(on);
  expect(await counts(on, runId)).toEqual({});
  await worth(on, 'pewc_attested');
  on.ctx.clock.forward(3 * 60_000);
  await workAll(on);
  expect(await counts(on, runId)).toEqual({ accepted: 1 });
});

test('what let a text go is kept with its hour, and a workspace may want proof', async () => {
  const on = await stage(database, 1);
  await worth(on, 'pewc_attested');
  await launch(on);
  await workAll(on);
  const { rows } = await on.in((tx) =>
    tx.query<{ id: number }>(
      `select hours_id as id from message where workspace_id = current_workspace() and status = 'accepted'`,
    ),
  );
  expect(await on.in((tx) => findHoursAnswer(tx, rows[0]?.id ?? 0))).toMatchObject({
    permission: { rule: 'permission.us.marketing', version: 'permission 2026-11-29' },
  });
  await setPolicy(on.ctx, systemScope(on.fixture.workspaceId, 'test'), {
    ...{ profile: 'strict', urgentPurposes: [], permissionStandard: 'proven' },
  });
  on.ctx.clock.forward(60_000);
  await launch(on);
  await workAll(on);
  expect(on.carrier.accepted).toHaveLength(1);
  expect(await refusals(on)).toEqual([{ ...refusal, count: 1 }]);
});
