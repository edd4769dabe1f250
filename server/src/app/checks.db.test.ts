import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../../test/database.ts';
import { askClock, askDatabase, askDatabaseSafety, askIndexes, runChecks } from './checks.ts';
import { findPending } from './database.ts';
import { schemaFile } from './places.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const statusOf = async (question: Parameters<typeof runChecks>[0][number]) =>
  (await runChecks([question]))[0]?.status;

describe('the check of the database', () => {
  test('says which version answers', async () => {
    const [check] = await runChecks([askDatabase(database.db)]);
    expect(check).toEqual({
      name: 'database',
      status: 'ok',
      sentence: expect.stringMatching(/^PostgreSQL \d+/),
    });
  });

  test('notices clocks that differ, and when that is too much', async () => {
    const aheadBy = (ms: number) => statusOf(askClock(database.db, () => Date.now() + ms));
    expect([await aheadBy(0), await aheadBy(10_000), await aheadBy(-10_000)]).toEqual([
      'ok',
      'warning',
      'warning',
    ]);
    expect(await aheadBy(3_600_000)).toBe('failed');
  });

  test('names a table that lost its fence', async () => {
    expect(await statusOf(askDatabaseSafety(database.db))).toBe('ok');
    await database.migrator.system((tx) => tx.query('alter table contact_tag no force row level security'));
    const [check] = await runChecks([askDatabaseSafety(database.db)]);
    expect(check).toMatchObject({ status: 'failed', sentence: expect.stringContaining('contact_tag') });
  });

  test('names an index that is gone', async () => {
    const indexes = askIndexes(database.db, () => readFileSync(schemaFile, 'utf8'));
    expect(await statusOf(indexes)).toBe('ok');
    await database.migrator.system((tx) => tx.query('drop index message_event_text'));
    const [check] = await runChecks([indexes]);
    expect(check).toMatchObject({
      status: 'failed',
      sentence: expect.stringContaining('message_event has lost the index message_event_text'),
    });
  });

  test('knows what an empty database lacks and that a migrated one lacks nothing', async () => {
    expect(await findPending(database.url('postgres'))).toEqual([]);
    const empty = await emptyDatabase();
    expect((await findPending(empty.url('postgres')))[0]).toBe('0001_platform_and_accounts.sql');
    await empty.drop();
  });
});
