import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { systemScope } from '../accounts/index.ts';
import { findHoursAnswer, setPolicy } from '../compliance/index.ts';
import { queueDirect, queueText, setRunState } from './index.ts';
import { ensureAnswerRun } from './run.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

/** What everybody's consent is worth from now on. */
const worth = (on: Stage, level: string | null, until: string | null = null) =>
  on.in((tx) => tx.query('update consent set level = $1, level_expires_at = $2', [level, until]));

const queueByApi = async (on: Stage, people: number) => {
  const { program, sender } = on.fixture;
  const words = { body: 'Bakery: bread', parts: 1, consentEventId: null, metadata: null, template: null };
  await on.in((tx) =>
    queueDirect(tx, on.ctx, [
      {
        ...{ programId: program.id, brandId: program.brandId, purpose: 'marketing', senderId: sender.id },
        ...{ notBefore: on.ctx.clock.now(), withinMs: null },
        texts: on.fixture.people
          .slice(0, people)
          .map(({ id, number }) => ({ ...words, contactId: id, number, queuedBy: 'key:1' })),
      },
    ]),
  );
};

/** An answer that sells, as a keyword might bring it and an agent might write it. */
const queueAnswer = async (on: Stage) => {
  const { program, sender, people } = on.fixture;
  await on.in(async (tx) => {
    const runId = await ensureAnswerRun(tx, {
      ...{ id: on.ctx.ids.uuid(), programId: program.id, brandId: program.brandId },
      ...{ purpose: 'conversational', senderId: sender.id },
    });
    await queueText(tx, on.ctx, {
      ...{ contactId: people[0]?.id ?? null, number: people[0]?.number ?? '', senderId: sender.id },
      ...{ body: 'Bakery: 20% off today', kind: 'auto', purpose: 'marketing', lane: 'conversational' },
      ...{ reason: 'keyword', runId },
    });
  });
};

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

describe('a text whose consent is too weak is refused alike', () => {
  const ways: Record<string, { people: number; go: (on: Stage) => Promise<unknown> }> = {
    'in a campaign': { people: 3, go: (on) => launch(on) },
    'single by API': { people: 1, go: (on) => queueByApi(on, 1) },
    'in bulk by API': { people: 3, go: (on) => queueByApi(on, 3) },
    'as the answer to a keyword or in a conversation': { people: 1, go: queueAnswer },
  };
  test.each(Object.entries(ways))('%s', async (_way, { people, go }) => {
    const on = await stage(database, people);
    await worth(on, 'pec');
    await go(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await refusals(on)).toEqual([{ ...refusal, count: people }]);
  });

  test('when it is tried again after the carrier put it off', async () => {
    const on = await stage(database, 1);
    const { answer } = on.carrier;
    on.carrier.answer = () => ({ outcome: { kind: 'throttled', retryAfterMs: 0, sentence: 'Slow.' } });
    on.carrier.meanwhile = async () => {
      await worth(on, 'pec');
      on.carrier.answer = answer;
    };
    await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await refusals(on)).toEqual([{ ...refusal, count: 1 }]);
  });

  test('when what was paused goes on', async () => {
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

  test('and goes where it needs no more than that', async () => {
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
