import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { newColleague } from '../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { furnishVictim, marker, requestTo, type Victim } from '../../test/route-samples.ts';
import { isForKeys, type Permission, permissions } from '../accounts/index.ts';
import type { DeclaredRoute } from '../platform/http/server.ts';
import { generateOpenApi } from './generate-openapi.ts';

/**
 * Every route against everybody who must not get in: nobody, a program of this workspace that lacks the one permission,
 * and a program of another workspace that has them all. The list is the service's own, so a new route is tried too.
 */
let database: TestDatabase;
let app: TestApp;
let victim: Victim;
let stranger: Ask;
let foreignOwner: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  // A printed code needs the address at which people come.
  app = await testApp(database, { publicOrigin: 'https://texts.example.com' });
  victim = await furnishVictim(app);
  const elsewhere = await newWorkspace(database.db);
  stranger = await app.withKey(elsewhere, permissions);
  foreignOwner = await app.signedIn(elsewhere);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

// What anybody may ask. A route that is added here has been thought about.
const publicRoutes = [
  'GET /healthz',
  'GET /readyz',
  'GET /version',
  'GET /v1/openapi.json',
  'GET /v1/setup',
  'POST /v1/setup',
  'POST /v1/sign-in',
  'POST /v1/sign-in/code',
  'GET /v1/sign-in/oidc',
  'GET /v1/sign-in/oidc/callback',
  'POST /v1/sign-in/passkey',
  'POST /v1/sign-in/passkey/options',
  'POST /v1/enter',
  'POST /v1/invitation',
  'POST /v1/invitation/accept',
  'POST /v1/password/forgotten',
  'POST /v1/password/reset',
  'GET /callbacks/:gatewayId',
  'GET /callbacks/:gatewayId/*',
  'POST /callbacks/:gatewayId',
  'POST /callbacks/:gatewayId/*',
  'GET /e/:address',
  'POST /e/:address',
  'GET /j/:address',
  'POST /j/:address',
  'GET /r/:address',
  'POST /r/:address',
  'GET /l/:token',
  'GET /t.gif',
  'GET /t.js',
  'GET /p/:address/:kind',
  'GET /my',
  'GET /my/file',
  'POST /my',
  'GET /media/:token/:file',
  'GET /m/:address',
  'GET /m/:address/:file',
  'GET /assets/*',
  'GET /guides/*',
  'GET /*',
];

const nameOf = (route: DeclaredRoute) => `${route.method} ${route.url}`;
const guarded = () =>
  app.http.declaredRoutes.filter((route) => route.permission !== 'public' && route.method !== 'HEAD');

test('the public routes are those that we know of', () => {
  const found = app.http.declaredRoutes.filter(
    (route) => route.permission === 'public' && route.method !== 'HEAD',
  );
  expect(found.map(nameOf).sort()).toEqual([...publicRoutes].sort());
  expect(guarded().length).toBeGreaterThan(30);
});

test('nobody gets in without saying who he is', async () => {
  for (const route of guarded()) {
    const answer = await app.http.inject(requestTo(route, victim.ids));
    expect([nameOf(route), answer.statusCode, answer.headers['content-type']]).toEqual([
      nameOf(route),
      401,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body).not.toContain(marker);
  }
});

test('a key that may do everything else is refused, by name of what it lacks', async () => {
  for (const route of guarded().filter((one) => one.permission !== 'known')) {
    const others = permissions.filter((permission) => permission !== route.permission) as Permission[];
    const ask = await app.withKey(victim.workspaceId, others);
    const answer = await ask(requestTo(route, victim.ids));
    expect([nameOf(route), answer.statusCode, answer.json().code]).toEqual([
      nameOf(route),
      403,
      'permission.missing',
    ]);
    expect(answer.json().detail).toContain(route.permission);
    expect(answer.body).not.toContain(marker);
  }
});

test('whoever is kept to no list and no number is shown nobody, and told so where a page is about everybody', async () => {
  const reach = { senderIds: [], listIds: [] };
  const kept = await newColleague(app, victim.workspaceId, { role: 'agent', reach });
  const isAsked = ({ method, url }: DeclaredRoute) => method === 'GET' && !url.endsWith('stream');
  const isAboutPeople = ({ permission }: DeclaredRoute) =>
    ['contacts.read', 'messages.read', 'inbox.answer'].includes(permission);
  const people = ['+12025550199', ...['contacts', 'messages', 'conversations'].map((of) => victim.ids[of])];
  const refused = [];
  for (const route of guarded().filter((one) => isAsked(one) && isAboutPeople(one))) {
    const answer = await kept.ask(requestTo(route, victim.ids));
    if (answer.body.includes('"reach.everybody"')) refused.push(nameOf(route));
    expect([nameOf(route), people.filter((one) => answer.body.includes(one ?? ''))]).toEqual([
      nameOf(route),
      answer.statusCode === 404 ? expect.anything() : [],
    ]);
  }
  expect(refused).toContain('GET /v1/emergencies/:id/roster');
  expect(refused).toContain('GET /v1/surveys/:id/answers');
});

describe('a key of another workspace that may do everything there', () => {
  // What is under /v1/me is a person's own, and a key is nobody: app/tenants.db.test.ts tries it with people.
  const isAboutOneThing = (route: DeclaredRoute) =>
    route.url.includes('/:') && !route.url.startsWith('/v1/me/');
  const auditOf = async () =>
    (await database.db.tx(victim.workspaceId, (tx) => tx.query('select count(*)::int as n from audit_entry')))
      .rows[0]?.n;

  test('finds nothing at any address of this one, and changes nothing', async () => {
    const before = await auditOf();
    for (const route of guarded().filter(isAboutOneThing)) {
      // No key may manage members or approve, so an owner of the other workspace tries that.
      const ask = isForKeys(route.permission) ? stranger : foreignOwner;
      const answer = await ask(requestTo(route, victim.ids));
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 404]);
      expect(answer.body).not.toContain(marker);
    }
    expect(await auditOf()).toBe(before);
  });

  test('sees none of it in a list, and cannot build on it', async () => {
    // A stream has no end; what it tells of is asked of the database of its own workspace.
    const isAsked = ({ url }: DeclaredRoute) => url !== '/v1/sign-out' && !url.endsWith('stream');
    for (const route of guarded().filter((one) => !isAboutOneThing(one) && isAsked(one))) {
      const answer = await stranger(requestTo(route, victim.ids));
      expect([nameOf(route), answer.statusCode < 500]).toEqual([nameOf(route), true]);
      expect(answer.body).not.toContain(marker);
      const builds = /^POST .v1.(senders|campaigns|contacts|messages|messages.bulk)$/.test(nameOf(route));
      if (builds) expect([nameOf(route), answer.statusCode >= 400]).toEqual([nameOf(route), true]);
    }
  });

  test('would have found each of these, had it been its own: the samples are good', async () => {
    for (const route of guarded().filter((one) => isAboutOneThing(one) && one.method === 'GET')) {
      // No carrier runs here, and a stream has no end.
      if (/^.v1.rehearsal|stream$|gateways.:id.(numbers|balance)$/.test(route.url)) continue;
      const answer = await victim.ask(requestTo(route, victim.ids));
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 200]);
    }
  });
});

test('the description of the API is the one in the repository’s routes and names every guarded route', async () => {
  const { paths } = JSON.parse(await generateOpenApi()) as { paths: Record<string, object> };
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const missing = guarded()
    .map((route) => nameOf(route).replace(/:([a-z_]+)/gi, '{$1}'))
    .filter((name) => !described.includes(name));
  expect(missing).toEqual([]);
});
