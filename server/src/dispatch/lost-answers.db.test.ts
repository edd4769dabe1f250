import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import {
  counts,
  dieAfterIntent,
  expireLeases,
  launch,
  leaseOwn,
  type Stage,
  stage as stageIn,
  workAll,
} from '../../test/dispatching.ts';
import { type FakeCarrier, fakeCarrier } from '../../test/fake-gateway.ts';
import { listMessagesOfContact } from '../messages/index.ts';
import { NotNow, OutcomeUnknown } from '../platform/errors.ts';
import { countRun, setRunState } from './index.ts';
import { queueText } from './queue-text.ts';
import { reconcileUnknown } from './reconcile.ts';
import type { Tools } from './steps/step.ts';
import { sqlStore } from './store.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = (people?: number, carrier?: FakeCarrier) => stageIn(database, people, carrier);

/** The same tools, with a database that goes away as it saves the intent of this wave: by then it may have. */
function losingCommitOf(on: Stage, lost: number): Tools {
  let wave = 0;
  let isAway = false;
  const tx: typeof on.ctx.db.tx = async (workspaceId, work, ...more) => {
    const before = wave;
    // For a while after that nobody is let in.
    if (isAway) {
      isAway = false;
      throw new NotNow('database.away', 'Later.');
    }
    const result = await on.ctx.db.tx(workspaceId, work, ...more);
    if (wave === before || wave !== lost) return result;
    isAway = true;
    throw new OutcomeUnknown('database.outcome_unknown', 'Look.');
  };
  const insertIntent: typeof sqlStore.insertIntent = (...asked) => {
    wave += 1;
    return sqlStore.insertIntent(...asked);
  };
  const db = Object.assign(Object.create(on.ctx.db) as typeof on.ctx.db, { tx });
  return { ...on.tools, ctx: { ...on.ctx, db }, store: { ...sqlStore, insertIntent }, inFlightCap: 2 };
}

describe('when the database goes away while an intent is saved', () => {
  test.each([1, 2])(
    'nobody of wave %i is named unknown: nothing had left, and all go out once',
    async (lost) => {
      const on = await stage(3);
      const runId = await launch(on);
      const [lease] = await leaseOwn(on);
      if (!lease) throw new Error('There is no chunk.');
      await expect(workChunk(losingCommitOf(on, lost), on.gateways, lease)).rejects.toThrow('Look.');
      expect(on.carrier.accepted).toHaveLength(lost === 1 ? 0 : 2);
      await expireLeases(on);
      await workAll(on);
      expect(new Set(on.carrier.accepted.map((one) => one.to)).size).toBe(3);
      expect(on.carrier.accepted).toHaveLength(3);
      expect(await counts(on, runId)).toEqual({ accepted: 3 });
    },
  );
});

describe('when a worker dies', () => {
  test('before its intent, its chunk simply goes out with the next worker', async () => {
    const on = await stage(3);
    await launch(on);
    await leaseOwn(on);
    await expireLeases(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
  });

  test('after its intent, exactly the announced texts are unknown and the others go out', async () => {
    const on = await stage(3);
    const runId = await launch(on);
    await dieAfterIntent(on, [0, 1]);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toEqual(['+12125550102']);
    expect(await counts(on, runId)).toEqual({ unknown: 2, accepted: 1 });
  });

  test('what the carrier had is found by asking and not sent again', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    const chunk = await dieAfterIntent(on, [0]);
    on.carrier.accepted.push({
      reference: `test.${chunk.baseId.toString(36)}`,
      tag: '',
      from: '',
      to: '+12125550100',
      body: '',
      validForMs: null,
    });
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });

  test('what the carrier never had goes out once more, under the same reference', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    const chunk = await dieAfterIntent(on, [0]);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({ queued: 1 });
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.reference)).toEqual([`test.${chunk.baseId.toString(36)}`]);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
  });

  test('what the carrier never had does not go out again after the end that it was given', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    await on.in((tx) => tx.query(`update send_chunk set not_after = now() + interval '1 hour'`));
    await dieAfterIntent(on, [0]);
    await workAll(on);
    await on.in((tx) => tx.query(`update unknown_text set not_after = not_after - interval '1 hour'`));
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ suppressed: 1 });
  });

  test('before it has closed the chunk, a text that goes out again from a later one is not called unknown there', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    const again = await dieAfterIntent(on, [0]);
    await workAll(on);
    // Whoever named it unknown the second time died before closing the chunk.
    await on.in((tx) =>
      tx.query(`update send_chunk set state = 'leased', lease_until = now() - interval '1 s' where id = $1`, [
        again.id,
      ]),
    );
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('and the run is stopped meanwhile, what it had announced is still named and asked for', async () => {
    const on = await stage(3);
    const runId = await launch(on);
    const chunk = await dieAfterIntent(on, [0]);
    on.carrier.accepted.push({
      reference: `test.${chunk.baseId.toString(36)}`,
      tag: '',
      from: '',
      to: '+12125550100',
      body: '',
      validForMs: null,
    });
    await on.in((tx) => setRunState(tx, runId, 'stopped'));
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({
      stopped: 2,
      queued: 0,
    });
    await reconcileUnknown(on.tools, on.gateways);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('and the carrier cannot be asked, the text stays unknown and is never sent again', async () => {
    const on = await stage(1, fakeCarrier('E'));
    const runId = await launch(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
  });
});

describe('a chunk that cannot be opened', () => {
  test('is tried again after a second, and after two, and not when its lease would have ended', async () => {
    const on = await stage(2);
    await launch(on);
    const gateways = {
      ...on.gateways,
      get: async () => {
        throw new Error('Its settings cannot be read.');
      },
    };
    for (const seconds of [1, 2]) {
      const [lease] = await leaseOwn(on);
      if (!lease) throw new Error('nothing to lease');
      await expect(workChunk(on.tools, gateways, lease)).rejects.toThrow('settings');
      const { rows } = await on.in((tx) =>
        tx.query<{ s: number }>(
          `select extract(epoch from lease_until - clock_timestamp())::float8 as s from send_chunk where id = $1`,
          [lease.id],
        ),
      );
      expect(rows[0]?.s).toBeLessThanOrEqual(seconds);
      await expireLeases(on);
    }
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
  });
});

describe('the answer of the carrier', () => {
  const answering = async (answer: FakeCarrier['answer'], people = 1) => {
    const on = await stage(people);
    on.carrier.answer = answer;
    const runId = await launch(on);
    await workAll(on);
    return { on, runId };
  };

  test('that is lost leaves the text unknown; the carrier had it, so it is not sent again', async () => {
    const { on, runId } = await answering(() => ({
      outcome: { kind: 'unknown', sentence: 'reset' },
      took: true,
    }));
    expect(await counts(on, runId)).toEqual({ unknown: 1 });
    await reconcileUnknown(on.tools, on.gateways);
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('that refuses a text fails that text with the carrier’s own reason', async () => {
    const { on, runId } = await answering(() => ({
      outcome: { kind: 'refused', code: 'invalid_number', sentence: 'No such number.' },
    }));
    expect(await counts(on, runId)).toEqual({ failed: 1 });
    const [text] = await on.in((tx) => listMessagesOfContact(tx, on.fixture.people[0]?.id ?? 0));
    expect(text).toMatchObject({ reason: 'carrier.invalid_number', reason_detail: 'No such number.' });
  });

  test('that knows of an opt-out when it is handed an answer makes it ours, but for the confirmation of one', async () => {
    const on = await stage(2);
    on.carrier.answer = () => ({ outcome: { kind: 'opted_out', code: 'opted_out', sentence: 'Opted out.' } });
    const [first, second] = on.fixture.people;
    const queue = (person: typeof first, reason: string) =>
      on.in((tx) =>
        queueText(tx, on.ctx, {
          ...{ contactId: person?.id ?? 0, number: person?.number ?? '', senderId: on.fixture.sender.id },
          ...{ body: 'Hi', kind: 'auto', purpose: 'conversational', lane: 'conversational', reason },
        }),
      );
    await queue(first, 'help');
    await queue(second, 'stop_confirmation');
    await workAll(on);
    const { rows } = await on.in((tx) => tx.query('select number, reason from suppression'));
    expect(rows).toEqual([{ number: first?.number, reason: 'carrier' }]);
  });

  test('that knows of an opt-out makes it ours', async () => {
    const { on } = await answering(() => ({
      outcome: { kind: 'opted_out', code: 'opted_out', sentence: 'Opted out.' },
    }));
    const { rows } = await on.in((tx) => tx.query('select reason from suppression where lifted_at is null'));
    expect(rows).toEqual([{ reason: 'carrier' }]);
    await launch(on);
    on.carrier.answer = () => {
      throw new Error('Nothing may be sent to them any more.');
    };
    await workAll(on);
  });

  test('that asks to go slower is obeyed, and the text goes once', async () => {
    const { on, runId } = await answering((submission, tries) =>
      tries === 1
        ? { outcome: { kind: 'throttled', retryAfterMs: 1, sentence: 'slower' } }
        : { outcome: { kind: 'accepted', providerId: submission.reference } },
    );
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(on.carrier.accepted).toHaveLength(1);
  });

  test('that does not come because the carrier is away blocks the gateway and loses nothing', async () => {
    let isAway = true;
    const { on, runId } = await answering(
      (submission) =>
        isAway
          ? { outcome: { kind: 'unreachable', sentence: 'refused' } }
          : { outcome: { kind: 'accepted', providerId: submission.reference } },
      2,
    );
    expect(await counts(on, runId)).toEqual({});
    const {
      rows: [gateway],
    } = await on.in((tx) => tx.query('select state, state_detail from gateway'));
    expect(gateway).toMatchObject({ state: 'unreachable' });
    isAway = false;
    await on.in((tx) => tx.query('update gateway set blocked_until = null'));
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
    expect((await on.in((tx) => tx.query('select state from gateway'))).rows).toEqual([{ state: 'ok' }]);
  });
});

describe('a process that was frozen after its intent', () => {
  test('hands nothing over when it wakes', async () => {
    const on = await stage(1);
    const runId = await launch(on);
    const monotonic = on.ctx.clock.monotonicMs;
    let calls = 0;
    // The first reading is the intent's, the second comes after ten frozen seconds.
    Object.assign(on.ctx.clock, {
      monotonicMs: () => {
        calls += 1;
        return calls === 1 ? 0 : 10_000;
      },
    });
    const [lease] = await leaseOwn(on);
    if (!lease) throw new Error('nothing to lease');
    await workChunk(on.tools, on.gateways, lease);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({});
    Object.assign(on.ctx.clock, { monotonicMs: monotonic });
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
  });
});
