import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import type { Db, Tx } from '../platform/db/pool.ts';
import { NotNow, OutcomeUnknown } from '../platform/errors.ts';
import { accountJobs } from './accounts.jobs.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function caller() {
  const workspaceId = await newWorkspace(database.db);
  return { workspaceId, ask: await app.signedIn(workspaceId) };
}
const makeList = (ask: Ask, name: string, key: string, url = '/v1/lists') =>
  ask({ method: 'POST', url, payload: { name }, headers: { 'idempotency-key': key } });
const countLists = async (workspaceId: string) =>
  (await database.db.tx(workspaceId, (tx) => tx.query('select count(*)::int as n from contact_list'))).rows[0]
    ?.n;

describe('a POST that is sent again under its key', () => {
  test('gets the answer of the first, and is done once', async () => {
    const { ask, workspaceId } = await caller();
    const first = await makeList(ask, 'Regulars', 'a1');
    const second = await makeList(ask, 'Regulars', 'a1');
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await countLists(workspaceId)).toBe(1);
  });

  test('with another body, or elsewhere, is refused', async () => {
    const { ask } = await caller();
    await makeList(ask, 'Regulars', 'a1');
    const others = [
      await makeList(ask, 'Newcomers', 'a1'),
      await makeList(ask, 'Regulars', 'a1', '/v1/lists?x=1'),
    ];
    for (const other of others)
      expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency.other_request']);
  });

  test('by somebody else is refused and shown nothing', async () => {
    const { ask, workspaceId } = await caller();
    await makeList(ask, 'Regulars', 'a1');
    const colleague = await app.signedIn(workspaceId);
    expect((await makeList(colleague, 'Regulars', 'a1')).json().code).toBe('idempotency.other_request');
  });

  test('in another workspace is another request', async () => {
    const [one, two] = [await caller(), await caller()];
    const answers = [await makeList(one.ask, 'Regulars', 'a1'), await makeList(two.ask, 'Regulars', 'a1')];
    expect(answers.map((answer) => answer.statusCode)).toEqual([201, 201]);
    expect(answers[1]?.json().id).not.toBe(answers[0]?.json().id);
  });

  test('five at once are done once; the others wait or get the same', async () => {
    const { ask, workspaceId } = await caller();
    const answers = await Promise.all(Array.from({ length: 5 }, () => makeList(ask, 'Regulars', 'a1')));
    const codes = answers.map((answer) => answer.statusCode);
    expect(codes.every((code) => code === 201 || code === 409)).toBe(true);
    expect(codes).toContain(201);
    expect(await countLists(workspaceId)).toBe(1);
  });
});

describe('a key', () => {
  test('is free again when its request was refused', async () => {
    const { ask } = await caller();
    await makeList(ask, 'Regulars', 'a1');
    expect((await makeList(ask, 'Regulars', 'a2')).statusCode).toBe(409);
    expect((await makeList(ask, 'Others', 'a2')).statusCode).toBe(201);
  });

  test('whose request never came to an answer is not worked on twice', async () => {
    const { ask, workspaceId } = await caller();
    await makeList(ask, 'Regulars', 'a1');
    const forget = (age: string) =>
      database.db.tx(workspaceId, (tx) =>
        tx.query(`update idempotency_key set status = null, created_at = now() - interval '${age}'`),
      );
    await forget('1 second');
    expect((await makeList(ask, 'Regulars', 'a1')).json().code).toBe('idempotency.in_flight');
    await forget('10 minutes');
    expect((await makeList(ask, 'Regulars', 'a1')).json().code).toBe('idempotency.unknown_outcome');
  });

  test('is kept for three days, and forgotten at the sweep after them', async () => {
    const { ask, workspaceId } = await caller();
    await makeList(ask, 'Regulars', 'a1');
    const leftAfter = async (age: string) => {
      await database.db.tx(workspaceId, (tx) =>
        tx.query(`update idempotency_key set created_at = now() - interval '${age}'`),
      );
      await accountJobs(null)['accounts.sweep'](testContext(database.worker));
      return (await database.db.tx(workspaceId, (tx) => tx.query('select 1 from idempotency_key'))).rowCount;
    };
    expect([await leftAfter('71 hours'), await leftAfter('73 hours')]).toEqual([1, 0]);
  });

  test.each(['', 'with spaces', 'ü', 'x'.repeat(256)])('cannot be %j', async (key) => {
    const { ask } = await caller();
    const answer = await makeList(ask, 'Regulars', key);
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'idempotency.bad_key']);
  });
});

describe('a request that ended in trouble', () => {
  /** Lists are made, and what follows goes wrong in this way. */
  async function brokenBy(trouble: Error, isDone: boolean) {
    const { db } = database;
    const isMaking = (asked: unknown) => String(asked).includes('insert into contact_list');
    const watched = (tx: Tx, note: () => void): Tx =>
      Object.create(tx, {
        query: {
          value: (asked: string, values?: unknown[]) => {
            if (isMaking((asked as { text?: string }).text ?? asked)) note();
            return tx.query(asked, values);
          },
        },
      });
    let isBroken = true;
    const breaking: Db = {
      ...db,
      async tx(workspaceId, work) {
        let isMade = false;
        const answer = await db.tx(workspaceId, async (tx) => {
          const result = await work(
            watched(tx, () => {
              isMade = isBroken;
            }),
          );
          if (isMade && !isDone) throw trouble;
          return result;
        });
        if (isMade) throw trouble;
        return answer;
      },
    };
    const broken = await testApp(database, {}, testContext(breaking));
    const workspaceId = await newWorkspace(db);
    const ask = await broken.signedIn(workspaceId);
    const first = await makeList(ask, 'Regulars', 'a1');
    isBroken = false;
    const second = await makeList(ask, 'Regulars', 'a1');
    await broken.close();
    return { codes: [first.statusCode, second.json().code], status: second.statusCode, workspaceId };
  }

  test.each([
    [500, new OutcomeUnknown('database.outcome_unknown', 'Look.')],
    [503, new NotNow('database.away', 'Later.')],
    [500, new Error('A mistake of ours.')],
  ])('with %i may have been done, and is not done again', async (status, trouble) => {
    const { codes, workspaceId } = await brokenBy(trouble, true);
    expect(codes).toEqual([status, 'idempotency.unknown_outcome']);
    expect(await countLists(workspaceId)).toBe(1);
  });

  test.each([
    [503, new NotNow('database.away', 'Later.')],
    [500, new Error('A mistake of ours.')],
  ])('with %i before anything was to be saved did nothing, and its key is free', async (code, trouble) => {
    const { codes, status, workspaceId } = await brokenBy(trouble, false);
    expect([codes[0], status]).toEqual([code, 201]);
    expect(await countLists(workspaceId)).toBe(1);
  });

  test('because something else was away was refused, and its key is free', async () => {
    const { codes, status, workspaceId } = await brokenBy(
      new NotNow('gateway.carrier_away', 'Later.'),
      false,
    );
    expect([codes[0], status]).toEqual([503, 201]);
    expect(await countLists(workspaceId)).toBe(1);
  });
});

describe('while the database is away', () => {
  /** It goes away when it is told to, in the middle of a transaction or over its commit, and comes back when it is told to. */
  async function falling() {
    const { db } = database;
    const away = () => new NotNow('database.away', 'Later.');
    let state: 'there' | 'falls_after_claim' | 'falls_with_claim' | 'away' = 'there';
    const tx: Db['tx'] = async (workspaceId, work) => {
      if (state === 'away') throw away();
      let isClaim = false;
      const answer = await db.tx(workspaceId, (inner) =>
        work(
          Object.create(inner, {
            query: {
              value: (asked: string, values?: unknown[]) => {
                if (String(asked).includes('insert into idempotency_key')) isClaim = true;
                return inner.query(asked, values);
              },
            },
          }),
        ),
      );
      if (!isClaim || state === 'there') return answer;
      const isLost = state === 'falls_with_claim';
      state = 'away';
      if (isLost) throw new OutcomeUnknown('database.outcome_unknown', 'Look.');
      return answer;
    };
    const fallen = await testApp(database, {}, testContext({ ...db, tx }));
    const workspaceId = await newWorkspace(db);
    const ask = await fallen.signedIn(workspaceId);
    return {
      ask,
      workspaceId,
      close: () => fallen.close(),
      become(next: typeof state) {
        state = next;
      },
    };
  }

  test.each([
    ['falls_after_claim', 503],
    ['falls_with_claim', 500],
  ] as const)(
    'a request for which it %s did nothing, and its key is free once it is back',
    async (fall, code) => {
      const { ask, workspaceId, close, become } = await falling();
      become(fall);
      expect((await makeList(ask, 'Regulars', 'a1')).statusCode).toBe(code);
      become('there');
      expect((await makeList(ask, 'Regulars', 'a1')).statusCode).toBe(201);
      expect(await countLists(workspaceId)).toBe(1);
      await close();
    },
  );
});

test('an answer with a secret is not kept; its repeat is told what to do', async () => {
  const { ask, workspaceId } = await caller();
  const make = () =>
    ask({
      method: 'POST',
      url: '/v1/api-keys',
      payload: { name: 'A key', scopes: ['workspace.read'] },
      headers: { 'idempotency-key': 'a1' },
    });
  expect((await make()).statusCode).toBe(201);
  const again = await make();
  expect([again.statusCode, again.json().code]).toEqual([409, 'idempotency.answer_not_kept']);
  const { rows } = await database.db.tx(workspaceId, (tx) => tx.query('select body from idempotency_key'));
  expect(rows).toEqual([{ body: null }]);
});
