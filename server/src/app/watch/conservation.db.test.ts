import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../../test/dispatching.ts';
import { lookAtConservation, nothingLookedAt } from './look-at-conservation.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = (people?: number) => stageIn(database, people);

/** What a round finds of this workspace; the other tests' workspaces are in the same database. */
async function look(on: Stage, before = nothingLookedAt) {
  const figures = await lookAtConservation(on.ctx, before);
  const own = figures.breaches.filter(({ workspaceId }) => workspaceId === on.fixture.workspaceId);
  return { figures, broken: own.map(({ law, off }) => [law, off]) };
}

/** What somebody has done by hand, or a fault of ours. Texts only go with the owner of the tables, who in turn sees too many chunks. */
const tamper = (on: Stage, sql: string) => {
  const as = sql.startsWith('delete from message') ? database.migrator : database.worker;
  return as.tx(on.fixture.workspaceId, (tx) => tx.query(sql));
};

/** A campaign as a launch leaves it, with what it promised. */
async function launched(on: Stage, promised: number) {
  const runId = await launch(on);
  const { program, sender } = on.fixture;
  await on.in((tx) =>
    tx.query(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, audience, created_by)
       values (current_workspace(), $1, 'Bread', $2, $3, 'Bread', '{}', 'sending', $4, 'test')`,
      [runId, program.id, sender.id, JSON.stringify({ willReceive: promised })],
    ),
  );
  return runId;
}

describe('every recipient is in exactly one place', () => {
  test('before, while and after a campaign is sent, held people included', async () => {
    const on = await stage(1_203);
    await on.in((tx) => tx.query(`update contact set time_zone = 'Pacific/Honolulu' where id % 3 = 0`));
    await launched(on, 1_203);
    expect((await look(on)).broken).toEqual([]);
    await workAll(on);
    expect((await look(on)).broken).toEqual([]);
    on.ctx.clock.moveTo('2026-11-24T22:00:00Z');
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1_203);
    expect((await look(on)).broken).toEqual([]);
  });

  test('and those whose answer was lost are on the list', async () => {
    const on = await stage(2);
    on.carrier.answer = () => ({ outcome: { kind: 'unknown', sentence: 'The line broke.' }, took: true });
    await launched(on, 2);
    await workAll(on);
    expect((await look(on)).broken).toEqual([]);
    await tamper(on, 'delete from unknown_text');
    expect((await look(on)).broken).toEqual([['unnamed', 2]]);
  });
});

describe('a law that is broken is found', () => {
  test('when a text of a closed chunk is gone', async () => {
    const on = await stage(3);
    await launched(on, 3);
    await workAll(on);
    await tamper(
      on,
      'delete from message where id = (select min(id) from message where workspace_id = current_workspace())',
    );
    expect((await look(on)).broken).toEqual([['closed', 1]]);
  });

  test('when a chunk is closed too early', async () => {
    const on = await stage(3);
    await launched(on, 3);
    await tamper(on, `update send_chunk set state = 'done'`);
    expect((await look(on)).broken).toEqual([['closed', 3]]);
  });

  test('when somebody is in no chunk any more, or in two', async () => {
    const on = await stage(3);
    await launched(on, 3);
    await tamper(on, 'update send_chunk set recipients[2] = 0');
    expect((await look(on)).broken).toEqual([['enrolled', 1]]);
    await tamper(on, 'update send_chunk set recipients = recipients || recipients');
    expect((await look(on)).broken).toEqual([['enrolled', 1]]);
  });

  test('when somebody has been texted for whom no chunk answers, or stands in two', async () => {
    const on = await stage(2);
    await launched(on, 2);
    await workAll(on);
    await tamper(on, `update send_chunk set recipients[1] = 0, state = 'ready', not_before = 'infinity'`);
    expect((await look(on)).broken).toEqual([
      ['enrolled', 1],
      ['twice', 1],
    ]);
    await tamper(
      on,
      `insert into send_chunk (workspace_id, run_id, flow_id, lane, sender_id, base_id, recipients, not_before)
       select workspace_id, run_id, flow_id, lane, sender_id, base_id, array[1, recipients[2]], 'infinity' from send_chunk`,
    );
    expect((await look(on)).broken).toEqual([
      ['enrolled', 1],
      ['twice', 1],
    ]);
  });

  test('when a text waits and no chunk will take it', async () => {
    const on = await stage(2);
    await launched(on, 2);
    await workAll(on);
    await tamper(on, `update message set status = 'queued' where id = (select max(id) from message)`);
    expect((await look(on)).broken).toEqual([['queued', 1]]);
  });

  test('when a chunk is to send texts that are not on record', async () => {
    const on = await stage(2);
    await launched(on, 2);
    await tamper(on, 'update send_chunk set is_recorded = true');
    expect((await look(on)).broken).toContainEqual(['recorded', 2]);
  });
});

describe('the walk', () => {
  test('goes on where it was, begins anew at the end, and does not lose sight of what it found', async () => {
    const on = await stage(2);
    for (let chunk = 0; chunk < 25; chunk += 1) await launch(on);
    await tamper(on, `update send_chunk set state = 'done' where id = (select min(id) from send_chunk)`);
    const few = { chunks: 1, days: 3 };
    const first = await lookAtConservation(on.ctx, nothingLookedAt, few);
    expect(first.places[on.fixture.workspaceId]).toBeDefined();
    const second = await lookAtConservation(on.ctx, first, few);
    // Its chunk lies behind by now, and was looked at once more.
    expect(second.places[on.fixture.workspaceId]).toBeUndefined();
    const own = (figures: typeof second) =>
      figures.breaches.filter(({ workspaceId }) => workspaceId === on.fixture.workspaceId);
    expect(own(second)).toMatchObject([{ law: 'closed', off: 2 }]);
    await tamper(on, `update send_chunk set state = 'ready' where state = 'done'`);
    expect(own(await lookAtConservation(on.ctx, second, few))).toEqual([]);
  });
});
