import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, cookiesOf, newColleague, siteHeaders } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { systemIds } from '../../platform/ids.ts';
import { hashPassword } from '../passwords/password.ts';
import { letIn } from './forget-factors.ts';

const password = 'violet kettle harbour';
let database: TestDatabase;
let app: TestApp;
let passwordHash: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, { trustProxy: 'loopback' });
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

let networks = 0;
const newPerson = async () => newColleague(app, await newWorkspace(database.db), { passwordHash });
const post = (url: string, payload: object, cookie = '') => {
  networks += 1;
  const from = { 'x-forwarded-for': `198.51.100.${networks % 250}` };
  return app.http.inject({ method: 'POST', url, payload, headers: { ...siteHeaders, ...from, cookie } });
};
const signIn = (person: Colleague) => post('/v1/sign-in', { email: person.email, password });
const codeOf = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];

/** The code of an app some half minutes from now; each works once, so each use takes a later one. */
const codeAt = (seed: string, steps = 0) =>
  generateSync({ secret: seed, epoch: Math.floor(Date.now() / 1_000) + steps * 30 });

/** Sets an app up with the code of now, and lets that one be used again: tests cannot wait for the next. */
async function withApp(person: Colleague): Promise<{ seed: string; recovery: string[] }> {
  const { seed } = (await person.ask({ method: 'POST', url: '/v1/me/authenticator' })).json();
  const confirmed = await person.ask({
    method: 'POST',
    url: '/v1/me/authenticator/confirm',
    payload: { code: codeAt(seed) },
  });
  expect(confirmed.statusCode).toBe(200);
  await database.db.system((tx) =>
    tx.query('update authenticator set last_step = 0 where account_id = $1', [person.id]),
  );
  return { seed, recovery: confirmed.json().recovery_codes };
}

describe('an authenticator app', () => {
  test('is asked for after the password, and its code opens the session', async () => {
    const person = await newPerson();
    const { seed } = await withApp(person);
    const half = await signIn(person);
    expect(codeOf(half)).toEqual([401, 'sign_in.second_factor_needed']);
    expect(half.cookies.map(({ name }) => name)).toEqual(['__Host-tidings-step']);
    const whole = await post('/v1/sign-in/code', { code: codeAt(seed) }, cookiesOf(half));
    expect([whole.statusCode, whole.json().account.email]).toEqual([200, person.email]);
  });

  test('has each code taken once, and none of another account', async () => {
    const [person, other] = [await newPerson(), await newPerson()];
    const [{ seed }, theirs] = [await withApp(person), await withApp(other)];
    const half = async () => cookiesOf(await signIn(person));
    const code = codeAt(seed);
    expect(codeOf(await post('/v1/sign-in/code', { code: codeAt(theirs.seed, 1) }, await half()))).toEqual([
      401,
      'second_factor.wrong',
    ]);
    expect((await post('/v1/sign-in/code', { code }, await half())).statusCode).toBe(200);
    const replayed = await post('/v1/sign-in/code', { code }, await half());
    expect(codeOf(replayed)).toEqual([401, 'second_factor.wrong']);
    const both = await Promise.all([half(), half()]).then((steps) =>
      Promise.all(steps.map((step) => post('/v1/sign-in/code', { code: codeAt(seed, 1) }, step))),
    );
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 401]);
  });

  test('counts for nothing before it has shown a code', async () => {
    const person = await newPerson();
    await person.ask({ method: 'POST', url: '/v1/me/authenticator' });
    const wrong = await person.ask({
      method: 'POST',
      url: '/v1/me/authenticator/confirm',
      payload: { code: '000000' },
    });
    expect(codeOf(wrong)).toEqual([422, 'authenticator.wrong_code']);
    expect((await signIn(person)).statusCode).toBe(200);
  });

  test('ends the sessions that have not shown it, and keeps its seed sealed', async () => {
    const person = await newPerson();
    const elsewhere = cookiesOf(await signIn(person));
    const { seed } = await withApp(person);
    expect((await app.http.inject({ url: '/v1/me', headers: { cookie: elsewhere } })).statusCode).toBe(401);
    expect((await person.ask({ url: '/v1/me' })).statusCode).toBe(200);
    const { rows } = await database.db.system((tx) =>
      tx.query('select authenticator::text as row from authenticator'),
    );
    expect(rows.some(({ row }) => row.includes(seed))).toBe(false);
  });

  test('cannot be guessed at: after five wrong codes there is a wait', async () => {
    const person = await newPerson();
    const { seed } = await withApp(person);
    const half = cookiesOf(await signIn(person));
    const answers: number[] = [];
    for (let guess = 0; guess < 7; guess += 1)
      answers.push((await post('/v1/sign-in/code', { code: `00000${guess}` }, half)).statusCode);
    expect(answers).toEqual([401, 401, 401, 401, 401, 401, 429]);
    expect(codeOf(await post('/v1/sign-in/code', { code: codeAt(seed) }, half))).toEqual([
      429,
      'sign_in.too_many_attempts',
    ]);
  });
});

describe('a recovery code', () => {
  test('stands in for the app once, however it is written', async () => {
    const person = await newPerson();
    const { recovery } = await withApp(person);
    expect(new Set(recovery).size).toBe(10);
    const code = recovery[0] ?? '';
    const first = await post(
      '/v1/sign-in/code',
      { code: code.toUpperCase().replaceAll('-', ' ') },
      cookiesOf(await signIn(person)),
    );
    expect(first.statusCode).toBe(200);
    const again = await post('/v1/sign-in/code', { code }, cookiesOf(await signIn(person)));
    expect(codeOf(again)).toEqual([401, 'second_factor.wrong']);
    expect((await person.ask({ url: '/v1/me/authenticator' })).json().recovery_codes_left).toBe(9);
    const { rows } = await database.db.system((tx) => tx.query('select code_hash from recovery_code'));
    expect(rows.some(({ code_hash }) => code_hash.includes(recovery[1]?.slice(0, 4) ?? '?'))).toBe(false);
  });
});

describe('the step between', () => {
  test('works in no other browser, once, and not when it was made up', async () => {
    const person = await newPerson();
    const { seed, recovery } = await withApp(person);
    const half = cookiesOf(await signIn(person));
    const ended = [401, 'sign_in.step_ended'];
    expect(codeOf(await post('/v1/sign-in/code', { code: codeAt(seed) }))).toEqual(ended);
    expect(
      codeOf(await post('/v1/sign-in/code', { code: codeAt(seed) }, '__Host-tidings-step=made-up')),
    ).toEqual(ended);
    expect((await post('/v1/sign-in/code', { code: codeAt(seed) }, half)).statusCode).toBe(200);
    expect(codeOf(await post('/v1/sign-in/code', { code: recovery[0] ?? '' }, half))).toEqual(ended);
  });
});

describe('a workspace that asks for a second factor', () => {
  const needed = (by: Colleague, is_needed = true) =>
    by.ask({ method: 'PUT', url: '/v1/workspace/second-factor', payload: { is_needed } });

  /** An owner who has a factor and asks it of everybody, and an agent who has none. */
  async function asked() {
    const workspaceId = await newWorkspace(database.db);
    const owner = await newColleague(app, workspaceId, { passwordHash });
    const agent = await newColleague(app, workspaceId, { role: 'agent', passwordHash });
    await withApp(owner);
    expect((await needed(owner)).json()).toEqual({ is_needed: true, members: 2, members_without: 1 });
    return { workspaceId, owner, agent };
  }

  test('lets nobody do anything until they have shown one', async () => {
    const { agent } = await asked();
    expect(codeOf(await agent.ask({ url: '/v1/contacts' }))).toEqual([403, 'second_factor.needed']);
    expect((await agent.ask({ url: '/v1/me' })).json()).toMatchObject({
      needs_second_factor: true,
      permissions: [],
    });
    await withApp(agent);
    expect((await agent.ask({ url: '/v1/contacts' })).statusCode).toBe(200);
  });

  test('asks nothing of API keys', async () => {
    const { workspaceId } = await asked();
    const key = await app.withKey(workspaceId, ['contacts.read']);
    expect((await key({ url: '/v1/contacts' })).statusCode).toBe(200);
  });

  test('is asked for by nobody who has none, so that nobody shuts themselves out', async () => {
    const owner = await newPerson();
    expect(codeOf(await needed(owner))).toEqual([409, 'second_factor.yours_first']);
    expect((await owner.ask({ url: '/v1/workspace/second-factor' })).json()).toEqual({
      ...{ is_needed: false, members: 1, members_without: 1 },
    });
    expect((await needed(owner, false)).statusCode).toBe(200);
  });
});

describe('a second factor that is lost', () => {
  const forget = (by: Colleague, whom: Colleague) =>
    by.ask({ method: 'DELETE', url: `/v1/members/${whom.memberId}/second-factor` });

  test('is taken off by somebody who may do as much, and the password is asked for as before', async () => {
    const workspaceId = await newWorkspace(database.db);
    const [owner, admin, agent] = [
      await newColleague(app, workspaceId, { passwordHash }),
      await newColleague(app, workspaceId, { role: 'admin', passwordHash }),
      await newColleague(app, workspaceId, { role: 'agent', passwordHash }),
    ];
    await withApp(owner);
    await withApp(agent);
    expect(codeOf(await signIn(agent))).toEqual([401, 'sign_in.second_factor_needed']);
    expect((await forget(admin, agent)).statusCode).toBe(204);
    expect((await agent.ask({ url: '/v1/me' })).statusCode).toBe(401);
    expect((await signIn(agent)).statusCode).toBe(200);
    expect(codeOf(await forget(admin, owner))).toEqual([403, 'member.above_you']);
  });

  test('keeps nobody out for good: whoever sits at the machine lets an owner in', async () => {
    const owner = await newPerson();
    await withApp(owner);
    const token = await letIn({ db: database.db, ids: systemIds() }, ` ${owner.email.toUpperCase()} `);
    expect((await owner.ask({ url: '/v1/me' })).statusCode).toBe(401);
    const renewed = await post('/v1/password/reset', { token, password: 'amber lantern orchard' });
    expect(renewed.statusCode).toBe(200);
    await expect(letIn({ db: database.db, ids: systemIds() }, 'nobody@example.com')).rejects.toMatchObject({
      code: 'account.not_found',
    });
  });
});

describe('sensitive acts', () => {
  test('need a fresh sign-in, which a password or a code makes', async () => {
    const person = await newPerson();
    const { seed } = await withApp(person);
    const age = () =>
      database.db.system((tx) =>
        tx.query(
          `update session set authenticated_at = now() - interval '16 minutes' where account_id = $1`,
          [person.id],
        ),
      );
    const make = () =>
      person.ask({
        method: 'POST',
        url: '/v1/api-keys',
        payload: { name: 'A key', scopes: ['workspace.read'] },
      });
    const confirm = (payload: object) => person.ask({ method: 'POST', url: '/v1/me/confirm', payload });
    await age();
    expect(codeOf(await make())).toEqual([403, 'sign_in.not_fresh']);
    expect(codeOf(await confirm({ password: 'not the password' }))).toEqual([401, 'password.wrong']);
    expect(codeOf(await make())).toEqual([403, 'sign_in.not_fresh']);
    expect((await confirm({ password })).statusCode).toBe(204);
    expect((await make()).statusCode).toBe(201);
    await age();
    expect((await confirm({ code: codeAt(seed) })).statusCode).toBe(204);
    expect((await make()).statusCode).toBe(201);
  });
});

describe('sessions', () => {
  test('are listed with where they are, and ended one by one or all but this', async () => {
    const person = await newPerson();
    const [first, second] = [cookiesOf(await signIn(person)), cookiesOf(await signIn(person))];
    const list = async () =>
      (await person.ask({ url: '/v1/me/sessions' })).json().data as {
        id: string;
        is_this: boolean;
        address: string;
      }[];
    const sessions = await list();
    expect(sessions).toHaveLength(3);
    expect(sessions.filter((session) => session.is_this)).toHaveLength(1);
    const other = sessions.find((session) => !session.is_this);
    expect(other?.address).toMatch(/^198\.51\.100\./);
    expect((await person.ask({ method: 'DELETE', url: `/v1/me/sessions/${other?.id}` })).statusCode).toBe(
      204,
    );
    expect(await list()).toHaveLength(2);
    await person.ask({ method: 'DELETE', url: '/v1/me/sessions' });
    for (const cookie of [first, second])
      expect((await app.http.inject({ url: '/v1/me', headers: { cookie } })).statusCode).toBe(401);
    const stranger = await newPerson();
    const own = (await list())[0]?.id;
    expect((await stranger.ask({ method: 'DELETE', url: `/v1/me/sessions/${own}` })).statusCode).toBe(404);
    expect(await list()).toHaveLength(1);
  });
});
