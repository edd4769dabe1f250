import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch, leave, stage as stageIn, workAll } from '../../test/dispatching.ts';
import type { FakeCarrier } from '../../test/fake-gateway.ts';
import { listMessagesOfContact } from '../messages/index.ts';
import { countRun, queueText, setRunState, stopQueuedFor } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = (people?: number, carrier?: FakeCarrier) => stageIn(database, people, carrier);

describe('a run', () => {
  test('reaches everybody once, with their own words', async () => {
    const on = await stage(3);
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to).sort()).toEqual(
      on.fixture.people.map((one) => one.number).sort(),
    );
    expect(on.carrier.accepted.find((one) => one.to === '+12125550101')?.body).toBe(
      'Bakery: fresh bread, Person 1. Reply STOP to end',
    );
    expect(await counts(on, runId)).toEqual({ accepted: 3 });
  });

  test('of more people than a chunk holds is split and loses nobody', async () => {
    const on = await stage(1203);
    const runId = await launch(on);
    await workAll(on);
    expect(new Set(on.carrier.accepted.map((one) => one.to)).size).toBe(1203);
    expect(on.carrier.accepted).toHaveLength(1203);
    expect(await counts(on, runId)).toEqual({ accepted: 1203 });
  });

  test('that is paused sends nothing until it is resumed', async () => {
    const on = await stage(2);
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'paused'));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    await on.in((tx) => setRunState(tx, runId, 'running'));
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(2);
  });

  test('that is stopped sends nothing more and says how many it left out', async () => {
    const on = await stage(2);
    const runId = await launch(on);
    await on.in((tx) => setRunState(tx, runId, 'stopped'));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toEqual({
      queued: 0,
      stopped: 2,
      held: [],
    });
  });

  test('waits while the workspace has stopped all sending', async () => {
    const on = await stage(1);
    await launch(on);
    await on.in((tx) => tx.query(`update workspace set sending = 'none'`));
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
  });
});

describe('a person', () => {
  test('who opted out after the launch is dropped and the text says why', async () => {
    const on = await stage(2);
    const [leaver] = on.fixture.people;
    if (!leaver) throw new Error('nobody');
    const runId = await launch(on);
    await on.in((tx) => leave(on, tx, leaver.number));
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).not.toContain(leaver.number);
    const [text] = await on.in((tx) => listMessagesOfContact(tx, leaver.id));
    expect(text).toMatchObject({ campaign_id: runId, status: 'suppressed', reason: 'contact.opted_out' });
  });

  test('who opts out while they wait is stopped in that very transaction', async () => {
    const on = await stage(2);
    const [leaver] = on.fixture.people;
    if (!leaver) throw new Error('nobody');
    const runId = await launch(on);
    const { brandId } = on.fixture.program;
    const stopped = await on.in(async (tx) => {
      await leave(on, tx, leaver.number);
      return stopQueuedFor(tx, on.ctx, { contactId: leaver.id, brandId });
    });
    expect(stopped).toBe(1);
    expect(await counts(on, runId)).toEqual({ suppressed: 1 });
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toMatchObject({ queued: 1 });
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await counts(on, runId)).toEqual({ suppressed: 1, accepted: 1 });
  });

  test('for whom it is night is held until morning in their own zone, and texted then', async () => {
    const on = await stage(2);
    const [, western] = on.fixture.people;
    if (!western) throw new Error('nobody');
    await on.in((tx) =>
      tx.query(`update contact set time_zone = 'Pacific/Honolulu' where id = $1`, [western.id]),
    );
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toHaveLength(1);
    expect(await on.in((tx) => countRun(tx, runId, on.ctx.clock.now()))).toEqual({
      queued: 0,
      stopped: 0,
      held: [
        {
          until: new Date('2026-11-24T18:00:00Z'),
          reason: 'quiet_hours: 07:00 in Pacific/Honolulu',
          count: 1,
        },
      ],
    });
    on.ctx.clock.moveTo('2026-11-24T18:00:00Z');
    await workAll(on);
    expect(on.carrier.accepted.map((one) => one.to)).toContain(western.number);
    const [text] = await on.in((tx) => listMessagesOfContact(tx, western.id));
    expect(text).toMatchObject({ status: 'accepted', held_reason: 'quiet_hours: 07:00 in Pacific/Honolulu' });
  });

  test('whose value was removed since the launch gets a reason and not a text with a hole in it', async () => {
    const on = await stage(1);
    await on.in((tx) => tx.query('update contact set first_name = null'));
    const runId = await launch(on);
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
    expect(await counts(on, runId)).toEqual({ suppressed: 1 });
  });
});

describe('a single text', () => {
  test('goes to a number that is nobody’s contact, at any hour', async () => {
    const on = await stage(0);
    on.ctx.clock.moveTo('2026-11-25T05:00:00Z');
    await on.in((tx) =>
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
    await workAll(on);
    expect(on.carrier.accepted).toMatchObject([{ to: '+12125550177', tag: 'auto:help' }]);
  });
});
