import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { launch, stage, workAll } from '../../../test/dispatching.ts';
import { endHold, findHold, startHold } from '../../platform/installation.queries.ts';
import { silentLog } from '../../platform/log.ts';
import { holdIfAhead } from './hold-if-ahead.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
const release = () => database.db.system(async (tx) => endHold(tx, (await findHold(tx)).epoch));
afterEach(() => release());

const ask = (workspaceId: string, ids: readonly number[]) =>
  holdIfAhead({ db: database.db, log: silentLog }, workspaceId, ids);
const nextId = () =>
  database.db.system(async (tx) => {
    const { rows } = await tx.query<{ id: number }>('select next_message_block() as id');
    return rows[0]?.id ?? 0;
  });
const waitingIds = async (on: Awaited<ReturnType<typeof stage>>) => {
  const { rows } = await on.in((tx) =>
    tx.query<{ base_id: number }>(
      `select base_id from send_chunk where workspace_id = current_workspace() and state = 'ready'`,
    ),
  );
  return rows.map((row) => row.base_id);
};

describe('a receipt that finds no text', () => {
  test('and is about one that waits or is on its way is only early', async () => {
    const on = await stage(database, 3);
    await launch(on);
    const [base = 0] = await waitingIds(on);
    expect(await ask(on.fixture.workspaceId, [base, base + 2])).toBe(false);
    await workAll(on);
    expect(await ask(on.fixture.workspaceId, [base, base + 2])).toBe(false);
  });

  test('and is about another workspace’s text, over an account that both use, is no reason either', async () => {
    const [on, other] = [await stage(database, 1), await stage(database, 1)];
    await launch(on);
    const [base = 0] = await waitingIds(on);
    expect(await ask(other.fixture.workspaceId, [base])).toBe(false);
  });

  test('and is about one that was never made puts the installation on hold', async () => {
    const on = await stage(database, 1);
    await launch(on);
    const [base = 0] = await waitingIds(on);
    expect(await ask(on.fixture.workspaceId, [base, base + 1])).toBe(true);
    expect((await database.db.system(findHold)).hold?.reason).toBe('ahead');
    await workAll(on);
    expect(on.carrier.accepted).toEqual([]);
  });

  test('counts as never made beyond its chunk, beside it and above everything', async () => {
    const on = await stage(database, 1);
    const base = await nextId();
    for (const strange of [base + 1, base + 700, base + 1_024 * 5]) {
      expect(await ask(on.fixture.workspaceId, [strange]), `${strange - base}`).toBe(true);
      await release();
      await database.migrator.system((tx) => tx.query('update installation set ids_from = null'));
    }
  });

  test('and is about one of the time that is known to be lost does not begin a second hold', async () => {
    const on = await stage(database, 1);
    const lost = await nextId();
    await database.db.system((tx) => startHold(tx, { reason: 'restored', detail: '' }, null));
    await release();
    expect(await ask(on.fixture.workspaceId, [lost])).toBe(false);
    expect(await ask(on.fixture.workspaceId, [await nextId()])).toBe(true);
  });

  test('and is older than receipts can be is left alone: its text may have been removed', async () => {
    const on = await stage(database, 1);
    const week = 7 * 2 ** 36;
    await database.migrator.system((tx) => tx.query('update installation set ids_from = null'));
    expect(await ask(on.fixture.workspaceId, [(await nextId()) - week])).toBe(false);
    expect(await ask(on.fixture.workspaceId, [])).toBe(false);
  });
});
