import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { endHold, ensureInstallation, findHold, startHold } from '../../platform/installation.queries.ts';
import { nextMessageBlock } from '../recorded-chunk.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.db.system((tx) => ensureInstallation(tx, 'here'));
});
afterAll(() => database.drop());
afterEach(() => release());

const cause = { reason: 'restored', detail: 'A test went back in time.' };
const hold = (seenTo: string | null = null) => database.db.system((tx) => startHold(tx, cause, seenTo));
const release = () => database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));

describe('ids after a hold', () => {
  const ids = (count: number) =>
    database.db.system(async (tx) => {
      const found: number[] = [];
      for (let at = 0; at < count; at += 1) found.push(await nextMessageBlock(tx as never));
      return found;
    });
  const rewind = (block: number) =>
    database.migrator.system((tx) => tx.query(`select setval('message_block_seq', $1)`, [block]));
  const blocks = 2 ** 26;

  test('are above every id that could have been handed out before, whatever the sequence had come to', async () => {
    // The lost time: any blocks of the ring, up to its very end, on the very day of the restore.
    const lost: number[] = [];
    for (const block of [5, blocks / 2, blocks - 10]) {
      await rewind(block);
      lost.push(...(await ids(8)));
    }
    await rewind(5);
    await hold();
    await release();
    const fresh = await ids(50);
    expect(Math.min(...fresh)).toBeGreaterThan(Math.max(...lost));
    expect(new Set(fresh).size).toBe(50);
  });

  test('are above those of another machine that is a day ahead, and of holds on the same day', async () => {
    const days = async () => Math.floor((Math.min(...(await ids(1))) - 0) / 2 ** 36);
    const today = await days();
    await hold();
    await release();
    expect(await days()).toBe(today + 1);
    await hold();
    await release();
    expect(await days()).toBe(today + 2);
    const seenTo = new Date(Date.UTC(2020, 0, 1) + (today + 9) * 86_400_000).toISOString().slice(0, 10);
    await hold(seenTo);
    expect(await days()).toBe(today + 10);
  });

  test('of two restores of one backup on one day begin at places of the ring that the hour tells apart', async () => {
    const blockOf = (id: number) => Math.floor(id / 1_024) % blocks;
    await rewind(7);
    const before = await secondsOfDay();
    await hold();
    const [id = 0] = await ids(1);
    const after = await secondsOfDay();
    const perSecond = blocks / 86_400;
    expect(blockOf(id)).toBeGreaterThanOrEqual(Math.floor(before * perSecond));
    expect(blockOf(id)).toBeLessThanOrEqual(Math.ceil(after * perSecond) + 1);
  });

  const secondsOfDay = async () =>
    (
      await database.db.system((tx) =>
        tx.query<{ s: number }>(
          `select extract(epoch from (clock_timestamp() at time zone 'utc')::time)::float8 as s`,
        ),
      )
    ).rows[0]?.s ?? 0;
});
