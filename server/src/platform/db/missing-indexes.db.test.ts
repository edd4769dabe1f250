import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { findMissingIndexes, readExpectedIndexes } from './missing-indexes.ts';

const schema = readFileSync(join(import.meta.dirname, '../../../schema.sql'), 'utf8');

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const find = () => database.db.system((tx) => findMissingIndexes(tx, schema));
const change = (sql: string) => database.migrator.system((tx) => tx.query(sql));

test('schema.sql is read whole: every table, most with a primary key and some with indexes', () => {
  const tables = readExpectedIndexes(schema);
  expect(tables).toHaveLength([...schema.matchAll(/^create (unlogged )?table /gm)].length);
  expect(tables.flatMap(({ indexes }) => indexes)).toHaveLength(
    [...schema.matchAll(/^create (unique )?index /gm)].length,
  );
  expect(tables.find(({ table }) => table === 'send_chunk')).toEqual({
    table: 'send_chunk',
    hasPrimaryKey: true,
    uniques: 0,
    indexes: ['send_chunk_leased', 'send_chunk_run', 'send_chunk_ready', 'send_chunk_texts'],
  });
  expect(tables.find(({ table }) => table === 'inbound_message')).toMatchObject({ uniques: 1 });
});

describe('a migrated database', () => {
  test('lacks nothing', async () => {
    expect(await find()).toEqual([]);
  });

  test('that has lost an index, a key or a constraint says which', async () => {
    await change('drop index send_chunk_ready');
    await change('alter table unknown_text drop constraint unknown_text_pkey');
    await change(
      'alter table inbound_message drop constraint inbound_message_workspace_id_gateway_id_provider_id_key',
    );
    expect(await find()).toEqual([
      expect.stringContaining('The table send_chunk has lost the index send_chunk_ready;'),
      expect.stringContaining('The table unknown_text has lost its primary key;'),
      expect.stringContaining('The table inbound_message has lost one of its unique constraints;'),
    ]);
  });

  test('says which index is not usable, as after a rebuild that broke off', async () => {
    const before = await find();
    // Concurrently is not for transactions; this leaves behind what it would.
    await change('create index half_made on workspace (name)');
    await markInvalid('half_made');
    expect(await find()).toEqual([
      ...before,
      'The index half_made of workspace is not usable; run `reindex index half_made`.',
    ]);
  });
});

/** Only a superuser writes in the catalog, and only in tests. */
async function markInvalid(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url('postgres') });
  await client.connect();
  await client.query(`update pg_index set indisvalid = false where indexrelid = '${name}'::regclass`);
  await client.end();
}
