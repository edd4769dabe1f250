import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { silentLog } from '../log.ts';
import { type Db, openDatabase, type SystemTx } from './pool.ts';
import { roles } from './roles.ts';

let database: TestDatabase;
let db: Db;
let workspaceId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  db = database.db;
  workspaceId = await newWorkspace(db);
});
afterAll(() => database.drop());

const addTag = (tag: string, contact: number) => ({
  name: 'add-tag',
  text: 'insert into contact_tag (workspace_id, tag, contact_id) values ($1, $2, $3)',
  values: [workspaceId, tag, contact],
});
const countTags = (tag: string) =>
  db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ n: number }>('select count(*) as n from contact_tag where tag = $1', [
      tag,
    ]);
    return rows[0]?.n;
  });

describe('a transaction', () => {
  test('keeps everything or nothing', async () => {
    const failing = db.tx(workspaceId, async (tx) => {
      await tx.query(addTag('half', 1));
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await countTags('half')).toBe(0);
  });

  test('tells whoever watches whether it was asked to be saved, and whether it is still under way', async () => {
    const watch = { underWay: 0, isSaving: false };
    const seen: number[] = [];
    const fail = db.watching(watch, () =>
      db.tx(workspaceId, async (tx) => {
        seen.push(watch.underWay);
        await tx.query(addTag('watched', 1));
        throw new Error('in the middle');
      }),
    );
    await expect(fail).rejects.toThrow('in the middle');
    expect([seen, watch]).toEqual([[1], { underWay: 0, isSaving: false }]);
    await db.tx(workspaceId, (tx) => tx.query(addTag('unwatched', 1)));
    expect(watch.isSaving).toBe(false);
    await db.watching(watch, () => db.tx(workspaceId, (tx) => tx.query(addTag('watched', 1))));
    expect(watch).toEqual({ underWay: 0, isSaving: true });
  });

  test('is refused when it ignored a failed statement, because PostgreSQL would drop it without a word', async () => {
    const careless = db.tx(workspaceId, async (tx) => {
      await tx.query(addTag('careless', 1));
      await tx.query('select 1 / 0').catch(() => {});
    });
    await expect(careless).rejects.toMatchObject({ code: 'database.rolled_back' });
    expect(await countTags('careless')).toBe(0);
  });

  test('answers bigint as number and timestamptz as Date', async () => {
    const { rows } = await db.system((tx) =>
      tx.query(
        `select 1::bigint << 52 as big, timestamptz '2026-11-01 06:30:00Z' as at, date '2026-11-01' as day`,
      ),
    );
    expect(rows).toEqual([{ big: 2 ** 52, at: new Date('2026-11-01T06:30:00Z'), day: '2026-11-01' }]);
  });

  test('runs named statements, others and COPY on the same connection', async () => {
    const tags = await db.tx(workspaceId, async (tx) => {
      await tx.query(addTag('mixed', 1));
      await tx.query(`insert into contact_tag values ($1, 'mixed', 2)`, [workspaceId]);
      await tx.query('create temporary table arriving (contact_id bigint) on commit drop');
      const copy = tx.copyIn('copy arriving from stdin');
      copy.end('3\n4\n');
      await once(copy, 'finish');
      await tx.query(`insert into contact_tag select $1, 'mixed', contact_id from arriving`, [workspaceId]);
      return tx.query(`select contact_id from contact_tag where tag = 'mixed' order by contact_id`);
    });
    expect(tags.rows.map((tag) => tag.contact_id)).toEqual([1, 2, 3, 4]);
  });

  test('answers what is asked for together in the order of asking, a statement that two of them name among it', async () => {
    const numbers = await db.tx(workspaceId, (tx) =>
      Promise.all(
        [1, 2, 3].map(async (n) => {
          const { rows } = await tx.query<{ n: number; at: number }>({
            name: 'asked_together',
            text: `select $1::integer as n, nextval('send_fence_seq') as at`,
            values: [n],
          });
          return rows[0];
        }),
      ),
    );
    expect(numbers.map((one) => one?.n)).toEqual([1, 2, 3]);
    const [first = 0, second = 0, third = 0] = numbers.map((one) => one?.at ?? 0);
    expect(first < second && second < third).toBe(true);
  });

  test('saves nothing of what was asked for together when one fails, and tells the first failure', async () => {
    const together = db.tx(workspaceId, (tx) =>
      Promise.all([
        tx.query(addTag('together', 1)),
        tx.query('select 1 / 0'),
        tx.query(addTag('together', 2)),
        tx.query(`select 'no number'::integer`),
      ]),
    );
    await expect(together).rejects.toThrow('division by zero');
    expect(await countTags('together')).toBe(0);
  });

  test('saves what was asked for before the end when the end is sent along, and tells its answers', async () => {
    const n = await db.tx(workspaceId, async (tx) => {
      const added = tx.query(addTag('ending', 1));
      const counted = tx.query<{ n: number }>(`select count(*) as n from contact_tag where tag = 'ending'`);
      tx.endsHere();
      await added;
      return (await counted).rows[0]?.n;
    });
    expect(n).toBe(1);
    expect(await countTags('ending')).toBe(1);
  });

  test('saves nothing when what was asked for before the end fails, and tells why', async () => {
    const failing = db.tx(workspaceId, async (tx) => {
      const asked = [tx.query(addTag('failing', 1)), tx.query('select 1 / 0')];
      tx.endsHere();
      await Promise.all(asked);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await countTags('failing')).toBe(0);
  });

  test('is seen by others before it is on the disk where that is asked for, and heard of after', async () => {
    await db.tx(workspaceId, async (tx) => {
      const added = tx.query(addTag('seen', 1));
      tx.endsHere('seen');
      await added;
    });
    expect(await countTags('seen')).toBe(1);
    // The connection has gone back to waiting for the disk.
    const { rows } = await db.system((tx) => tx.query('show synchronous_commit'));
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });

  test('saves nothing of what fails where others would see it at once', async () => {
    const failing = db.tx(workspaceId, async (tx) => {
      const asked = [tx.query(addTag('unseen', 1)), tx.query('select 1 / 0')];
      tx.endsHere('seen');
      await Promise.all(asked);
    });
    await expect(failing).rejects.toThrow('division by zero');
    const swallowing = db.tx(workspaceId, async (tx) => {
      const asked = [tx.query(addTag('unseen', 1)), tx.query('select 1 / 0')];
      tx.endsHere('seen');
      await Promise.allSettled(asked);
    });
    await expect(swallowing).rejects.toThrow();
    expect(await countTags('unseen')).toBe(0);
  });

  test('runs nothing that is asked for after the end', async () => {
    const late = db.tx(workspaceId, async (tx) => {
      tx.endsHere();
      await tx.query(addTag('late', 1));
    });
    await expect(late).rejects.toThrow('after the end of its transaction');
    expect(await countTags('late')).toBe(0);
  });

  test('sends statements together again after a COPY', async () => {
    const one = openDatabase({ url: database.url(roles.app), role: roles.app, log: silentLog, max: 1 });
    await one.tx(workspaceId, async (tx) => {
      await tx.query('create temporary table arriving (contact_id bigint) on commit drop');
      const copy = tx.copyIn('copy arriving from stdin');
      copy.end('3\n');
      await once(copy, 'finish');
    });
    const answers = await one.system((tx) =>
      Promise.all([tx.query('select 1 as n'), tx.query('select 2 as n')]),
    );
    expect(answers.map(({ rows }) => rows)).toEqual([[{ n: 1 }], [{ n: 2 }]]);
    await one.close();
  });

  test('takes no workspace id that is not one', async () => {
    await expect(
      db.tx("'; drop table contact; --", (tx) => tx.query('select * from contact')),
    ).rejects.toThrow();
    expect(await countTags('half')).toBe(0);
  });
});

describe('two transactions in each other’s way', () => {
  test('both succeed, because the one that PostgreSQL gives up runs again', async () => {
    await db.tx(workspaceId, async (tx) => {
      await tx.query(addTag('deadlock', 1));
      await tx.query(addTag('deadlock', 2));
    });
    let arrived = 0;
    const bothHoldOne = Promise.withResolvers<void>();
    const lockInOrder = (first: number, second: number) =>
      db.tx(workspaceId, async (tx) => {
        const lock = (contact: number) =>
          tx.query(`update contact_tag set tag = tag where tag = 'deadlock' and contact_id = $1`, [contact]);
        await lock(first);
        arrived += 1;
        if (arrived === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await lock(second);
      });
    await Promise.all([lockInOrder(1, 2), lockInOrder(2, 1)]);
    // One of them came twice, or, where both were given up at once, more often.
    expect(arrived).toBeGreaterThanOrEqual(3);
  });

  test('stop after three tries', async () => {
    let tries = 0;
    const hopeless = db.system(async (tx) => {
      tries += 1;
      await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await expect(hopeless).rejects.toMatchObject({ code: '40001' });
    expect(tries).toBe(3);
  });
});

describe('the role of a connection', () => {
  const whoAmI = async (url: string, role: string) => {
    const opened = openDatabase({ url, role, log: silentLog });
    try {
      return (await opened.system((tx) => tx.query<{ me: string }>('select current_user as me'))).rows[0]?.me;
    } finally {
      await opened.close();
    }
  };

  test('is the asked one, also when the URL logs in as a superuser', async () => {
    expect(await whoAmI(database.url('postgres'), roles.app)).toBe(roles.app);
  });

  test('cannot be changed by options in the URL', async () => {
    const sly = `${database.url('postgres')}&options=${encodeURIComponent('-c role=postgres -c work_mem=8MB')}`;
    expect(await whoAmI(sly, roles.app)).toBe(roles.app);
  });

  test('is refused when it may step over row security', async () => {
    await expect(whoAmI(database.url('postgres'), 'postgres')).rejects.toMatchObject({
      code: 'database.wrong_role',
    });
  });

  test('may not change the tables', async () => {
    await expect(db.system((tx) => tx.query('drop table contact'))).rejects.toThrow();
    await expect(db.tx(workspaceId, (tx) => tx.query('delete from consent_event'))).rejects.toThrow();
  });

  test('brings the session settings it was opened with', async () => {
    const opened = openDatabase({
      url: database.url(roles.worker),
      role: roles.worker,
      log: silentLog,
      settings: { enable_hashjoin: 'off', search_path: 'public, pg_temp' },
    });
    const { rows } = await opened.system((tx) =>
      tx.query(`select current_setting('enable_hashjoin') as hash, current_setting('search_path') as path`),
    );
    await opened.close();
    expect(rows).toEqual([{ hash: 'off', path: 'public, pg_temp' }]);
  });
});

test('a connection that is killed once the commit has left says that it may have been saved', async () => {
  const killed = db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    const asleep = tx.query('select pg_sleep(600)');
    tx.endsHere();
    const kill = (other: SystemTx) => other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await Promise.all([asleep, database.db.system(kill)]);
  });
  await expect(killed).rejects.toMatchObject({ name: 'OutcomeUnknown', code: 'database.outcome_unknown' });
});

test('a connection that is killed under a transaction becomes "later", and the pool goes on', async () => {
  const killed = db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.db.system((other) => other.query('select pg_terminate_backend($1)', [rows[0]?.pid]));
    await tx.query('select 1');
  });
  await expect(killed).rejects.toMatchObject({ code: 'database.away' });
  await expect(db.tx(randomUUID(), (tx) => tx.query('select 1'))).resolves.toMatchObject({ rowCount: 1 });
});
