import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, leaseOwn, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { type FakeCarrier, fakeCarrier } from '../../test/fake-gateway.ts';
import { setCountries, systemScope } from '../accounts/index.ts';
import { recordConsents } from '../contacts/index.ts';
import { listMessagesOfContact, recordOutcomes } from '../messages/index.ts';
import { setPace } from '../senders/index.ts';
import { type Money, moneyOf, readSpend, setSpending, spendingJobs } from '../spending/index.ts';
import { countRun, queueText, releaseHeldBySpend, startRun } from './index.ts';
import { insertRecordedChunk, nextMessageBlock } from './recorded-chunk.queries.ts';
import { commitSpend } from './steps/commit-spend.ts';
import type { Wave } from './steps/step.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = (people?: number, carrier?: FakeCarrier) => stageIn(database, people, carrier);
const appContext = (on: Stage) => ({ ...on.ctx, db: database.db });
const scopeOf = (on: Stage) => systemScope(on.fixture.workspaceId, 'test');
const today = '2026-11-24';

/** What became of the texts of a person, newest first; of the nth of the stage, or by id. */
async function textsOf(on: Stage, nth: number, id = on.fixture.people[nth]?.id ?? 0) {
  return on.in((tx) => listMessagesOfContact(tx, id));
}

/** One more person with consent, who is awake. */
async function addPerson(on: Stage, number: string): Promise<number> {
  const { program } = on.fixture;
  return on.in(async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into contact (workspace_id, number, first_name, country, time_zone, time_zone_source)
       values (current_workspace(), $1, 'Abroad', 'US', 'America/New_York', 'own') returning id`,
      [number],
    );
    const contactId = rows[0]?.id ?? 0;
    const grant = { number, contactId, method: 'web_form' as const, occurredAt: on.ctx.clock.now() };
    await recordConsents(tx, on.ctx, {
      programId: program.id,
      brandId: program.brandId,
      actor: 'system:test',
      grants: [{ ...grant, wordsShown: program.disclosure, evidence: {} }],
    });
    return contactId;
  });
}

describe('countries', () => {
  test('other than the home country get no text, and each person has the reason', async () => {
    const on = await stage(1);
    const french = await addPerson(on, '+33639980101');
    const nowhere = await addPerson(on, '+870773111632');
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toEqual(['+12125550100']);
    expect(await counts(on, runId)).toEqual({ accepted: 1, suppressed: 2 });
    expect(await textsOf(on, 0, french)).toMatchObject([
      {
        reason: 'country.not_allowed',
        reason_detail:
          'The number belongs to France, which is not among the countries that this workspace texts.',
      },
    ]);
    expect((await textsOf(on, 0, nowhere))[0]?.reason_detail).toBe(
      'The number belongs to no country, so it is none that this workspace texts.',
    );
  });

  test('that were allowed get theirs, from the next chunk on', async () => {
    const on = await stage(1);
    await addPerson(on, '+33639980101');
    await launch(on);
    await setCountries(appContext(on), scopeOf(on), ['US', 'FR']);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
  });

  test('that a short code of elsewhere does not reach get none from it', async () => {
    const on = await stage(1);
    const french = await addPerson(on, '+33639980101');
    await launch(on);
    await setCountries(appContext(on), scopeOf(on), ['US', 'FR']);
    await on.in((tx) => tx.query(`update sender set kind = 'short_code', country = 'US'`));
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toEqual(['+12125550100']);
    expect(await textsOf(on, 0, french)).toMatchObject([
      {
        reason: 'sender.out_of_reach',
        reason_detail: 'A short code of US texts people there alone, not in FR.',
      },
    ]);
  });

  test('do not keep an answer from somebody who wrote to us', async () => {
    const on = await stage(1);
    await answer(on, '+33639980101');
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toEqual(['+33639980101']);
  });
});

const answer = (on: Stage, number: string) =>
  on.in((tx) =>
    queueText(tx, on.ctx, {
      contactId: null,
      number,
      senderId: on.fixture.sender.id,
      body: 'You are unsubscribed.',
      kind: 'auto',
      purpose: 'conversational',
      lane: 'conversational',
      reason: 'stop_confirmation',
    }),
  );

async function spending(
  on: Stage,
  caps: Partial<Record<'day' | 'month' | 'campaign', string>>,
  perPart = '0.01',
) {
  const cap = (text: string | undefined): Money | null => (text === undefined ? null : moneyOf(text));
  await setSpending(appContext(on), scopeOf(on), {
    budget: {
      currency: 'USD',
      caps: { day: cap(caps.day), month: cap(caps.month), campaign: cap(caps.campaign) },
    },
    prices: [{ senderId: null, gatewayId: null, country: null, perPart: moneyOf(perPart) }],
  });
}

/** Until a transaction of this database waits for another's lock, or a while has passed without one. */
async function untilSomebodyWaits(on: Stage, after: Promise<void>) {
  await after;
  const waits = () =>
    on.in((tx) =>
      tx.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      ),
    );
  for (let look = 0; look < 200 && (await waits()).rows.length === 0; look += 1) await setTimeout(10);
}

const spent = async (on: Stage, runId: string | null = null) => on.in((tx) => readSpend(tx, today, runId));

describe('spend caps', () => {
  test('let texts go to the last cent, and hold the others until the next day of the workspace', async () => {
    const on = await stage(5);
    await spending(on, { day: '0.03' });
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
    expect((await spent(on, runId)).day).toBe(moneyOf('0.03'));
    const { held } = await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()));
    expect(held).toEqual([{ until: new Date('2026-11-25T05:00:00Z'), reason: 'spend_day', count: 2 }]);
  });

  test.each([
    ['month', '2026-12-01T05:00:00.000Z'],
    ['campaign', '2026-11-25T17:00:00.000Z'],
  ] as const)('of a %s hold until it may have changed', async (cap, until) => {
    const on = await stage(2);
    await spending(on, { [cap]: '0.01' });
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    const { held } = await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()));
    expect(held).toMatchObject([{ reason: `spend_${cap}`, count: 1 }]);
    expect(held[0]?.until.toISOString()).toBe(until);
  });

  test('that are raised let go at once what they held', async () => {
    const on = await stage(3);
    await spending(on, { day: '0.01' });
    await launch(on);
    await workAll(on);
    await spending(on, { day: '1.00' });
    await releaseHeldBySpend(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
  });

  test('are passed by no cent when several workers come to the end of one together', async () => {
    const on = await stage(1_500);
    await spending(on, { day: '6.00' });
    const runId = await launch(on);
    for (let leases = await leaseOwn(on); leases.length > 0; leases = await leaseOwn(on))
      await Promise.all(leases.map((lease) => workChunk(on.tools, on.gateways, lease)));
    expect(on.carrier.accepted).toHaveLength(600);
    expect((await spent(on, runId)).day).toBe(moneyOf('6.00'));
  });

  test('are not passed by small waves that saw much left while a large one committed', async () => {
    const on = await stage(1);
    await spending(on, { day: '5.00' });
    const wave = (cost: string) =>
      ({
        ...{ isCounted: true, stop: null, comeBackInMs: 0, turn: null, by: null, spentOn: null },
        ...{ workspaceZone: 'America/New_York', sender: { gatewayId: on.fixture.gatewayId } },
        run: { kind: 'campaign', id: randomUUID() },
        texts: [{ cost: moneyOf(cost), parts: 1, verdict: null }],
      }) as unknown as Wave;
    const [large, small] = [wave('5.00'), wave('0.01')];
    const gate = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const both = Promise.all([
      on.in(async (tx) => {
        await commitSpend(large, on.tools, tx);
        seen.resolve();
        await gate.promise;
      }),
      seen.promise.then(() => on.in((tx) => commitSpend(small, on.tools, tx))).finally(gate.resolve),
      untilSomebodyWaits(on, seen.promise).then(gate.resolve),
    ]);
    await both;
    expect([large.stop, small.stop]).toEqual([null, 'spend.cap']);
    expect((await spent(on)).day).toBe(moneyOf('5.00'));
  });

  test('get back what did not leave or was refused, and keep what may have left', async () => {
    const carrier = fakeCarrier();
    carrier.answer = ({ to }, tries) => {
      if (to === '+12125550100')
        return { outcome: { kind: 'refused', code: 'invalid_number', sentence: 'No.' } };
      if (to === '+12125550101') return { outcome: { kind: 'unknown', sentence: 'The line broke.' } };
      return tries === 1
        ? { outcome: { kind: 'throttled', retryAfterMs: 0, sentence: 'Slow.' } }
        : { outcome: { kind: 'accepted', providerId: `fake_${to}` } };
    };
    const on = await stage(3, carrier);
    await spending(on, { day: '1.00' });
    const runId = await launch(on);
    await workAll(on);
    expect((await spent(on, runId)).campaign).toBe(moneyOf('0.02'));
  });

  test('do not keep the confirmation of a STOP, which is counted', async () => {
    const on = await stage(1);
    await spending(on, { day: '0.00' });
    await answer(on, '+12125550100');
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect((await spent(on)).day).toBe(moneyOf('0.01'));
  });

  test('say the same after what was spent has been added to its day', async () => {
    const on = await stage(4);
    await spending(on, { month: '1.00' }, '0.0079');
    const runId = await launch(on);
    await workAll(on);
    const before = await spent(on, runId);
    await spendingJobs['spending.fold'](on.ctx);
    await spendingJobs['spending.fold'](on.ctx);
    expect(await spent(on, runId)).toEqual(before);
    expect(before).toMatchObject({ day: moneyOf('0.0316'), month: moneyOf('0.0316') });
  });

  test('nobody set ask for nothing and count nothing', async () => {
    const on = await stage(2);
    await launch(on);
    await workAll(on);
    const { rows } = await on.in((tx) => tx.query('select 1 from spend_move'));
    expect(rows).toEqual([]);
  });
});

/** Passwords to these numbers, as texts on record, in one chunk of the urgent lane. */
async function passwords(on: Stage, numbers: readonly string[]) {
  const { program, sender, people } = on.fixture;
  const runId = randomUUID();
  const now = on.ctx.clock.now();
  await on.in(async (tx) => {
    const run = { programId: program.id, brandId: program.brandId, purpose: 'otp', senderId: sender.id };
    await startRun(tx, { id: runId, ...run, body: 'Code' });
    const baseId = await nextMessageBlock(tx);
    const texts = numbers.map((number, at) => ({
      id: baseId + at,
      campaignId: null,
      contactId: people.find((one) => one.number === number)?.id ?? null,
      senderId: sender.id,
      number,
      purpose: 'otp',
      kind: 'direct' as const,
      body: '123456 is your code',
      parts: 1,
      status: 'queued' as const,
      reason: null,
      reasonDetail: null,
      heldReason: null,
      providerId: null,
      consentEventId: null,
      queuedAt: now,
      submittedAt: null,
    }));
    await recordOutcomes(tx, texts);
    const recipients = texts.map((text) => text.contactId ?? -1);
    await insertRecordedChunk(tx, {
      runId,
      lane: 'otp',
      senderId: sender.id,
      baseId,
      recipients,
      notBefore: now,
    });
  });
}

describe('one-time passwords', () => {
  test('to one number have an end within ten minutes, and the sixth has the reason', async () => {
    const on = await stage(2);
    await passwords(on, Array<string>(6).fill('+12125550100'));
    await passwords(on, ['+12125550101', '+12125550100']);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to).sort()).toEqual([
      ...Array<string>(5).fill('+12125550100'),
      '+12125550101',
    ]);
    const refused = (await textsOf(on, 0)).filter((text) => text.status === 'suppressed');
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({
      reason: 'velocity.number',
      reason_detail: expect.stringMatching(/^This number had 5 one-time passwords in ten minutes/),
    });
  });

  test('to neighbours end with the block of their numbers, while campaigns to them go on', async () => {
    const on = await stage(32);
    await passwords(
      on,
      on.fixture.people.map((one) => one.number),
    );
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(30);
    expect((await textsOf(on, 31))[0]).toMatchObject({ reason: 'velocity.prefix' });
    await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(62);
  });

  test('that are judged twice are counted once', async () => {
    const carrier = fakeCarrier();
    carrier.answer = (one, tries) =>
      tries === 1
        ? { outcome: { kind: 'unreachable', sentence: 'Away.' } }
        : { outcome: { kind: 'accepted', providerId: `fake_${one.reference}` } };
    const on = await stage(1, carrier);
    await passwords(on, Array<string>(5).fill('+12125550100'));
    await workAll(on);
    await on.in((tx) => tx.query(`update gateway set blocked_until = null, state = 'ok'`));
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(5);
  });

  test('cannot wait for a spend cap, and are dropped with the reason', async () => {
    const on = await stage(1);
    await spending(on, { day: '0.00' });
    await passwords(on, ['+12125550100']);
    await workAll(on);
    expect((await textsOf(on, 0))[0]).toMatchObject({
      status: 'suppressed',
      reason: 'spend.day_cap',
      reason_detail: 'The spend cap of the day is reached, and a password cannot wait.',
    });
  });
});

describe('a pace that is lowered', () => {
  test('under a wave that was cut to the former one sends the chunk back, and nothing leaves by the old pace', async () => {
    const on = await stage(3);
    await launch(on);
    const [lease] = await leaseOwn(on);
    const { bookPace } = on.tools.store;
    let isLowered = false;
    const store = {
      ...on.tools.store,
      bookPace: async (...given: Parameters<typeof bookPace>) => {
        if (!isLowered) {
          isLowered = true;
          const [tx] = given;
          const target = { level: 'workspace' as const, subject: on.fixture.workspaceId };
          await setPace(tx, scopeOf(on), target, 1);
        }
        return bookPace(...given);
      },
    };
    if (!lease) throw new Error('There is no chunk.');
    await workChunk({ ...on.tools, store }, on.gateways, lease);
    expect(on.carrier.accepted).toEqual([]);
    expect(await leaseOwn(on)).toHaveLength(1);
  });
});
