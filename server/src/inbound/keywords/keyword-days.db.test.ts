import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { fakeCarrier } from '../../../test/fake-gateway.ts';
import { plainContent } from '../../../test/keyword.ts';
import { sendingFixture, testContext } from '../../../test/sending.ts';
import { systemScope } from '../../accounts/index.ts';
import { countResults, countUsesByDay, insertUse } from './keyword-use.queries.ts';
import { createKeyword } from './save-keyword.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('uses are counted day by day on the clock of the workspace, and those that did nothing apart', async () => {
  const ctx = testContext(database.db);
  const { workspaceId, program } = await sendingFixture(ctx, fakeCarrier().adapter, 0);
  const wish = { ...plainContent, programId: program.id };
  const { keyword } = await createKeyword(ctx, systemScope(workspaceId, 'test'), wish);
  const uses = [
    // Half past three in the morning in London is the evening before in New York.
    ['2026-10-02T03:30:00Z', 'done'],
    ['2026-10-02T15:00:00Z', 'done'],
    ['2026-10-02T16:00:00Z', 'over_limit'],
  ] as const;
  await ctx.db.tx(workspaceId, async (tx) => {
    for (const [at, [hour, outcome]] of uses.entries())
      await insertUse(tx, {
        ...{ inboundId: at + 1, keywordId: keyword.id, version: 1, number: '+12125550188', outcome },
        ...{ isAnswered: outcome === 'done', usedAt: new Date(hour) },
      });
  });
  const zone = 'America/New_York';
  const daysSince = (since: string) =>
    ctx.db.tx(workspaceId, (tx) => countUsesByDay(tx, keyword.id, { since: new Date(since), zone }));
  expect(await daysSince('2026-10-01T00:00:00Z')).toEqual([
    { day: '2026-10-01', uses: 1, done: 1 },
    { day: '2026-10-02', uses: 2, done: 1 },
  ]);
  expect(await daysSince('2026-10-03T00:00:00Z')).toEqual([]);
  expect(await ctx.db.tx(workspaceId, (tx) => countResults(tx, keyword.id))).toMatchObject({
    ...{ uses: 3, people: 1, done: 2, lastDoneAt: new Date('2026-10-02T15:00:00Z') },
  });
});
