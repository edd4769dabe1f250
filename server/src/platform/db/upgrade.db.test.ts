import { resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyDatabase } from '../../../test/database.ts';
import { silentLog } from '../log.ts';
import { migrate, readMigrations } from './migrate.ts';

const folder = resolve('server/migrations');

// Rows that belong to no workspace.
const unfenced = ['account', 'installation', 'pulse'];
// What the first 81 files did without effect, 0091 has made up for.
const checkedFrom = 82;
// And what these did, 0105 and 0119.
const madeUpFor = [96, 110, 116];

const withoutFunctions = (sql: string) => sql.replace(/\$(\w*)\$.*?\$\1\$/gs, '').replace(/^\s*--.*$/gm, '');

test('a migration that changes rows lifts the wall between workspaces, which is there for its owner too, and puts it back', () => {
  for (const { version, name, sql } of readMigrations(folder).slice(checkedFrom - 1)) {
    if (madeUpFor.includes(version)) continue;
    const bare = withoutFunctions(sql);
    for (const [, table = ''] of bare.matchAll(/^(?:update|insert into|delete from) (\w+)/gm)) {
      if (unfenced.includes(table)) continue;
      const lifted = bare.indexOf(`alter table ${table} no force row level security;`);
      const back = bare.indexOf(`alter table ${table} force row level security;`);
      expect(lifted >= 0 && back > lifted, `${name} changes rows of ${table}`).toBe(true);
    }
  }
});

describe('a database with rows of version 81', () => {
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let client: pg.Client;
  beforeEach(async () => {
    database = await emptyDatabase();
    await move(checkedFrom - 1);
    client = new pg.Client({ connectionString: database.url('postgres') });
    await client.connect();
    // What these rows point at is no matter here.
    await client.query('set session_replication_role = replica');
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const move = (upTo?: number) =>
    migrate({
      ...{ url: database.url('postgres'), folder, log: silentLog, rolesCanLogIn: true },
      ...(upTo !== undefined && { upTo }),
    });
  const id = '0193a0c0-0000-7000-8000-000000000001';

  test('keeps its ways, its limits and its words when it comes to the present', async () => {
    await client.query(
      `insert into workspace (id, name, country, time_zone) values ($1, 'Acme', 'US', 'America/New_York')`,
      [id],
    );
    await client.query(
      `insert into brand (workspace_id, id, name, help_contact) values ($1::uuid, $1::uuid, 'Acme', 'acme.example')`,
      [id],
    );
    await client.query(
      `insert into route (workspace_id, id, gateway_id, sender_kind, lanes, rank, created_at)
       values ($1::uuid, $1::uuid, $1::uuid, 'long_code', '{otp,transactional}', 1, now())`,
      [id],
    );
    await client.query(
      `insert into pace (workspace_id, level, subject, parts_per_second) values ($1::uuid, 'registration', $1::text || ':att', 75)`,
      [id],
    );
    await client.query(
      `insert into program (workspace_id, id, brand_id, name, purpose, disclosure, texts_per_month, status)
       values ($1::uuid, $1::uuid, $1::uuid, 'News', 'marketing', 'Texts from us', 4, 'live')`,
      [id],
    );
    await client.query(
      `insert into coupon_code (workspace_id, pool_id, place, code, given_at, contact_id) values ($1::uuid, $1::uuid, 7, 'SAVE-1', now(), 5)`,
      [id],
    );
    // More than 0112 had room for, before it was mended.
    await client.query(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, created_by)
       values ($1::uuid, $1::uuid, 'Spring', $1::uuid, $1::uuid, 'Hi', '{}', 'somebody')`,
      [id],
    );
    await client.query(
      `insert into campaign_guard (workspace_id, campaign_id, bounds, since, set_by, set_at)
       values ($1::uuid, $1::uuid, '{"mostSpent": 900000000000}', '{"spent": 12.5}', 'somebody', now())`,
      [id],
    );
    await move();
    const ask = async (sql: string) => (await client.query(sql)).rows;
    expect(await ask('select lanes from route')).toEqual([{ lanes: ['emergency', 'otp', 'transactional'] }]);
    expect(await ask(`select parts_per_second from pace where subject like '%:att_mms'`)).toEqual([
      { parts_per_second: 40 },
    ]);
    expect(await ask('select published_at is not null as is_published from program')).toEqual([
      { is_published: true },
    ]);
    expect(await ask('select body, version from program_words')).toEqual([
      { body: 'Texts from us', version: 1 },
    ]);
    expect(await ask('select contact_id::int as who, place::int as place from coupon_holder')).toEqual([
      { who: 5, place: 7 },
    ]);
    expect(await ask('select most::float8 as most from spend_limit')).toEqual([{ most: 900_000_000_012.5 }]);
    // The wall stands again, for everybody.
    expect(
      await ask(`select relname from pg_class where relname in ('route', 'pace', 'program', 'program_words',
        'campaign', 'conversation', 'conversation_state', 'coupon_code', 'coupon_holder') and not relforcerowsecurity`),
    ).toEqual([]);
  });

  test('goes on where a file had landed that was mended since', async () => {
    await move(112);
    await client.query('update migration set checksum = $1 where version = 112', [
      '2d63d9b58c95a3ce2e607407febb1d57d7c55f250635dce57b01eda85c725562',
    ]);
    expect((await move()).landed[0]).toMatch(/^0113_/);
    await client.query(`update migration set checksum = 'another' where version = 112`);
    await expect(move()).rejects.toMatchObject({ code: 'migration.changed' });
  });
});
