import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, type ImportTests, openImportTests } from '../../../test/imports.ts';
import { createList } from '../create-list.ts';
import { deleteList } from '../list.queries.ts';
import { checkImport } from './check-import.ts';
import { commitTask, runCommit } from './commit-import.ts';
import { getImport, setStatus } from './import.queries.ts';
import { usualOptions } from './import.ts';
import { importJobs } from './imports.jobs.ts';
import { saveAllPeople } from './save-all-people.ts';
import { clearStaging } from './staging.queries.ts';
import { undoImport } from './undo-import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const file = 'Phone,Opt-in date\n303-555-0146,2024-05-22\n303-555-0147,\n303-555-0148,2024-05-22\n';
const never = new AbortController().signal;

/** An import that has come to its last transaction and no further. */
async function nearlyDone(bench: ImportBench): Promise<string> {
  const { id } = await bench.check(file, { list: 'All' });
  await bench.tx((tx) => setStatus(tx, id, 'importing'));
  const imported = await bench.tx((tx) => getImport(tx, id));
  await saveAllPeople(bench.ctx, bench.scope, imported, never);
  return id;
}

async function countOn(bench: ImportBench, listId: string): Promise<number> {
  const { rows } = await bench.tx((tx) => tx.query('select 1 from list_member where list_id = $1', [listId]));
  return rows.length;
}

const lists = async (bench: ImportBench) =>
  [...(await bench.people()).values()].map((person) => person.lists.join());

test('a new list has its people before it stands, and nobody finds them by it', async () => {
  const bench = await tests.bench();
  const id = await nearlyDone(bench);
  expect(await countOn(bench, id)).toBe(3);
  expect(await lists(bench)).toEqual(['', '', '']);
  await runCommit(bench.ctx, bench.scope, id, never);
  expect(await lists(bench)).toEqual(['All', 'All', 'All']);
  expect(await countOn(bench, id)).toBe(3);
});

test('a list that somebody makes meanwhile gets all of them', async () => {
  const bench = await tests.bench();
  const id = await nearlyDone(bench);
  const list = await createList(bench.ctx, bench.scope, { name: 'All' });
  await runCommit(bench.ctx, bench.scope, id, never);
  expect([await countOn(bench, id), await countOn(bench, list.id)]).toEqual([0, 3]);
});

test('a list that stood at the beginning and is gone at the end is made again, with all of them', async () => {
  const bench = await tests.bench();
  const list = await createList(bench.ctx, bench.scope, { name: 'All' });
  const id = await nearlyDone(bench);
  expect(await countOn(bench, id)).toBe(0);
  await bench.tx((tx) => deleteList(tx, list.id));
  await runCommit(bench.ctx, bench.scope, id, never);
  expect(await lists(bench)).toEqual(['All', 'All', 'All']);
});

test('an import that fails for good leaves nobody on a list that there is not, and whom it imported are taken back', async () => {
  const bench = await tests.bench();
  const id = await nearlyDone(bench);
  // A crash of the database has emptied staging, and the file is gone.
  await bench.tx((tx) => clearStaging(tx, id));
  const { filePath } = await bench.tx((tx) => getImport(tx, id));
  await rm(filePath);
  const nobody = async () => new Set<number>();
  const payload = { workspaceId: bench.scope.workspaceId, importId: id, actor: 'test' };
  await importJobs(nobody)[commitTask]?.(bench.ctx, payload, never);
  expect(await bench.tx((tx) => getImport(tx, id))).toMatchObject({
    status: 'failed',
    undoUntil: expect.any(Date),
  });
  expect([await countOn(bench, id), (await bench.people()).size]).toEqual([0, 3]);
  await expect(checkImport(bench.ctx, bench.scope, id, usualOptions)).rejects.toMatchObject({
    code: 'import.partly_imported',
  });
  const undone = await undoImport(bench.ctx, bench.scope, id, nobody);
  expect([undone.status, (await bench.people()).size]).toEqual(['undone', 0]);
});
