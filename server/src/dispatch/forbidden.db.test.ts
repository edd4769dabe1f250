import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { type FakeCarrier, fakeCarrier } from '../../test/fake-gateway.ts';
import { otherCarrier, twoWays } from '../../test/two-ways.ts';
import { systemScope } from '../accounts/index.ts';
import { doNotCallKeys } from '../contacts/index.ts';
import { endHold, findHold, startHold } from '../platform/installation.queries.ts';
import { chooseForHeld } from './hold/choose-for-held.ts';
import { queueDirect, queueText, setRunState } from './index.ts';
import { ensureAnswerRun } from './run.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

/** Four people who agreed, a gateway that reaches real phones, and a number that has its papers. */
async function stage(): Promise<Stage> {
  const on = await stageIn(database, 4, realCarrier(fakeCarrier(), 'real_fake'));
  await givePapers(on);
  return on;
}

const realCarrier = (fake: FakeCarrier, kind: string): FakeCarrier =>
  Object.assign(fake, { adapter: { ...fake.adapter, kind, isRehearsal: false } });

const givePapers = (on: Stage) =>
  on.in((tx) =>
    tx.query(
      `with made as (
         insert into registration (workspace_id, id, kind, name, status, forms_version, created_at)
         values (current_workspace(), gen_random_uuid(), 'campaign', 'Papers', 'approved', 'test', now()) returning workspace_id, id)
       update sender set registration_id = made.id from made where sender.workspace_id = made.workspace_id`,
    ),
  );

/** One reason against each of them; the last has nothing against them but the number that texts them. */
const forbid = (on: Stage) =>
  on.in(async (tx) => {
    const [weak, called, invalid] = on.fixture.people.map(({ number }) => number);
    await tx.query(`update consent set level = 'pec', level_expires_at = null where number = $1`, [weak]);
    await tx.query(
      `with list as (
         insert into do_not_call_list (workspace_id, id, kind, name, as_of, state, entries, added_by, added_at)
         values (current_workspace(), gen_random_uuid(), 'own', 'Ours', '2026-11-20', 'standing', 1, 'system:test', now()) returning id)
       insert into do_not_call_number (workspace_id, hash, list_id)
       select current_workspace(), sha256(convert_to($1 || $2, 'UTF8')), id from list`,
      [doNotCallKeys(on.ctx, tx.workspaceId)[0], called],
    );
    await tx.query(
      `insert into number_check (workspace_id, number, unreachable_reason, source, checked_at)
       values (current_workspace(), $1, 'invalid_number', 'carrier receipt', now())`,
      [invalid],
    );
    await tx.query('update sender set registration_id = null');
  });

const refusals = [
  ['contact.consent_too_weak', /^A text for marketing needs prior express written consent.*not enough\.$/],
  ['contact.do_not_call', 'The number stands on your own do-not-call list, which no consent overrides.'],
  ['contact.unreachable', 'A carrier or a source says that there is no such number.'],
  [
    'sender.unregistered',
    '+12025550100 has not an approved 10DLC campaign, without which it may not text the US.',
  ],
].map(([reason, detail]) => ({
  ...{ status: 'suppressed', reason },
  detail: detail instanceof RegExp ? expect.stringMatching(detail) : detail,
}));

const traces = (on: Stage) =>
  on.in(async (tx) => {
    const { rows } = await tx.query(
      `select status, reason, reason_detail as detail from message where workspace_id = current_workspace() order by contact_id`,
    );
    return rows;
  });

const queueByApi = async (on: Stage, people = on.fixture.people) => {
  const { program, sender } = on.fixture;
  const words = { body: 'Bakery: bread', parts: 1, consentEventId: null, metadata: null, template: null };
  await on.in((tx) =>
    queueDirect(tx, on.ctx, [
      {
        ...{ programId: program.id, brandId: program.brandId, purpose: 'marketing', senderId: sender.id },
        ...{ notBefore: on.ctx.clock.now(), withinMs: null },
        texts: people.map(({ id, number }) => ({ ...words, contactId: id, number, queuedBy: 'key:1' })),
      },
    ]),
  );
};

/** Answers that sell, as a keyword might bring them and an agent might write them. */
const queueAnswers = async (on: Stage) => {
  const { program, sender, people } = on.fixture;
  await on.in(async (tx) => {
    const runId = await ensureAnswerRun(tx, {
      ...{ id: on.ctx.ids.uuid(), programId: program.id, brandId: program.brandId },
      ...{ purpose: 'conversational', senderId: sender.id },
    });
    for (const { id, number } of people)
      await queueText(tx, on.ctx, {
        ...{ contactId: id, number, senderId: sender.id, body: 'Bakery: 20% off today', kind: 'auto' },
        ...{ purpose: 'marketing', lane: 'conversational', reason: 'keyword', runId },
      });
  });
};

describe('whatever forbids a text is found on every path, and leaves the same trace', () => {
  const ways: Record<string, (on: Stage) => Promise<unknown>> = {
    'in a campaign': (on) => launch(on),
    'single by API': async (on) => {
      for (const one of on.fixture.people) await queueByApi(on, [one]);
    },
    'in bulk by API': (on) => queueByApi(on),
    'as the answer to a keyword or in a conversation': queueAnswers,
  };
  test.each(Object.entries(ways))('%s', async (_way, go) => {
    const on = await stage();
    await forbid(on);
    await go(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await traces(on)).toEqual(refusals);
  });

  test('when it is tried again after the carrier put it off', async () => {
    const on = await stage();
    const { answer } = on.carrier;
    // Longer than anybody waits with a chunk in hand: all of it is decided anew.
    const slow = { kind: 'throttled', retryAfterMs: 6_000, sentence: 'Slow.' } as const;
    on.carrier.answer = (text, tries) => (tries === 1 ? { outcome: slow } : answer(text, tries));
    let isForbidden = false;
    on.carrier.meanwhile = async () => {
      if (isForbidden) return;
      isForbidden = true;
      await forbid(on);
    };
    await launch(on);
    await workAll(on);
    expect(await traces(on)).toEqual([]);
    // The carrier is left alone for as long as it asked, by the clock outside.
    await on.in((tx) => tx.query('update gateway set blocked_until = null'));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await traces(on)).toEqual(refusals);
  });

  test('when what was paused goes on', async () => {
    const on = await stage();
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'paused'));
    await workAll(on);
    await forbid(on);
    await on.in((tx) => setRunState(tx, runId, 'running'));
    on.ctx.clock.forward(60_000);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await traces(on)).toEqual(refusals);
  });

  test('when another account would take what the first has refused', async () => {
    const other = realCarrier(otherCarrier(), 'real_other');
    const on = await twoWays(database, 4, realCarrier(fakeCarrier(), 'real_fake'), other);
    await givePapers(on);
    const sentence = 'No permission for that region.';
    on.carrier.answer = () => ({ outcome: { kind: 'refused', code: '21408', sentence, isOfAccount: true } });
    let isForbidden = false;
    on.carrier.meanwhile = async () => {
      if (isForbidden) return;
      isForbidden = true;
      await forbid(on);
    };
    await launch(on);
    await workAll(on);
    expect([on.carrier.accepted, other.accepted]).toEqual([[], []]);
    expect(await traces(on)).toEqual(refusals);
  });

  test('when a hold of the installation ends and somebody has it all sent again', async () => {
    const on = await stage();
    await launch(on);
    const cause = { reason: 'restored', detail: 'A test went back in time.' };
    await database.db.system((tx) => startHold(tx, cause, null));
    await forbid(on);
    const desk = { ...on.ctx, db: database.db };
    const choice = { flowId: null, choice: 'resend', confirmCount: 4 } as const;
    await chooseForHeld(desk, on.gateways, systemScope(on.fixture.workspaceId, 'test'), choice);
    await database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await traces(on)).toEqual(refusals);
  });
});
