import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { newColleague } from '../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { furnishVictim, marker, requestTo, type Victim } from '../../test/route-samples.ts';
import { roles } from '../accounts/index.ts';
import type { DeclaredRoute } from '../platform/http/server.ts';

/**
 * Every route that is about something, asked by every role of another workspace: for what belongs to others, and for what
 * nobody has. The two answers must be one and the same but for the id that was asked and the id of the request; else
 * asking would tell what others have. The list of routes is the service's own, so a new route is tried too.
 */
let database: TestDatabase;
let app: TestApp;
let victim: Victim;
beforeAll(async () => {
  database = await cloneDatabase();
  // A printed code needs the address at which people come.
  app = await testApp(database, { publicOrigin: 'https://texts.example.com' });
  victim = await furnishVictim(app);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

/** Ids of the same shape that nobody has. */
function missingIds(): Victim['ids'] {
  return Object.fromEntries(
    Object.entries(victim.ids).map(([what, id]) => {
      const [prefix = '', rest = ''] = id.split('_');
      const none = /^\d+$/.test(rest) ? '8999999999999' : app.ctx.ids.uuid().replaceAll('-', '');
      return [what, `${prefix}_${none}`];
    }),
  );
}

const nameOf = (route: DeclaredRoute) => `${route.method} ${route.url}`;
const guarded = () =>
  app.http.declaredRoutes.filter((route) => route.permission !== 'public' && route.method !== 'HEAD');

/** Only requests that carry an id of somebody's tell the two apart. */
const carriesIds = (route: DeclaredRoute, none: Victim['ids']) =>
  JSON.stringify(requestTo(route, victim.ids)) !== JSON.stringify(requestTo(route, none));

async function askWith(ask: Ask, route: DeclaredRoute, ids: Victim['ids']) {
  const answer = await ask(requestTo(route, ids));
  const plain = Object.values(ids).reduce((body, id) => body.replaceAll(id, 'ID'), answer.body);
  return { status: answer.statusCode, body: plain.replace(/req_[0-9a-f]{32}/g, 'REQUEST') };
}

describe.each(roles)('a foreign %s', (role) => {
  test('is told the same of what others have as of what nobody has, on every route', async () => {
    const stranger = await newColleague(app, await newWorkspace(database.db), { role });
    const none = missingIds();
    const routes = guarded().filter((route) => carriesIds(route, none));
    expect(routes.length).toBeGreaterThan(30);
    for (const route of routes) {
      const foreign = await askWith(stranger.ask, route, victim.ids);
      const missing = await askWith(stranger.ask, route, none);
      expect([nameOf(route), foreign]).toEqual([nameOf(route), missing]);
      expect([nameOf(route), foreign.status >= 400, foreign.status < 500]).toEqual([
        nameOf(route),
        true,
        true,
      ]);
      expect(foreign.body).not.toContain(marker);
    }
  });
});

test('a member of the workspace finds what is theirs: the ids are good', async () => {
  const owner = await newColleague(app, victim.workspaceId, { role: 'owner' });
  const none = missingIds();
  const routes = guarded().filter(
    (route) =>
      route.method === 'GET' &&
      carriesIds(route, none) &&
      // No carrier runs here, so that none can say which numbers it has and what is on the account.
      !/^.v1.rehearsal|stream$|gateways.:id.(numbers|balance)$/.test(route.url),
  );
  for (const route of routes) {
    const [own, missing] = [
      await askWith(owner.ask, route, victim.ids),
      await askWith(owner.ask, route, none),
    ];
    expect([nameOf(route), own.status, missing.status]).toEqual([nameOf(route), 200, 404]);
  }
});

/**
 * A broken setting: the fence of the database is taken down, as if a table had been made without it. What queries say
 * themselves must then keep workspaces apart. The last test of the file, since nothing is fenced after it.
 */
test('with row security off, an owner of another workspace still reaches nothing', async () => {
  const elsewhere = await newWorkspace(database.db);
  const stranger = await newColleague(app, elsewhere, { role: 'owner' });
  await takeDownTheFence();
  const { rows } = await database.db.tx(elsewhere, (tx) =>
    tx.query('select count(*)::int as n from contact where workspace_id = $1', [victim.workspaceId]),
  );
  expect(rows[0]?.n).toBeGreaterThan(0);
  const none = missingIds();
  const endsTheSession = /sign-out|me.leave/;
  const routes = guarded().filter(
    (route) => !/^.v1.rehearsal|stream$/.test(route.url) && !endsTheSession.test(route.url),
  );
  for (const route of routes) {
    const answer = await askWith(stranger.ask, route, victim.ids);
    expect([nameOf(route), answer.body.includes(marker), answer.status < 500]).toEqual([
      nameOf(route),
      false,
      true,
    ]);
    if (carriesIds(route, none)) expect([nameOf(route), answer.status >= 400]).toEqual([nameOf(route), true]);
  }
});

async function takeDownTheFence(): Promise<void> {
  const superuser = new pg.Client({ connectionString: database.url('postgres') });
  await superuser.connect();
  const { rows } = await superuser.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`,
  );
  for (const { name } of rows) await superuser.query(`alter table ${name} disable row level security`);
  await superuser.end();
}
