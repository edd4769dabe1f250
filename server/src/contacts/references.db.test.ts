import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { newContacts, newMembers, newProgram } from '../../test/people.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { insertConsents } from './consent.queries.ts';
import { ensureList } from './create-list.ts';
import { keepToKeys } from './imports/keep-to-keys.queries.ts';
import { addToList, insertList } from './list.queries.ts';
import type { Program } from './program.ts';
import { suppressNumbers } from './suppression.queries.ts';

// What foreign keys used to look up for every row.

const number = '+12025550101';
let database: TestDatabase;
let ctx: Context;
let workspaceId: string;
let offers: Program;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  offers = await newProgram(ctx, workspaceId);
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(workspaceId, work);
const count = async (table: string) =>
  (await inTx((tx) => tx.query<{ n: number }>(`select count(*) as n from ${table}`))).rows[0]?.n;

describe('a consent or an opt-out', () => {
  const consent = { number, contactId: 1, eventId: 1, occurredAt: new Date(), level: null };
  const optOut = { number, reason: 'reply', eventId: 1, suppressedAt: new Date() };

  const opened = { at: new Date(), areNew: true };

  test('is refused for a program or a brand that is not there', async () => {
    const insert = inTx((tx) => insertConsents(tx, randomUUID(), [consent], opened));
    await expect(insert).rejects.toThrow('There is no program');
    await expect(inTx((tx) => suppressNumbers(tx, randomUUID(), [optOut]))).rejects.toThrow(
      'There is no brand',
    );
    expect([await count('consent'), await count('suppression')]).toEqual([0, 0]);
  });

  test('is refused for those of another workspace', async () => {
    const theirs = await newProgram(ctx, await newWorkspace(database.db));
    const insert = inTx((tx) => insertConsents(tx, theirs.id, [consent], opened));
    await expect(insert).rejects.toThrow('There is no program');
    await expect(inTx((tx) => suppressNumbers(tx, theirs.brandId, [optOut]))).rejects.toThrow(
      'There is no brand',
    );
  });

  test('is found by its number through its key, also while nothing is counted of the table', async () => {
    const byNumber = `explain select status from consent where workspace_id = current_workspace() and program_id = $1 and number = $2 limit 1`;
    const plan = await inTx(async (tx) => {
      await keepToKeys(tx);
      return (await tx.query<{ 'QUERY PLAN': string }>(byNumber, [offers.id, number])).rows;
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('consent_pkey');
  });

  test('keeps what it belongs to: nobody who serves can remove a workspace, a program or a brand', async () => {
    await inTx((tx) => newMembers(tx, ctx, offers, [number]));
    for (const db of [database.db, database.worker])
      for (const table of ['workspace', 'program', 'brand'])
        await expect(db.tx(workspaceId, (tx) => tx.query(`delete from ${table}`))).rejects.toThrow(
          /refuses this/,
        );
  });
});

describe('a list', () => {
  const newList = async () => {
    const id = randomUUID();
    await inTx((tx) => insertList(tx, { id, name: `List ${id}`, createdAt: ctx.clock.now() }));
    return id;
  };

  test('that is not there gets no members', async () => {
    const ids = await inTx((tx) => newContacts(tx, [number]));
    expect(await inTx((tx) => addToList(tx, randomUUID(), ids))).toBe(0);
    expect(await count('list_member')).toBe(0);
  });

  test('takes its members along when it is removed, and no others', async () => {
    const ids = await inTx((tx) => newContacts(tx, [number, '+12025550102']));
    const [gone, kept] = [await newList(), await newList()];
    for (const list of [gone, kept]) expect(await inTx((tx) => addToList(tx, list, ids))).toBe(2);
    await inTx((tx) => tx.query('delete from contact_list where id = $1', [gone]));
    const { rows } = await inTx((tx) => tx.query('select distinct list_id from list_member'));
    expect(rows).toEqual([{ list_id: kept }]);
  });

  test('that an import is about to fill cannot be removed meanwhile', async () => {
    const name = `List ${randomUUID()}`;
    const { id } = await inTx((tx) => ensureList(tx, ctx, name));
    await inTx(async (filling) => {
      expect(await ensureList(filling, ctx, name)).toMatchObject({ id, isNew: false });
      const remove = inTx((tx) =>
        tx.query('select id from contact_list where id = $1 for update nowait', [id]),
      );
      await expect(remove).rejects.toThrow(/could not obtain lock/);
    });
  });
});

test('what an import changed is forgotten with the import', async () => {
  const id = randomUUID();
  await inTx(async (tx) => {
    await tx.query(
      `insert into import (workspace_id, id, file_name, file_path, status, created_by) values ($1, $2, 'a', 'a', 'imported', 'test')`,
      [workspaceId, id],
    );
    await tx.query('insert into import_change (workspace_id, import_id, contact_id) values ($1, $2, 1)', [
      workspaceId,
      id,
    ]);
    await tx.query('delete from import where id = $1', [id]);
  });
  expect(await count('import_change')).toBe(0);
});

describe('the number of a contact', () => {
  const insert = (text: string) => inTx((tx) => newContacts(tx, [text]));

  test.each(['+1234567', '+12025550101', '+123456789012345'])('may be %s', async (text) => {
    expect(await insert(text)).toHaveLength(1);
  });

  test.each([
    '',
    '+',
    '12025550101',
    '+02025550101',
    '+123456',
    '+1234567890123456',
    '+1202555010a',
    '+1202 555010',
    '++1202555010',
    '+1202555010\n',
    '+٣٣٣٣٣٣٣٣٣',
  ])('may not be %j', async (text) => {
    await expect(insert(text)).rejects.toThrow(/contact_number_check/);
  });
});
