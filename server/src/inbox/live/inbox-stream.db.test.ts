import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { inboxStage } from '../../../test/inbox.ts';
import type { WorkspaceId } from '../../platform/ids.ts';
import { type InboxNews, openInboxFeed } from './inbox-stream.ts';
import { tellNews } from './stream.routes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const soon = async (isTrue: () => boolean) => {
  for (let tries = 0; tries < 200 && !isTrue(); tries += 1) await sleep(20);
  expect(isTrue()).toBe(true);
};

test('whoever follows hears of what has changed once, and of who is writing; one look serves them all', async () => {
  const on = await inboxStage(database);
  const ana = await on.colleague();
  let looks = 0;
  const db: typeof database.db = {
    ...database.db,
    tx: (workspaceId, work) => {
      looks += 1;
      return database.db.tx(workspaceId, work);
    },
  };
  const feed = openInboxFeed({ ...on.ctx, db }, { everyMs: 20 });
  const scope = {
    workspaceId: on.fixture.workspaceId as WorkspaceId,
    actor: `member:${ana.id}`,
    permissions: new Set<never>(),
  };
  const kept = { ...scope, reach: { senderIds: [on.ctx.ids.uuid()], listIds: null } };
  const gone = new AbortController();
  const heard: InboxNews[][] = [[], [], []];
  [scope, scope, kept].forEach((who, at) => {
    feed.follow(who, (news) => heard[at]?.push(news), gone.signal);
  });
  await soon(() => looks >= 4);
  await on.write('Hello?');
  const id = await on.talk();
  const changes = (at: number) => (heard[at] ?? []).flatMap(({ changed }) => changed);
  await soon(() => changes(0).length > 0 && changes(1).length > 0);
  await ana.ask({ method: 'POST', url: `/v1/conversations/${id}/typing`, payload: { is_typing: true } });
  await soon(() =>
    (heard[0] ?? []).some(({ writing }) => writing?.some((one) => one.id === ana.memberId) ?? false),
  );
  await sleep(100);
  expect(changes(0)).toEqual([{ id, turn: 1, state: 'open' }]);
  expect(changes(1)).toEqual(changes(0));
  // Kept to another number: not even the id is told.
  expect(heard[2]).toEqual([]);
  gone.abort();
  await sleep(60);
  const after = looks;
  await sleep(100);
  expect(looks).toBe(after);
});

test('when more has changed at once than one page holds, all of it is told, and what comes after as well', async () => {
  const on = await inboxStage(database, 5);
  const ana = await on.colleague();
  for (const { number } of on.fixture.people) await on.write('Hello?', { from: number });
  const feed = openInboxFeed({ ...on.ctx, db: database.db }, { everyMs: 20, pageSize: 2 });
  const scope = {
    workspaceId: on.fixture.workspaceId as WorkspaceId,
    actor: `member:${ana.id}`,
    permissions: new Set<never>(),
  };
  const gone = new AbortController();
  const heard = new Map<string, number>();
  const listen = ({ changed }: InboxNews) => {
    for (const { id, turn } of changed) heard.set(id, turn);
  };
  feed.follow(scope, listen, gone.signal);
  const touchAll = (turn: number) =>
    on.in((tx) =>
      tx.query(
        'update conversation_state set turn = $1, touched_at = clock_timestamp() where workspace_id = current_workspace()',
        [turn],
      ),
    );
  // A look that was on its way when all were touched may have seen some of them: the turn tells which it has told.
  const hears = async (turn: number) => {
    await touchAll(turn);
    await soon(() => [...heard.values()].filter((one) => one === turn).length === 5);
  };
  // The first look tells of nothing; what came within the seconds before it is told by the second.
  await hears(7);
  await hears(8);
  gone.abort();
});

test('news are told as server-sent events, in their order, until the reader goes away', async () => {
  const gone = new AbortController();
  let tell = (_news: InboxNews) => {};
  const events = tellNews((listener) => {
    tell = listener;
  }, gone.signal);
  expect((await events.next()).value).toContain('retry: 2000');
  const news = (turn: number): InboxNews => ({
    changed: [{ id: 'cnv_1', turn, state: 'open' }],
    writing: null,
  });
  tell(news(1));
  tell(news(2));
  const said = [(await events.next()).value, (await events.next()).value];
  expect(said.map((one) => JSON.parse(String(one).split('data: ')[1] ?? '').changed[0].turn)).toEqual([1, 2]);
  const last = events.next();
  gone.abort();
  expect((await last).done).toBe(true);
});
