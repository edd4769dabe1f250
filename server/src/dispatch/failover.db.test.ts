import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, dieAfterIntent, launch, leave, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { otherCarrier, twoWays } from '../../test/two-ways.ts';
import { referenceOf, type SubmitOutcome } from '../gateways/index.ts';
import { listMessageEvents, listMessagesOfContact } from '../messages/index.ts';
import { endHold, findHold, startHold } from '../platform/installation.queries.ts';
import { setDrain } from './drain.ts';
import { chooseForHeld } from './hold/choose-for-held.ts';
import { releaseHeldByRoutes } from './index.ts';
import { queueText } from './queue-text.ts';
import { reconcileUnknown } from './reconcile.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

type Stage = Awaited<ReturnType<typeof twoWays>>;

const numbersOf = (texts: readonly { to: string }[]) => texts.map(({ to }) => to).sort();
const everybody = (on: Stage) => on.fixture.people.map(({ number }) => number).sort();

const unreachable: SubmitOutcome = { kind: 'unreachable', sentence: 'Nobody answers.' };
const reset: SubmitOutcome = { kind: 'unknown', sentence: 'The connection was reset.' };

/** Dies after so many texts: connections are refused, or reset before or after the carrier has taken the text. */
function dieAfter(on: Stage, texts: number, ways: readonly { outcome: SubmitOutcome; took?: boolean }[]) {
  const { answer } = on.carrier;
  let seen = 0;
  on.carrier.answer = (submission, tries) => {
    seen += 1;
    if (seen <= texts) return answer(submission, tries);
    return ways[seen % ways.length] ?? { outcome: unreachable };
  };
}

describe('a carrier that dies in mid-campaign', () => {
  test('and can be asked leaves nobody out and texts nobody twice', async () => {
    const on = await twoWays(database, 560);
    dieAfter(on, 150, [{ outcome: unreachable }, { outcome: reset, took: true }, { outcome: reset }]);
    const runId = await launch(on);
    await workAll(on);
    const unknown = (await counts(on, runId)).unknown ?? 0;
    expect(unknown).toBeGreaterThan(0);
    expect(
      await on.in((tx) => tx.query('select from unknown_text where gateway_id = $1', [on.fixture.gatewayId])),
    ).toHaveProperty('rowCount', unknown);
    await reconcileUnknown(on.tools, on.gateways);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 560 });
    expect(numbersOf([...on.carrier.accepted, ...on.other.accepted])).toEqual(everybody(on));
    expect(on.other.accepted.length).toBeGreaterThan(300);
    // Nobody whose answer was lost at the first was given to it again.
    const { rows } = await on.in((tx) =>
      tx.query('select max(resends)::integer as resends from unknown_text'),
    );
    expect(rows).toEqual([{ resends: 1 }]);
  });

  test('and cannot be asked: what is unknown is listed and goes nowhere, everybody else has one text', async () => {
    const on = await twoWays(database, 560, fakeCarrier('E'), otherCarrier('E'));
    dieAfter(on, 150, [{ outcome: unreachable }, { outcome: reset, took: true }, { outcome: reset }]);
    const runId = await launch(on);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    const { unknown = 0, accepted = 0 } = await counts(on, runId);
    expect(unknown + accepted).toBe(560);
    expect(unknown).toBeGreaterThan(0);
    const all = numbersOf([...on.carrier.accepted, ...on.other.accepted]);
    expect(new Set(all).size).toBe(all.length);
    const { rows: listed } = await on.in((tx) =>
      tx.query<{ number: string }>(
        `select m.number from unknown_text u join message m on m.id = u.message_id where u.is_final`,
      ),
    );
    expect(listed).toHaveLength(unknown);
    const has = new Set([...all, ...listed.map(({ number }) => number)]);
    expect(everybody(on).filter((number) => !has.has(number))).toEqual([]);
  });

  test('by resets alone is left after a handful, and asked with one text until it answers again', async () => {
    const on = await twoWays(database, 60, fakeCarrier('E'), otherCarrier('E'));
    dieAfter(on, 0, [{ outcome: reset }]);
    on.tools.inFlightCap = 10;
    const rest = (seconds: number) =>
      on.in((tx) =>
        tx.query(
          `update gateway set blocked_until = clock_timestamp() + make_interval(secs => $2) where id = $1`,
          [on.fixture.gatewayId, seconds],
        ),
      );
    const campaign = async (name: string) => {
      const runId = await launch(on, `Bakery: fresh ${name}, {{ first_name }}. Reply STOP to end`);
      await workAll(on);
      return counts(on, runId);
    };
    // A wave of ten, and then the breaker; on a slow machine a probe besides.
    expect((await campaign('bread')).unknown).toBeLessThan(14);
    await rest(-1);
    expect((await campaign('rolls')).unknown).toBeLessThan(4);
    on.carrier.answer = ({ reference }) => ({ outcome: { kind: 'accepted', providerId: reference } });
    await rest(-1);
    expect(await campaign('cakes')).toEqual({ accepted: 60 });
    const { rows } = await on.in((tx) =>
      tx.query('select state from gateway where id = $1', [on.fixture.gatewayId]),
    );
    expect(rows).toEqual([{ state: 'ok' }]);
  });

  test('while its worker dies too: the account that was named in the intent is asked, and no other', async () => {
    const on = await twoWays(database, 1);
    await on.in((tx) =>
      tx.query(
        `update gateway set blocked_until = now() + interval '1 hour', state = 'unreachable' where id = $1`,
        [on.fixture.gatewayId],
      ),
    );
    const runId = await launch(on);
    const chunk = await dieAfterIntent(on, [0]);
    await on.in((tx) => tx.query('update send_intent set gateway_id = $1', [on.otherId]));
    on.other.accepted.push({
      reference: `test.${chunk.baseId.toString(36)}`,
      ...{ tag: '', from: '', to: everybody(on)[0] ?? '', body: '' },
      validForMs: null,
    });
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect([on.carrier.accepted.length, on.other.accepted.length]).toEqual([0, 1]);
  });
});

describe('a text whose fate is unknown', () => {
  const sendOne = async (on: Stage, purpose: 'otp' | 'transactional') => {
    const [person] = on.fixture.people;
    await on.in((tx) =>
      queueText(tx, on.ctx, {
        ...{ contactId: person?.id ?? 0, number: person?.number ?? '', senderId: on.fixture.sender.id },
        ...{ body: 'Your code is 123456', kind: 'auto', purpose, lane: purpose, reason: 'test' },
      }),
    );
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    return [on.carrier.accepted.length, on.other.accepted.length];
  };

  test.each(['E', 'B'] as const)(
    'at a carrier of class %s that is down goes elsewhere where it is a password',
    async (capability) => {
      const on = await twoWays(database, 1, fakeCarrier(capability));
      dieAfter(on, 0, [{ outcome: reset }]);
      on.carrier.lookUp = () => ({ kind: 'cannot_say', sentence: 'Down.' });
      expect(await sendOne(on, 'otp')).toEqual([0, 1]);
    },
  );

  test('stays where it is where it is anything else', async () => {
    const on = await twoWays(database, 1);
    dieAfter(on, 0, [{ outcome: reset }]);
    on.carrier.lookUp = () => ({ kind: 'cannot_say', sentence: 'Down.' });
    expect(await sendOne(on, 'transactional')).toEqual([0, 0]);
  });
});

describe('an account that refuses a text for its own reasons', () => {
  const refusal = { kind: 'refused', code: '21408', sentence: 'No permission for that region.' } as const;

  test('sees it go by the next, with both in its story', async () => {
    const on = await twoWays(database, 3);
    on.carrier.answer = () => ({ outcome: { ...refusal, isOfAccount: true } });
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
    expect(numbersOf(on.other.accepted)).toEqual(everybody(on));
    const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
    const events = await on.in((tx) => listMessageEvents(tx, text?.id ?? 0));
    expect(events.map(({ kind, reason, detail }) => ({ kind, reason, detail }))).toEqual([
      {
        kind: 'returned',
        reason: 'carrier.refused_here',
        detail: 'Test carrier: No permission for that region.',
      },
      {
        ...{ kind: 'routed', reason: 'route.failover' },
        detail: expect.stringMatching(
          /^Second carrier: Test carrier is passed over: This text has been tried there/,
        ),
      },
    ]);
  });

  test('fails it where every account does, each asked once', async () => {
    const on = await twoWays(database, 1);
    const asked: string[] = [];
    for (const [name, carrier] of Object.entries({ first: on.carrier, second: on.other }))
      carrier.answer = () => {
        asked.push(name);
        return { outcome: { ...refusal, isOfAccount: true } };
      };
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ failed: 1 });
    expect(asked).toEqual(['first', 'second']);
  });

  test('of what a filter refuses nothing goes elsewhere', async () => {
    const on = await twoWays(database, 1);
    on.carrier.answer = () => ({ outcome: { ...refusal, code: '30007' } });
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ failed: 1 });
    expect(on.other.accepted).toEqual([]);
  });

  test('does not carry a forbidden text to the next: whoever left meanwhile gets none, with the same trace', async () => {
    const on = await twoWays(database, 2);
    const [leaver] = on.fixture.people;
    on.carrier.answer = () => ({ outcome: { ...refusal, isOfAccount: true } });
    on.carrier.meanwhile = async ({ to }) => {
      if (to !== leaver?.number) return;
      await on.in((tx) => leave(on, tx, to));
    };
    await launch(on);
    await workAll(on);
    expect(numbersOf(on.other.accepted)).toEqual(everybody(on).slice(1));
    const [text] = await on.in((tx) => listMessagesOfContact(tx, leaver?.id ?? 0));
    expect(text).toMatchObject({ status: 'suppressed', reason: 'contact.opted_out' });
  });

  test('of a number that it does not know rests from that number alone', async () => {
    const on = await twoWays(database, 5);
    on.carrier.answer = () => ({ outcome: { kind: 'bad_sender', sentence: 'Not your number.' } });
    const runId = await launch(on);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 5 });
    expect(on.other.accepted).toHaveLength(5);
    const { rows } = await on.in((tx) => tx.query(`select state from sender`));
    expect(rows).toEqual([{ state: 'ok' }]);
  });
});

describe('a drain', () => {
  test('sends what is queued by the next route, and is empty when nothing is on its way', async () => {
    const on = await twoWays(database, 4);
    await launch(on);
    const drain = await setDrain(on.desk, on.scope, on.fixture.gatewayId, true);
    await workAll(on);
    expect([on.carrier.accepted.length, on.other.accepted.length]).toEqual([0, 4]);
    expect(drain).toMatchObject({ announced: 0, asked: 0 });
    await setDrain(on.desk, on.scope, on.fixture.gatewayId, false);
    await launch(on, 'Bakery: fresh rolls, {{ first_name }}. Reply STOP to end');
    await workAll(on);
    expect([on.carrier.accepted.length, on.other.accepted.length]).toEqual([4, 4]);
  });

  test('of the only account lets texts wait, by name, until it ends', async () => {
    const on = await twoWays(database, 2, fakeCarrier(), otherCarrier(), { countries: ['GB'] });
    await launch(on);
    await setDrain(on.desk, on.scope, on.fixture.gatewayId, true);
    await workAll(on);
    const { rows } = await on.in((tx) =>
      tx.query(`select held_reason from send_chunk where state = 'ready'`),
    );
    expect(rows).toEqual([{ held_reason: 'route_closed' }]);
    await setDrain(on.desk, on.scope, on.fixture.gatewayId, false);
    await releaseHeldByRoutes(on.ctx, on.fixture.workspaceId);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
  });
});

describe('after a hold', () => {
  const cause = { reason: 'restored', detail: 'A test went back in time.' };
  const whileHeld = async (on: Stage, choice: 'ask' | 'resend', then: () => Promise<unknown>) => {
    await database.db.system((tx) => startHold(tx, cause, null));
    await then();
    const confirmCount = choice === 'resend' ? on.fixture.people.length : null;
    await chooseForHeld(on.desk, on.gateways, on.scope, { flowId: null, choice, confirmCount });
    await database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
  };

  test('every account of the number is asked, since nobody knows by which a text may have left', async () => {
    const on = await twoWays(database, 2);
    await launch(on);
    await whileHeld(on, 'ask', async () => {
      const { rows } = await on.in((tx) => tx.query<{ base_id: number }>('select base_id from send_chunk'));
      const reference = referenceOf('test', rows[0]?.base_id ?? 0);
      on.other.accepted.push({
        reference,
        tag: '',
        from: '',
        to: everybody(on)[0] ?? '',
        body: '',
        validForMs: null,
      });
    });
    expect(numbersOf(on.other.accepted)).toEqual(everybody(on).slice(0, 1));
    expect(numbersOf(on.carrier.accepted)).toEqual(everybody(on).slice(1));
  });

  test('what is forbidden goes by no route, and says what it says without one', async () => {
    const on = await twoWays(database, 2);
    on.carrier.answer = () => ({ outcome: unreachable });
    const [leaver] = on.fixture.people;
    await launch(on);
    await whileHeld(on, 'resend', () => on.in((tx) => leave(on, tx, leaver?.number ?? '')));
    expect(numbersOf(on.other.accepted)).toEqual(everybody(on).slice(1));
    const [text] = await on.in((tx) => listMessagesOfContact(tx, leaver?.id ?? 0));
    expect(text).toMatchObject({ status: 'suppressed', reason: 'contact.opted_out' });
  });
});

test('a pretend number that a route leads to a real carrier needs its papers', async () => {
  const on = await twoWays(database, 1, fakeCarrier(), otherCarrier('B', 'real_other'));
  await launch(on);
  await workAll(on);
  expect([on.carrier.accepted, on.other.accepted]).toEqual([[], []]);
  const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
  expect(text).toMatchObject({ status: 'suppressed', reason: 'sender.unregistered' });
});
