import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, cookiesOf, newColleague, siteHeaders } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { type Misbehaviour, SoftwareAuthenticator } from '../../../test/software-authenticator.ts';
import { hashPassword } from '../passwords/password.ts';
import { saveNeedsSecondFactor } from '../workspace.queries.ts';

const password = 'violet kettle harbour';
const origin = siteHeaders.origin;
let database: TestDatabase;
let app: TestApp;
let passwordHash: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, { trustProxy: 'loopback', publicOrigin: origin });
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

let networks = 0;
const newPerson = async (draft = {}) =>
  newColleague(app, await newWorkspace(database.db), { passwordHash, ...draft });
const post = (url: string, payload: object, cookie = '') => {
  networks += 1;
  const from = { 'x-forwarded-for': `198.51.100.${networks % 250}` };
  return app.http.inject({ method: 'POST', url, payload, headers: { ...siteHeaders, ...from, cookie } });
};
const codeOf = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];

/** As a browser does it: the options, the device, and what it gave with the cookie that came with the options. */
async function add(person: Colleague, device: SoftwareAuthenticator, wrong: Misbehaviour = {}) {
  const asked = await person.ask({ method: 'POST', url: '/v1/me/passkeys/options' });
  expect(asked.statusCode).toBe(201);
  const cookie = `${person.cookie}; ${cookiesOf(asked)}`;
  const payload = { name: 'My telephone', credential: device.create(asked.json(), wrong) };
  return { answer: await post('/v1/me/passkeys', payload, cookie), payload, cookie };
}

async function withPasskey(draft = {}): Promise<{ person: Colleague; device: SoftwareAuthenticator }> {
  const [person, device] = [await newPerson(draft), new SoftwareAuthenticator(origin)];
  expect((await add(person, device)).answer.statusCode).toBe(201);
  return { person, device };
}

const ask = async (cookie = '') => {
  const asked = await post('/v1/sign-in/passkey/options', {}, cookie);
  return { options: asked.json(), cookie: [cookie, cookiesOf(asked)].filter(Boolean).join('; ') };
};
async function show(device: SoftwareAuthenticator, wrong: Misbehaviour = {}, halfCookie = '') {
  const { options, cookie } = await ask(halfCookie);
  return post('/v1/sign-in/passkey', { credential: device.get(options, wrong) }, cookie);
}
const signIn = (person: Colleague) => post('/v1/sign-in', { email: person.email, password });
const refused = [401, 'passkey.refused'];

describe('a passkey', () => {
  test('is added, and opens a session by itself, which counts as having shown two factors', async () => {
    const { person, device } = await withPasskey();
    const opened = await show(device);
    expect([opened.statusCode, opened.json().account.email]).toEqual([200, person.email]);
    const headers = { ...siteHeaders, cookie: cookiesOf(opened) };
    const { data } = (await app.http.inject({ url: '/v1/me/sessions', headers })).json();
    expect(data[0]).toMatchObject({ method: 'passkey', has_second_factor: true, is_this: true });
  });

  test('is asked of the device with user verification, and by nobody’s name', async () => {
    const { options } = await ask();
    expect(options).toMatchObject({ rpId: 'texts.example.com', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
  });

  test('is listed, renamed and removed by its own person, and opens nothing afterwards', async () => {
    const { person, device } = await withPasskey();
    const stranger = await newPerson();
    const list = async () => (await person.ask({ url: '/v1/me/passkeys' })).json().data;
    const [own] = await list();
    expect(own).toMatchObject({ object: 'passkey', name: 'My telephone', last_used_at: null });
    const url = `/v1/me/passkeys/${own.id}`;
    const name = { name: 'The old telephone' };
    expect((await stranger.ask({ method: 'PATCH', url, payload: name })).statusCode).toBe(404);
    expect((await stranger.ask({ method: 'DELETE', url })).statusCode).toBe(404);
    expect((await person.ask({ method: 'PATCH', url, payload: name })).json()).toMatchObject(name);
    await show(device);
    expect((await list())[0].last_used_at).not.toBeNull();
    expect((await person.ask({ method: 'DELETE', url })).statusCode).toBe(204);
    expect(await list()).toEqual([]);
    expect(codeOf(await show(device))).toEqual(refused);
    expect((await person.ask({ url: '/v1/me/authenticator' })).json().recovery_codes_left).toBe(0);
  });

  test('needs a fresh sign-in to be added, and ends the sessions that have not shown it', async () => {
    const person = await newPerson();
    const elsewhere = cookiesOf(await signIn(person));
    await database.db.system((tx) =>
      tx.query(`update session set authenticated_at = now() - interval '16 minutes' where account_id = $1`, [
        person.id,
      ]),
    );
    const stale = await person.ask({ method: 'POST', url: '/v1/me/passkeys/options' });
    expect(codeOf(stale)).toEqual([403, 'sign_in.not_fresh']);
    await person.ask({ method: 'POST', url: '/v1/me/confirm', payload: { password } });
    expect((await add(person, new SoftwareAuthenticator(origin))).answer.statusCode).toBe(201);
    expect((await app.http.inject({ url: '/v1/me', headers: { cookie: elsewhere } })).statusCode).toBe(401);
    expect((await person.ask({ url: '/v1/me' })).statusCode).toBe(200);
  });

  test('satisfies a workspace that asks for a second factor', async () => {
    const workspaceId = await newWorkspace(database.db);
    const person = await newColleague(app, workspaceId);
    await database.db.tx(workspaceId, (tx) => saveNeedsSecondFactor(tx, true));
    expect(codeOf(await person.ask({ url: '/v1/contacts' }))).toEqual([403, 'second_factor.needed']);
    await add(person, new SoftwareAuthenticator(origin));
    expect((await person.ask({ url: '/v1/contacts' })).statusCode).toBe(200);
  });

  test('stays while it is the only way into an account without a password', async () => {
    const { person } = await withPasskey({ passwordHash: null });
    const [own] = (await person.ask({ url: '/v1/me/passkeys' })).json().data;
    const removed = await person.ask({ method: 'DELETE', url: `/v1/me/passkeys/${own.id}` });
    expect(codeOf(removed)).toEqual([409, 'passkey.only_way_in']);
  });
});

describe('adding a passkey is refused', () => {
  test.each<[string, Misbehaviour]>([
    ['made at another site', { origin: 'https://texts.example.net' }],
    ['made for another host', { rpId: 'example.net' }],
    ['of a device that did not ask for its person', { isVerified: false }],
    ['that signed another challenge', { challenge: 'AAAA' }],
  ])('%s', async (_what, wrong) => {
    const person = await newPerson();
    const { answer } = await add(person, new SoftwareAuthenticator(origin), wrong);
    expect(codeOf(answer)).toEqual([422, 'passkey.not_made']);
    expect((await person.ask({ url: '/v1/me/passkeys' })).json().data).toEqual([]);
  });

  test('with a challenge that was used, of another session, or of another person', async () => {
    const person = await newPerson();
    const { payload, cookie, answer } = await add(person, new SoftwareAuthenticator(origin));
    expect(answer.statusCode).toBe(201);
    expect(codeOf(await post('/v1/me/passkeys', payload, cookie))).toEqual([401, 'sign_in.step_ended']);
    const other = await newPerson();
    for (const cookie of [cookiesOf(await signIn(other)), person.cookie]) {
      const asked = await other.ask({ method: 'POST', url: '/v1/me/passkeys/options' });
      const credential = new SoftwareAuthenticator(origin).create(asked.json());
      const stolen = await post(
        '/v1/me/passkeys',
        { name: 'x', credential },
        `${cookie}; ${cookiesOf(asked)}`,
      );
      expect(codeOf(stolen)).toEqual([422, 'passkey.not_made']);
    }
  });

  test('when its id is known already, whoever has it', async () => {
    const { device } = await withPasskey();
    const { answer } = await add(await newPerson(), device);
    expect(codeOf(answer)).toEqual([409, 'passkey.exists']);
  });
});

describe('signing in by a passkey is refused', () => {
  test.each<[string, Misbehaviour]>([
    ['from another site', { origin: 'https://texts.example.net' }],
    ['for another host', { rpId: 'example.net' }],
    ['when the device did not ask for its person', { isVerified: false }],
    ['for another challenge', { challenge: 'AAAA' }],
    ['when it names another account', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['when it names none', { userHandle: null }],
  ])('%s', async (_what, wrong) => {
    const { device } = await withPasskey();
    expect(codeOf(await show(device, wrong))).toEqual(refused);
    expect((await show(device)).statusCode).toBe(200);
  });

  test('when its count stands still or goes back, as that of a copy does', async () => {
    const { device } = await withPasskey();
    expect((await show(device, { counter: 7 })).statusCode).toBe(200);
    expect(codeOf(await show(device, { counter: 7 }))).toEqual(refused);
    expect(codeOf(await show(device, { counter: 6 }))).toEqual(refused);
    expect((await show(device, { counter: 8 })).statusCode).toBe(200);
  });

  test('with a challenge that was used, runs out, or was asked in another browser', async () => {
    const { device } = await withPasskey();
    const first = await ask();
    const credential = device.get(first.options);
    expect(codeOf(await post('/v1/sign-in/passkey', { credential }))).toEqual([401, 'sign_in.step_ended']);
    expect((await post('/v1/sign-in/passkey', { credential }, first.cookie)).statusCode).toBe(200);
    const again = await post('/v1/sign-in/passkey', { credential }, first.cookie);
    expect(codeOf(again)).toEqual([401, 'sign_in.step_ended']);
    const late = await ask();
    await database.db.system((tx) =>
      tx.query(`update sign_in_step set expires_at = now() - interval '1 second' where kind = 'passkey'`),
    );
    const tooLate = await post('/v1/sign-in/passkey', { credential: device.get(late.options) }, late.cookie);
    expect(codeOf(tooLate)).toEqual([401, 'sign_in.step_ended']);
  });

  test('from the page of another site', async () => {
    const headers = { ...siteHeaders, origin: 'https://texts.example.net' };
    const asked = await app.http.inject({ method: 'POST', url: '/v1/sign-in/passkey/options', headers });
    expect(codeOf(asked)).toEqual([403, 'csrf.wrong_origin']);
  });
});

describe('a passkey as the second factor', () => {
  test('is asked for after the password, named to the device, and finishes the sign-in once', async () => {
    const { person, device } = await withPasskey();
    const half = await signIn(person);
    expect(codeOf(half)).toEqual([401, 'sign_in.second_factor_needed']);
    const { options, cookie } = await ask(cookiesOf(half));
    expect(options.allowCredentials).toMatchObject([{ id: device.id, type: 'public-key' }]);
    const credential = device.get(options, { userHandle: null });
    const opened = await post('/v1/sign-in/passkey', { credential }, cookie);
    expect(opened.statusCode).toBe(200);
    const headers = { ...siteHeaders, cookie: cookiesOf(opened) };
    const { data } = (await app.http.inject({ url: '/v1/me/sessions', headers })).json();
    expect(data.find((session: { is_this: boolean }) => session.is_this)).toMatchObject({
      method: 'password',
      has_second_factor: true,
    });
    const again = await post('/v1/sign-in/code', { code: '000000' }, cookiesOf(half));
    expect(codeOf(again)).toEqual([401, 'sign_in.step_ended']);
  });

  test('is that of the same account: another person’s is refused', async () => {
    const [{ person }, other] = [await withPasskey(), await withPasskey()];
    const half = cookiesOf(await signIn(person));
    expect(codeOf(await show(other.device, {}, half))).toEqual(refused);
    expect(codeOf(await show(other.device, { userHandle: null }, half))).toEqual(refused);
  });

  test('comes with recovery codes, one of which stands in for it once', async () => {
    const person = await newPerson();
    const { answer } = await add(person, new SoftwareAuthenticator(origin));
    const codes: string[] = answer.json().recovery_codes;
    expect(new Set(codes).size).toBe(10);
    const code = codes[0] ?? '';
    const open = async () => post('/v1/sign-in/code', { code }, cookiesOf(await signIn(person)));
    expect((await open()).statusCode).toBe(200);
    expect(codeOf(await open())).toEqual([401, 'second_factor.wrong']);
    const more = await add(person, new SoftwareAuthenticator(origin));
    expect([more.answer.statusCode, more.answer.json().recovery_codes]).toEqual([201, []]);
  });
});
