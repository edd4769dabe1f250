import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { drainJobs, enqueue } from '../platform/jobs/index.ts';
import { insertAccount } from './account.queries.ts';
import { accountJobs } from './accounts.jobs.ts';
import { insertMember } from './members/member.queries.ts';
import { hashPassword } from './passwords/password.ts';
import { findOpenSession } from './session.queries.ts';
import { hashOfSession } from './session.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, { trustProxy: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const password = 'violet kettle harbour';
let people = 0;

/** A new member with an address of their own, and a network address nobody has failed from. */
async function newPerson() {
  people += 1;
  const workspaceId = await newWorkspace(database.db);
  const email = `person${people}@example.com`;
  const id = app.ctx.ids.uuid();
  const passwordHash = await hashPassword(password);
  await app.ctx.db.tx(workspaceId, async (tx) => {
    await insertAccount(tx, { id, email, name: 'A person', passwordHash });
    await insertMember(tx, id, 'marketer');
  });
  return { id, email, workspaceId, from: `198.51.100.${people}` };
}

type Options = { email: string; password?: string; from: string; cookie?: string; origin?: string };
const signIn = ({ email, password: given = password, from, cookie, origin }: Options) =>
  app.http.inject({
    method: 'POST',
    url: '/v1/sign-in',
    headers: { 'x-forwarded-for': from, ...(cookie ? { cookie } : {}), ...(origin ? { origin } : {}) },
    payload: { email, password: given },
  });
const cookiesOf = (answer: Awaited<ReturnType<typeof signIn>>) =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const me = (cookie: string) => app.http.inject({ url: '/v1/me', headers: { cookie } });

describe('signing in', () => {
  test('opens a session with the permissions of the role', async () => {
    const person = await newPerson();
    const answer = await signIn({ ...person, email: person.email.toUpperCase() });
    expect(answer.statusCode).toBe(200);
    expect(answer.json().permissions).toContain('campaigns.launch');
    expect(answer.json().permissions).not.toContain('workspace.admin');
    const session = answer.cookies.find((cookie) => cookie.name === '__Host-tidings');
    expect(session).toMatchObject({
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
      path: '/',
      maxAge: 604_800,
    });
    expect((await me(cookiesOf(answer))).json().account.email).toBe(person.email);
  });

  test('refuses a wrong password and an unknown address in the very same words', async () => {
    const person = await newPerson();
    const wrong = await signIn({ ...person, password: 'not the password' });
    const unknown = await signIn({ email: 'nobody@example.com', from: person.from });
    const wordsOf = (answer: typeof wrong) => ({ ...answer.json(), request_id: '' });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'sign_in.refused']);
    expect(wordsOf(unknown)).toEqual(wordsOf(wrong));
    expect(unknown.cookies).toEqual([]);
  });

  test('gives a new token each time and ends the session the browser had before', async () => {
    const person = await newPerson();
    const first = cookiesOf(await signIn(person));
    const second = cookiesOf(await signIn({ ...person, cookie: first }));
    expect(second).not.toBe(first);
    expect([(await me(first)).statusCode, (await me(second)).statusCode]).toEqual([401, 200]);
  });

  test('keeps no token that could be used, only its hash', async () => {
    const person = await newPerson();
    const token = (await signIn(person)).cookies.find(({ name }) => name === '__Host-tidings')?.value ?? '';
    const { rows } = await database.db.system((tx) => tx.query('select session::text as row from session'));
    expect(token.length).toBeGreaterThanOrEqual(43);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  test('is refused to another site’s page', async () => {
    const answer = await signIn({ ...(await newPerson()), origin: 'https://evil.example' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'csrf.wrong_origin']);
  });
});

describe('guessing passwords', () => {
  test('is slowed down after five tries, and says for how long', async () => {
    const person = await newPerson();
    const codes: number[] = [];
    for (let guess = 0; guess < 7; guess += 1)
      codes.push((await signIn({ ...person, password: `guess ${guess}` })).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 401, 401, 429]);
    const blocked = await signIn(person);
    expect([blocked.statusCode, blocked.json().code]).toEqual([429, 'sign_in.too_many_attempts']);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('many at once count as many', async () => {
    const person = await newPerson();
    const guesses = Array.from({ length: 20 }, (_, guess) =>
      signIn({ ...person, from: `203.0.113.${guess}`, password: `guess ${guess}` }),
    );
    const codes = (await Promise.all(guesses)).map((answer) => answer.statusCode);
    expect(codes.filter((code) => code === 401)).toHaveLength(6);
    expect(codes.filter((code) => code === 429)).toHaveLength(14);
  });

  test('is slowed down for accounts that do not exist as well', async () => {
    const nobody = { email: 'nobody-at-all@example.com', from: '203.0.113.200' };
    for (let guess = 0; guess < 6; guess += 1) await signIn(nobody);
    expect((await signIn(nobody)).statusCode).toBe(429);
  });

  test('from one address at many accounts is slowed down too', async () => {
    const from = '203.0.113.201';
    const codes: number[] = [];
    for (let guess = 0; guess < 32; guess += 1)
      codes.push((await signIn({ email: `user${guess}@example.com`, from })).statusCode);
    expect(codes.slice(0, 31)).toEqual(Array(31).fill(401));
    expect(codes[31]).toBe(429);
  });

  test('does not keep the owner out who has signed in from this browser before', async () => {
    const person = await newPerson();
    const cookie = cookiesOf(await signIn(person));
    for (let guess = 0; guess < 7; guess += 1)
      await signIn({ ...person, from: `203.0.113.${guess + 30}`, password: 'a guess' });
    expect((await signIn({ ...person, from: '203.0.113.50' })).statusCode).toBe(429);
    expect((await signIn({ ...person, from: '203.0.113.51', cookie })).statusCode).toBe(200);
  });

  test('wrongly four times and then rightly is forgotten', async () => {
    const person = await newPerson();
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 4; guess += 1) await signIn({ ...person, password: 'a slip' });
      expect((await signIn(person)).statusCode).toBe(200);
    }
  });
});

describe('a session', () => {
  const age = (email: string, change: string) =>
    database.db.system((tx) =>
      tx.query(`update session set ${change} where account_id = (select id from account where email = $1)`, [
        email,
      ]),
    );

  test.each([
    ['after twelve hours without use', "last_seen_at = now() - interval '12 hours 1 minute'"],
    ['after a week, used or not', "expires_at = now() - interval '1 second'"],
  ])('ends %s', async (_when, change) => {
    const person = await newPerson();
    const cookie = cookiesOf(await signIn(person));
    expect((await me(cookie)).statusCode).toBe(200);
    await age(person.email, change);
    const answer = await me(cookie);
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session.ended']);
  });

  test('stays alive by being used', async () => {
    const person = await newPerson();
    const cookie = cookiesOf(await signIn(person));
    await age(person.email, "last_seen_at = now() - interval '11 hours'");
    const wasSeen = async () => {
      const { rows } = await database.db.system((tx) =>
        tx.query(
          "select last_seen_at > now() - interval '1 minute' as is_fresh from session where account_id = $1",
          [person.id],
        ),
      );
      return rows[0]?.is_fresh;
    };
    // As a stream is asked about that somebody left open.
    const hash = hashOfSession(/__Host-tidings=([^;]+)/.exec(cookie)?.[1] ?? '');
    const found = await database.db.system((tx) => findOpenSession(tx, hash, { isUse: false }));
    expect([found?.accountId, await wasSeen()]).toEqual([person.id, false]);
    expect((await me(cookie)).statusCode).toBe(200);
    expect(await wasSeen()).toBe(true);
  });

  test('ends by signing out, for whoever copied the cookie too', async () => {
    const person = await newPerson();
    const cookie = cookiesOf(await signIn(person));
    const headers = {
      cookie,
      host: 'texts.example.com',
      origin: 'https://texts.example.com',
      'x-tidings-csrf': '1',
    };
    const answer = await app.http.inject({ method: 'POST', url: '/v1/sign-out', headers });
    expect([answer.statusCode, answer.cookies[0]?.value]).toEqual([204, '']);
    expect((await me(cookie)).statusCode).toBe(401);
  });

  test('ends with the membership, and shrinks with the role', async () => {
    const person = await newPerson();
    const cookie = cookiesOf(await signIn(person));
    await database.db.tx(person.workspaceId, (tx) => tx.query("update member set role = 'analyst'"));
    expect((await me(cookie)).json().permissions).not.toContain('campaigns.launch');
    await database.db.tx(person.workspaceId, (tx) => tx.query('delete from member'));
    expect((await me(cookie)).statusCode).toBe(401);
  });

  test('cannot be made up', async () => {
    expect((await me(`__Host-tidings=${app.ctx.ids.token()}`)).statusCode).toBe(401);
  });
});

test('a request that changes something needs the header and the origin, whatever the cookie', async () => {
  const cookie = cookiesOf(await signIn(await newPerson()));
  const post = (headers: Record<string, string>) =>
    app.http.inject({
      method: 'POST',
      url: '/v1/sign-out',
      headers: { cookie, host: 'texts.example.com', ...headers },
    });
  expect((await post({})).json().code).toBe('csrf.header_missing');
  expect((await post({ 'x-tidings-csrf': '1' })).json().code).toBe('csrf.wrong_origin');
  const fromElsewhere = { 'x-tidings-csrf': '1', origin: 'https://evil.example' };
  expect((await post(fromElsewhere)).json().code).toBe('csrf.wrong_origin');
  expect((await me(cookie)).statusCode).toBe(200);
});

test('what has run out is swept away', async () => {
  const person = await newPerson();
  await signIn(person);
  await database.db.system(async (tx) => {
    await tx.query("update session set expires_at = now() - interval '1 day' where account_id = $1", [
      person.id,
    ]);
    await tx.query(
      `insert into sign_in_throttle (subject, failures, blocked_until, updated_at)
       values ('address:192.0.2.99', 3, '-infinity', now() - interval '1 hour')`,
    );
    await enqueue(tx, 'accounts.sweep', {});
  });
  await drainJobs(testContext(database.worker), accountJobs(null));
  const { rows } = await database.db.system((tx) =>
    tx.query(
      `select (select count(*)::int from session where account_id = $1) as sessions,
              (select count(*)::int from sign_in_throttle where subject = 'address:192.0.2.99') as throttles`,
      [person.id],
    ),
  );
  expect(rows).toEqual([{ sessions: 0, throttles: 0 }]);
});
