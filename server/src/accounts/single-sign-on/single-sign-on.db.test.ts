import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { cookiesOf, newColleague, siteHeaders } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import {
  clientId,
  clientSecret,
  type OidcIssuer,
  type Person,
  startOidcIssuer,
} from '../../../test/oidc-issuer.ts';
import { SoftwareAuthenticator } from '../../../test/software-authenticator.ts';
import { openSingleSignOn, type SingleSignOnSettings } from './single-sign-on.ts';

const redirectUri = `${siteHeaders.origin}/v1/sign-in/oidc/callback`;
let database: TestDatabase;
let issuer: OidcIssuer;
let workspaceId: string;
const apps: TestApp[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
  issuer = await startOidcIssuer(redirectUri);
  workspaceId = await newWorkspace(database.db);
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await issuer.close();
  await database.drop();
});

async function appWith(more: Partial<SingleSignOnSettings> = {}): Promise<TestApp> {
  const settings = {
    ...{ issuer: issuer.issuer, clientId, clientSecret, name: 'Example Login', redirectUri },
    ...{ domains: null, defaultRole: null, isSecondFactor: false },
    ...more,
  };
  const singleSignOn = openSingleSignOn(settings);
  const app = await testApp(database, { publicOrigin: siteHeaders.origin, singleSignOn });
  apps.push(app);
  return app;
}

let people = 0;
const newPerson = (more: Partial<Person> = {}): Person => {
  people += 1;
  const email = `person${people}@example.com`;
  return { sub: `subject-${people}`, email, email_verified: true, name: `Person ${people}`, ...more };
};
const invite = async (app: TestApp, email = '') => {
  const ask = await app.signedIn(workspaceId);
  const payload = { email, role: 'agent' };
  expect((await ask({ method: 'POST', url: '/v1/invitations', payload })).statusCode).toBe(201);
};

const headers = { host: siteHeaders.host };
const leave = async (app: TestApp, query = '') => {
  const left = await app.http.inject({ url: `/v1/sign-in/oidc${query}`, headers });
  return { place: String(left.headers.location), cookie: cookiesOf(left) };
};
const comeBack = async (app: TestApp, back: URL, cookie: string) => {
  const answer = await app.http.inject({
    url: `${back.pathname}${back.search}`,
    headers: { ...headers, cookie },
  });
  expect(answer.statusCode).toBe(302);
  return { answer, place: new URL(String(answer.headers.location), siteHeaders.origin) };
};
async function signIn(app: TestApp, person: Person, query = '') {
  const { place, cookie } = await leave(app, query);
  return comeBack(app, await issuer.walk(place, person), cookie);
}
const problemOf = ({ place, answer }: Awaited<ReturnType<typeof comeBack>>) => {
  expect(cookiesOf(answer)).not.toContain('__Host-tidings=');
  return `${place.pathname} ${place.searchParams.get('problem')}`;
};
const me = async (app: TestApp, answer: Parameters<typeof cookiesOf>[0]) =>
  (await app.http.inject({ url: '/v1/me', headers: { ...siteHeaders, cookie: cookiesOf(answer) } })).json();

describe('somebody who is invited', () => {
  test('gets an account, joins, and is known the next time by who they are and not by their address', async () => {
    const app = await appWith();
    const person = newPerson();
    await invite(app, person.email);
    const first = await signIn(app, person, '?next=/people%3Fsearch%3Dann');
    expect(`${first.place.pathname}${first.place.search}`).toBe('/people?search=ann');
    expect((await me(app, first.answer)).account).toMatchObject({ name: person.name, email: person.email });
    const later = await signIn(app, { ...person, email: 'married@example.com' });
    expect((await me(app, later.answer)).account.email).toBe(person.email);
  });

  test('goes to the issuer with a challenge, a state and a nonce of this sign-in', async () => {
    const app = await appWith();
    const [one, other] = [await leave(app), await leave(app)];
    const query = new URL(one.place).searchParams;
    expect([query.get('code_challenge_method'), query.get('redirect_uri')]).toEqual(['S256', redirectUri]);
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(query.get(name)).not.toBe(new URL(other.place).searchParams.get(name));
    expect((await app.http.inject({ url: '/v1/setup' })).json().single_sign_on).toBe('Example Login');
  });

  test.each(['https://example.net/', '//example.net', '/\\example.net', '/%09/example.net'])(
    'is sent to no other site afterwards: %s',
    async (next) => {
      const app = await appWith();
      const person = newPerson();
      await invite(app, person.email);
      const { place } = await signIn(app, person, `?next=${encodeURIComponent(next)}`);
      expect(place.origin).toBe(siteHeaders.origin);
    },
  );
});

describe('somebody who works here already', () => {
  test('is linked by the same verified address, and shown to have come by it', async () => {
    const app = await appWith();
    const person = newPerson();
    const colleague = await newColleague(app, workspaceId, { email: person.email ?? '' });
    const { answer } = await signIn(app, { ...person, email: person.email?.toUpperCase() ?? '' });
    expect((await me(app, answer)).account.email).toBe(person.email);
    const { data } = (await colleague.ask({ url: '/v1/me/sessions' })).json();
    expect(data.map(({ method }: { method: string }) => method)).toContain('oidc');
  });

  test('is not opened to somebody else whom the issuer gave the address since', async () => {
    const app = await appWith();
    const person = newPerson();
    await newColleague(app, workspaceId, { email: person.email ?? '' });
    await signIn(app, person);
    const successor = { ...person, sub: 'the successor' };
    expect(problemOf(await signIn(app, successor))).toBe('/sign-in single_sign_on.other_person');
  });

  test('is asked for the second factor, unless the issuer is trusted with it', async () => {
    const app = await appWith();
    const person = newPerson();
    const colleague = await newColleague(app, workspaceId, { email: person.email ?? '' });
    const asked = await colleague.ask({ method: 'POST', url: '/v1/me/passkeys/options' });
    const credential = new SoftwareAuthenticator(siteHeaders.origin).create(asked.json());
    const cookie = `${colleague.cookie}; ${cookiesOf(asked)}`;
    const payload = { name: 'A key', credential };
    await app.http.inject({
      ...{ method: 'POST', url: '/v1/me/passkeys', payload },
      headers: { ...siteHeaders, cookie },
    });
    const half = await signIn(app, person);
    expect(`${half.place.pathname} ${half.place.searchParams.get('step')}`).toBe('/sign-in second_factor');
    expect(half.answer.cookies.map(({ name }) => name)).toContain('__Host-tidings-step');
    expect(half.answer.cookies.map(({ name }) => name)).not.toContain('__Host-tidings');
    const trusting = await appWith({ isSecondFactor: true });
    const whole = await signIn(trusting, person);
    expect((await me(trusting, whole.answer)).account.email).toBe(person.email);
  });
});

describe('somebody whom nobody has invited', () => {
  test('does not get in', async () => {
    expect(problemOf(await signIn(await appWith(), newPerson()))).toBe('/sign-in single_sign_on.not_invited');
  });

  test('joins the first workspace where people of the domain may', async () => {
    const app = await appWith({ domains: ['example.com'], defaultRole: 'analyst' });
    const { answer } = await signIn(app, newPerson());
    const { permissions } = await me(app, answer);
    expect(permissions).toContain('campaigns.read');
    expect(permissions).not.toContain('campaigns.launch');
  });

  test('does not get in from another domain, be it one that only ends the same', async () => {
    const app = await appWith({ domains: ['example.com'], defaultRole: 'analyst' });
    for (const email of ['ann@example.org', 'ann@notexample.com', 'ann@example.com.example.org'])
      expect(problemOf(await signIn(app, newPerson({ email })))).toBe('/sign-in single_sign_on.other_domain');
  });
});

describe('nobody gets in', () => {
  test.each<[string, Partial<Person>]>([
    ['whose address is not verified', { email_verified: false }],
    ['of whom the issuer does not say whether it is', { email_verified: undefined }],
  ])('%s', async (_what, more) => {
    const app = await appWith();
    const person = newPerson(more);
    await invite(app, person.email);
    expect(problemOf(await signIn(app, person))).toBe('/sign-in single_sign_on.unverified');
  });

  test('with a state, a nonce or an issuer of another sign-in', async () => {
    const app = await appWith();
    const person = newPerson();
    await invite(app, person.email);
    for (const name of ['state', 'iss']) {
      const { place, cookie } = await leave(app);
      const back = await issuer.walk(place, person);
      back.searchParams.set(name, 'https://login.example.net');
      expect(problemOf(await comeBack(app, back, cookie))).toBe('/sign-in single_sign_on.refused');
    }
    const { place, cookie } = await leave(app);
    const back = await issuer.walk(place, person);
    await database.db.system((tx) =>
      tx.query(`update sign_in_step set detail = detail || '{"nonce": "another"}' where kind = 'oidc'`),
    );
    expect(problemOf(await comeBack(app, back, cookie))).toBe('/sign-in single_sign_on.refused');
    expect(problemOf(await signIn(app, { ...person, email_verified: false }))).toContain('unverified');
    expect((await signIn(app, person)).place.pathname).toBe('/');
  });

  test('in another browser, or twice by the same answer', async () => {
    const app = await appWith();
    const person = newPerson();
    await invite(app, person.email);
    const { place, cookie } = await leave(app);
    const back = await issuer.walk(place, person);
    expect(problemOf(await comeBack(app, back, ''))).toBe('/sign-in sign_in.step_ended');
    expect((await comeBack(app, back, cookie)).place.pathname).toBe('/');
    expect(problemOf(await comeBack(app, back, cookie))).toBe('/sign-in sign_in.step_ended');
  });

  test('by an issuer that calls itself otherwise than it was set', async () => {
    const app = await appWith({ issuer: issuer.issuer.replace('127.0.0.1', 'localhost') });
    const left = await app.http.inject({ url: '/v1/sign-in/oidc', headers });
    expect(String(left.headers.location)).toBe('/sign-in?next=%2F&problem=single_sign_on.away');
  });
});

test('without one set there is none, and the sign-in page is told so', async () => {
  const app = await testApp(database);
  apps.push(app);
  const left = await app.http.inject({ url: '/v1/sign-in/oidc', headers });
  expect(String(left.headers.location)).toBe('/sign-in?next=%2F&problem=single_sign_on.not_set');
  expect((await app.http.inject({ url: '/v1/setup' })).json().single_sign_on).toBeNull();
});
