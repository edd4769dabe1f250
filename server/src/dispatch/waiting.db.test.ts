import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { holdMarketing, pauseMarketing, releaseMarketing } from '../contacts/index.ts';
import { countRun, releaseHeldPeople } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function stage(people = 2, carrier = fakeCarrier()) {
  const on = await stageIn(database, people, carrier);
  const [person] = on.fixture.people;
  if (!person) throw new Error('nobody');
  const { brandId } = on.fixture.program;
  const hold = () =>
    on.in((tx) =>
      holdMarketing(tx, {
        numbers: [person.number],
        brandIds: [brandId],
        reason: 'reply',
        since: on.ctx.clock.now(),
      }),
    );
  const release = () =>
    on.in(async (tx) => {
      await releaseMarketing(tx, person.number);
      await releaseHeldPeople(tx, on.ctx, 'judgement');
    });
  const pause = (until: Date | null) =>
    on.in((tx) => pauseMarketing(tx, { number: person.number, brandIds: null, until }));
  const reached = () => on.carrier.accepted.map((one) => one.to);
  return { ...on, person, hold, release, pause, reached };
}

describe('somebody whose reply nobody has judged yet', () => {
  test('waits while others are texted, and is texted when it was judged', async () => {
    const on = await stage();
    await on.hold();
    const runId = await launch(on);
    await workAll(on);
    expect(on.reached()).not.toContain(on.person.number);
    expect(await counts(on, runId)).toEqual({ accepted: 1 });
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({
      held: [{ reason: 'reply_to_judge', count: 1 }],
    });
    await on.release();
    await workAll(on);
    expect(on.reached().filter((to) => to === on.person.number)).toHaveLength(1);
  });

  test('is looked at again by itself after a day, and waits on', async () => {
    const on = await stage();
    await on.hold();
    const runId = await launch(on);
    await workAll(on);
    on.ctx.clock.forward(26 * 3_600_000);
    await workAll(on);
    expect(on.reached()).not.toContain(on.person.number);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({
      held: [{ reason: 'reply_to_judge', count: 1 }],
    });
  });

  test('since the first wave of their chunk is not in the second', async () => {
    const on = await stage(3);
    Object.assign(on.tools, { inFlightCap: 1 });
    let isFirst = true;
    on.carrier.meanwhile = async ({ to }) => {
      if (!isFirst || to === on.person.number) return;
      isFirst = false;
      await on.hold();
    };
    // Whoever is texted first, it is not the one who is held: their place in the chunk is the last.
    const runId = await launch(on);
    await on.in((tx) =>
      tx.query(
        `update send_chunk set recipients = array(select r from unnest(recipients) r order by r = $1)`,
        [on.person.id],
      ),
    );
    await workAll(on);
    expect(isFirst).toBe(false);
    expect(on.reached()).not.toContain(on.person.number);
    expect(await counts(on, runId)).toEqual({ accepted: 2 });
    await on.release();
    await workAll(on);
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
  });
});

describe('somebody who has paused', () => {
  test('is texted when the day that they named has come', async () => {
    const on = await stage();
    const until = new Date(on.ctx.clock.now().getTime() + 30 * 86_400_000);
    expect(await on.pause(until)).toBe(1);
    const runId = await launch(on);
    await workAll(on);
    expect(on.reached()).not.toContain(on.person.number);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({
      held: [{ until, reason: 'paused_by_person', count: 1 }],
    });
    on.ctx.clock.moveTo(until.toISOString());
    await workAll(on);
    expect(on.reached()).toContain(on.person.number);
  });

  test('and comes back sooner is texted sooner', async () => {
    const on = await stage();
    await on.pause(new Date(on.ctx.clock.now().getTime() + 30 * 86_400_000));
    await launch(on);
    await workAll(on);
    await on.pause(null);
    await on.in((tx) => releaseHeldPeople(tx, on.ctx, 'pause'));
    await workAll(on);
    expect(on.reached()).toContain(on.person.number);
  });
});

test('a number on a list of hashes is not texted, by whichever brand the list is for', async () => {
  const on = await stage();
  const listId = randomUUID();
  const hash = createHash('sha256').update(on.person.number).digest();
  await on.in(async (tx) => {
    await tx.query(
      `insert into suppression_list (workspace_id, id, name, reason, is_hashed, added_by, added_at)
       values (current_workspace(), $1, 'Partner', 'do_not_text', true, 'system:test', now())`,
      [listId],
    );
    await tx.query(
      'insert into suppression_hash (workspace_id, hash, list_id) values (current_workspace(), $1, $2)',
      [hash, listId],
    );
  });
  const runId = await launch(on);
  await workAll(on);
  expect(on.reached()).not.toContain(on.person.number);
  expect(await counts(on, runId)).toEqual({ accepted: 1, suppressed: 1 });
});
