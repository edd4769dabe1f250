import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { leaseOwn, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { announceIfDrained } from './announce-drained.ts';
import { cancelQueued, type DirectGroup, findWaitingText, queueDirect, stopQueuedFor } from './index.ts';
import { directChunkSize } from './queue-direct.ts';
import { workChunk } from './work-chunk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const textsFor = ({ fixture }: Stage, count: number): DirectGroup['texts'] =>
  Array.from({ length: count }, (_, n) => {
    const person = fixture.people[n % fixture.people.length];
    return {
      contactId: person?.id ?? null,
      number: person?.number ?? '',
      body: `Bakery: text ${n}`,
      parts: 1,
      consentEventId: null,
      metadata: null,
      template: null,
      queuedBy: 'key:1',
    };
  });

function groupOf(on: Stage, count: number, change: Partial<DirectGroup> = {}): DirectGroup {
  const { program, sender } = on.fixture;
  return {
    programId: program.id,
    brandId: program.brandId,
    purpose: program.purpose,
    senderId: sender.id,
    notBefore: on.ctx.clock.now(),
    withinMs: null,
    texts: textsFor(on, count),
    ...change,
  };
}

const queue = (on: Stage, ...groups: DirectGroup[]) => on.in((tx) => queueDirect(tx, on.ctx, groups));
const sent = ({ carrier }: Stage) => carrier.accepted.map((one) => one.body);

describe('direct texts', () => {
  test('share chunks as long as there is room, and get their ids in the order of asking', async () => {
    const on = await stage(database, 2);
    const ids = await queue(on, groupOf(on, directChunkSize + 3), groupOf(on, 2));
    expect(ids.map((one) => one.length)).toEqual([directChunkSize + 3, 2]);
    expect(new Set(ids.flat()).size).toBe(directChunkSize + 5);
    const { rows } = await on.in((tx) =>
      tx.query('select cardinality(recipients) as n from send_chunk order by id'),
    );
    expect(rows.map((row) => row.n)).toEqual([directChunkSize, 3, 2]);
    const texts = await on.in((tx) => tx.query('select id, body from message order by id'));
    expect(texts.rows[0]).toEqual({ id: ids[0]?.[0], body: 'Bakery: text 0' });
  });

  test('of one program from one number belong to one run, whoever asks first', async () => {
    const on = await stage(database, 1);
    await Promise.all(Array.from({ length: 3 }, () => queue(on, groupOf(on, 1))));
    const { rows } = await on.in((tx) => tx.query(`select kind from send_run`));
    expect(rows).toEqual([{ kind: 'direct' }]);
    await workAll(on);
    expect(sent(on)).toHaveLength(3);
  });

  test('are no launch that could be through: nobody is told when none of them waits', async () => {
    const on = await stage(database, 1);
    await queue(on, groupOf(on, 1));
    await workAll(on);
    const { rows } = await on.in((tx) => tx.query<{ id: string }>('select id from send_run'));
    const told = async () => {
      const jobs = await database.worker.system((tx) =>
        tx.query(`select from graphile_worker._private_jobs where payload::text like '%run.drained%'`),
      );
      return jobs.rowCount;
    };
    const before = await told();
    await announceIfDrained({ db: database.db }, on.fixture.workspaceId, rows[0]?.id ?? '');
    expect(await told()).toBe(before);
  });

  test('that wait for the morning keep their ids and their words when others of their chunk go', async () => {
    const on = await stage(database, 3);
    await on.in((tx) =>
      tx.query(`update contact set time_zone = 'America/Los_Angeles' where id = $1`, [
        on.fixture.people[1]?.id,
      ]),
    );
    // Nine in the morning in New York is six in Los Angeles.
    on.ctx.clock.moveTo('2026-11-25T14:00:00Z');
    const [ids = []] = await queue(on, groupOf(on, 3));
    await workAll(on);
    expect(sent(on)).toEqual(['Bakery: text 0', 'Bakery: text 2']);
    const waiting = await on.in((tx) => findWaitingText(tx, ids[1] ?? 0));
    expect(waiting).toMatchObject({
      state: 'ready',
      isAnnounced: false,
      notBefore: new Date('2026-11-25T16:00:00Z'),
    });
    expect(waiting?.heldReason).toMatch(/Los_Angeles/);
    for (const other of [ids[0], ids[2]])
      expect(await on.in((tx) => findWaitingText(tx, other ?? 0))).toBe(null);
    on.ctx.clock.moveTo('2026-11-25T16:00:00Z');
    await workAll(on);
    expect(sent(on)).toEqual(['Bakery: text 0', 'Bakery: text 2', 'Bakery: text 1']);
    const { rows } = await on.in((tx) => tx.query('select held_reason from message where id = $1', [ids[1]]));
    expect(rows[0]?.held_reason).toMatch(/Los_Angeles/);
  });

  test('of somebody who leaves while they wait for the morning are stopped there', async () => {
    const on = await stage(database, 2);
    on.ctx.clock.moveTo('2026-11-25T09:00:00Z');
    const [ids = []] = await queue(on, groupOf(on, 2));
    await workAll(on);
    const contactId = on.fixture.people[0]?.id ?? 0;
    const stopped = await on.in((tx) =>
      stopQueuedFor(tx, on.ctx, { contactId, brandId: on.fixture.program.brandId }),
    );
    expect(stopped).toBe(1);
    on.ctx.clock.moveTo('2026-11-25T14:00:00Z');
    await workAll(on);
    expect(sent(on)).toEqual(['Bakery: text 1']);
    const { rows } = await on.in((tx) =>
      tx.query('select status, reason from message where id = $1', [ids[0]]),
    );
    expect(rows).toEqual([{ status: 'suppressed', reason: 'contact.opted_out' }]);
  });
});

describe('taking one back', () => {
  const cancel = (on: Stage, id: number) => on.in((tx) => cancelQueued(tx, on.ctx, id, 'key:1'));

  test('leaves the others of its chunk alone, and is noted', async () => {
    const on = await stage(database, 3);
    const [ids = []] = await queue(on, groupOf(on, 3));
    expect(await cancel(on, ids[1] ?? 0)).toBe(true);
    expect(await cancel(on, ids[1] ?? 0)).toBe(false);
    await workAll(on);
    expect(sent(on)).toEqual(['Bakery: text 0', 'Bakery: text 2']);
    const { rows } = await on.in((tx) => tx.query('select message_id, kind, detail from message_event'));
    expect(rows).toEqual([{ message_id: ids[1], kind: 'cancelled', detail: 'key:1' }]);
  });

  test('either comes before its worker has announced it, and nothing leaves, or is refused', async () => {
    const on = await stage(database, 1);
    for (let round = 0; round < 12; round += 1) {
      const [[id = 0] = []] = await queue(on, groupOf(on, 1));
      const before = sent(on).length;
      const [lease] = await leaseOwn(on);
      if (!lease) throw new Error('There is nothing to work on.');
      const [isCancelled] = await Promise.all([cancel(on, id), workChunk(on.tools, on.gateways, lease)]);
      expect(sent(on).length - before).toBe(isCancelled ? 0 : 1);
    }
  });

  test('finds nothing to take back where no text waits', async () => {
    const on = await stage(database, 1);
    for (const id of [1, 2 ** 40, Number.MAX_SAFE_INTEGER]) expect(await cancel(on, id)).toBe(false);
  });
});
