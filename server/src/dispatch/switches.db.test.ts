import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { switchInstallationSending, switchWorkspaceSending, systemScope } from '../accounts/index.ts';
import { setPace } from '../senders/index.ts';
import { countRun, queueText, runDispatch, setRunState } from './index.ts';
import { sqlStore } from './store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = (people: number) => stageIn(database, people);
/** Switches are turned by people, whose requests the app serves; workers may not read accounts. */
const desk = (on: Stage) => ({ ...on.ctx, db: database.db });
const scopeOf = (on: Stage) => systemScope(on.fixture.workspaceId, 'test');
type Sending = 'all' | 'no_marketing' | 'none';
const turn = (on: Stage, sending: Sending) =>
  switchWorkspaceSending(desk(on), scopeOf(on), { sending, reason: 'A test' });
const turnEverywhere = (on: Stage, sending: Sending) =>
  switchInstallationSending(desk(on), scopeOf(on), { sending, reason: 'A test' });

const answer = (on: Stage) =>
  on.in((tx) =>
    queueText(tx, on.ctx, {
      contactId: null,
      number: '+12125550177',
      senderId: on.fixture.sender.id,
      body: 'Bakery: help@example.com',
      kind: 'auto',
      purpose: 'conversational',
      lane: 'conversational',
      reason: 'help',
    }),
  );

describe('a switch', () => {
  test.each([
    ['a workspace', turn],
    ['the installation', turnEverywhere],
  ])(
    'of %s that stops marketing lets answers go on, and one that stops everything does not',
    async (_of, set) => {
      const on = await stage(2);
      const runId = await launch(on);
      await set(on, 'no_marketing');
      await answer(on);
      await workAll(on);
      expect(on.carrier.accepted.map((one) => one.tag)).toEqual(['auto:help']);
      await set(on, 'none');
      await answer(on);
      await workAll(on);
      expect(on.carrier.accepted).toHaveLength(1);
      await set(on, 'all');
      await workAll(on);
      expect(on.carrier.accepted).toHaveLength(4);
      expect(await counts(on, runId)).toEqual({ accepted: 2 });
    },
  );
});

/** Turns the switch while the first text of a wave is under way, and tells the worker as a notification would. */
function stopAtTheFirst(on: Stage) {
  let isTurned = false;
  on.carrier.meanwhile = async () => {
    if (isTurned) return;
    isTurned = true;
    await turn(on, 'none');
    await on.tools.switchboard.look();
  };
}

describe('texts of a wave that is on its way when the switch is turned', () => {
  test('stay here, lose their intent, and go once each when sending goes on', async () => {
    const on = await stage(6);
    // One part a lot: the worker waits between any two.
    await on.in((tx) => setPace(tx, scopeOf(on), { level: 'sender', subject: on.fixture.sender.id }, 10));
    // Only the wait between two lots of a wave gives the carrier time to answer.
    on.tools.wait = async () => {
      while (on.carrier.accepted.length > 0 && !(await stopped(on)));
    };
    stopAtTheFirst(on);
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await intended(on)).toBe(1);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({ queued: 5 });
    await turn(on, 'all');
    await on.tools.switchboard.look();
    on.tools.wait = async () => {};
    await workAll(on);
    expect(new Set(on.carrier.accepted.map((one) => one.to)).size).toBe(6);
    expect(await counts(on, runId)).toEqual({ accepted: 6 });
  });

  test('are left alone by news of another workspace', async () => {
    const on = await stage(3);
    const other = await stage(1);
    await turn(other, 'none');
    await on.tools.switchboard.look();
    await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(3);
  });
});

const stopped = async (on: Stage) =>
  on.tools.switchboard.isStopped(on.fixture.workspaceId, 'marketing') ||
  (await on.in((tx) => tx.query('select 1'))).rowCount === 0;

const intended = async (on: Stage) =>
  (
    await on.in((tx) =>
      tx.query<{ texts: number }>(
        'select coalesce(sum(cardinality(positions)), 0)::int as texts from send_intent',
      ),
    )
  ).rows[0]?.texts;

/** Looks again and again, and leaves the processor to those it waits for. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await database.migrator.system((tx) => tx.query('select pg_sleep(0.02)'));
}

describe('a campaign at full speed on two workers', () => {
  const people = 3_000;
  // A second is the promise, and what a machine with nothing else to do keeps; one that is busy is not at fault.
  const soonMs = 5_000;
  const partsPerSecond = 1_500;

  /** Sends with real workers until `part` of all have left; returns how to end. */
  async function sendUntil(on: Stage, part: number) {
    // Texts leave evenly by this clock; one that stands still would make each wait for all before it.
    Object.assign(on.ctx.clock, { monotonicMs: () => performance.now() });
    const ending = new AbortController();
    const arrivals: number[] = [];
    on.carrier.meanwhile = async () => void arrivals.push(performance.now());
    const workers = [1, 2].map((n) =>
      runDispatch(on.ctx, [on.carrier.adapter], {
        signal: ending.signal,
        workerName: `worker ${n}`,
        instanceId: 'test',
        inFlightCap: 100,
        chunksAtOnce: 4,
      }),
    );
    await until(() => arrivals.length >= people * part);
    const end = async () => {
      ending.abort();
      await Promise.all(workers);
    };
    return { arrivals, end };
  }

  const noneIsLeased = async (on: Stage) =>
    (await on.in((tx) => tx.query(`select from send_chunk where state = 'leased'`))).rowCount === 0;

  test('is silent within a second of the switch, and no intent commits after it', async () => {
    const on = await stage(people);
    await on.in((tx) =>
      setPace(tx, scopeOf(on), { level: 'sender', subject: on.fixture.sender.id }, partsPerSecond),
    );
    const runId = await launch(on);
    const { arrivals, end } = await sendUntil(on, 0.2);
    const askedAt = performance.now();
    await turnEverywhere(on, 'none');
    const committedAt = performance.now();
    const intents = await on.in((tx) => tx.query<{ at: Date }>('select recorded_at as at from send_intent'));
    await until(() => noneIsLeased(on));
    const later = await on.in((tx) => tx.query('select from send_intent'));
    expect(later.rowCount).toBe(intents.rowCount);
    // The switch itself does not wait for its turn, however many share it; the last text had left before it committed.
    expect(committedAt - askedAt).toBeLessThan(soonMs);
    expect((arrivals.at(-1) ?? 0) - committedAt).toBeLessThan(soonMs);
    const before = on.carrier.accepted.length;
    expect(before).toBeLessThan(people);
    await turnEverywhere(on, 'all');
    await until(() => on.carrier.accepted.length === people);
    await end();
    expect(new Set(on.carrier.accepted.map((one) => one.to)).size).toBe(people);
    expect(on.carrier.accepted).toHaveLength(people);
    expect(await counts(on, runId)).toEqual({ accepted: people });
  }, 60_000);

  test('is paused as soon, whoever else shares its row', async () => {
    const on = await stage(people);
    await on.in((tx) =>
      setPace(tx, scopeOf(on), { level: 'sender', subject: on.fixture.sender.id }, partsPerSecond),
    );
    const runId = await launch(on);
    const { end } = await sendUntil(on, 0.2);
    const askedAt = performance.now();
    await database.db.tx(on.fixture.workspaceId, (tx) => setRunState(tx, runId, 'paused'));
    expect(performance.now() - askedAt).toBeLessThan(soonMs);
    await end();
    expect(on.carrier.accepted.length).toBeLessThan(people);
  }, 60_000);
});

test('control: an intent that does not ask goes on after the switch, and this file would see it', async () => {
  const on = await stage(6);
  on.tools.inFlightCap = 2;
  on.tools.store = { ...sqlStore, shareSendingAllowed: async () => true };
  on.tools.switchboard = { ...on.tools.switchboard, isStopped: () => false };
  stopAtTheFirst(on);
  await launch(on);
  await workAll(on);
  expect(on.carrier.accepted).toHaveLength(6);
});
