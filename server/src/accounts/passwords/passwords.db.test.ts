import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { generateSync } from 'otplib';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, cookiesOf, newColleague, siteHeaders } from '../../../test/colleagues.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import { drainJobs } from '../../platform/jobs/index.ts';
import { openMailer } from '../../platform/mail/mailer.ts';
import { accountJobs } from '../accounts.jobs.ts';
import { hashPassword } from './password.ts';
import type { Post } from './reset-password.ts';

const oldPassword = 'violet kettle harbour';
const newPassword = 'copper lantern meadow';
let database: TestDatabase;
let app: TestApp;
let passwordHash: string;
let server: SMTPServer;
let letterbox: Post;
const letters: string[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  passwordHash = await hashPassword(oldPassword);
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        letters.push(Buffer.concat(pieces).toString('utf8').replaceAll('=\r\n', ''));
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mailer = openMailer(`smtp://127.0.0.1:${port}`, 'texts@example.com');
  letterbox = { mailer, origin: 'https://texts.example.com' };
  app = await testApp(database, { post: letterbox, publicOrigin: letterbox.origin, trustProxy: 'loopback' });
});
afterAll(async () => {
  letterbox.mailer.close();
  await app.close();
  await new Promise<void>((resolve) => server.close(resolve));
  await database.drop();
});

let networks = 0;
const newPerson = async (workspaceId?: string) =>
  newColleague(app, workspaceId ?? (await newWorkspace(database.db)), { passwordHash });
const post = (url: string, payload: object) => {
  networks += 1;
  const headers = { ...siteHeaders, 'x-forwarded-for': `203.0.113.${networks % 250}` };
  return app.http.inject({ method: 'POST', url, payload, headers });
};
const signIn = (person: Colleague, password: string) =>
  post('/v1/sign-in', { email: person.email, password });
const codeOf = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];
const forget = (email: string) => post('/v1/password/forgotten', { email });
const work = () => drainJobs(testContext(database.worker), accountJobs(letterbox));

async function mailedToken(person: Colleague): Promise<string> {
  expect((await forget(person.email.toUpperCase())).statusCode).toBe(202);
  await work();
  const own = letters.filter((each) => each.includes(`To: ${person.email}`)).join('\n');
  return /new-password#([\w-]+)/.exec(own)?.[1] ?? 'no letter came';
}

test('a password is changed by whoever knows the old one, and other sessions end', async () => {
  const person = await newPerson();
  const elsewhere = cookiesOf(await signIn(person, oldPassword));
  const change = (old_password: string, new_password: string) =>
    person.ask({ method: 'PUT', url: '/v1/me/password', payload: { old_password, new_password } });
  expect(codeOf(await change('not the password', newPassword))).toEqual([401, 'password.wrong']);
  expect(codeOf(await change(oldPassword, 'Qwertyuiop123'))).toEqual([422, 'password.too_weak']);
  expect((await change(oldPassword, newPassword)).json()).toEqual({ sessions_ended: 1 });
  expect((await app.http.inject({ url: '/v1/me', headers: { cookie: elsewhere } })).statusCode).toBe(401);
  expect((await person.ask({ url: '/v1/me' })).statusCode).toBe(200);
  expect((await signIn(person, oldPassword)).statusCode).toBe(401);
  expect((await signIn(person, newPassword)).statusCode).toBe(200);
});

describe('a forgotten password', () => {
  test('is set anew by a link in a letter, once, and every session ends', async () => {
    const person = await newPerson();
    const token = await mailedToken(person);
    expect(codeOf(await post('/v1/password/reset', { token, password: 'password1234' }))).toEqual([
      422,
      'password.too_weak',
    ]);
    const answer = await post('/v1/password/reset', { token, password: newPassword });
    expect([answer.statusCode, answer.json().account.email]).toEqual([200, person.email]);
    expect((await person.ask({ url: '/v1/me' })).statusCode).toBe(401);
    expect((await signIn(person, newPassword)).statusCode).toBe(200);
    expect(codeOf(await post('/v1/password/reset', { token, password: newPassword }))).toEqual([
      404,
      'password.link_void',
    ]);
  });

  test('is set by whoever was removed and is invited again, and by nobody who only was removed', async () => {
    const workspaceId = await newWorkspace(database.db);
    const [person, owner] = [await newPerson(workspaceId), await newPerson(workspaceId)];
    const removed = await owner.ask({ method: 'DELETE', url: `/v1/members/${person.memberId}` });
    expect(removed.statusCode).toBe(204);
    const before = letters.length;
    await forget(person.email);
    await work();
    expect(letters.length).toBe(before);
    await owner.ask({
      method: 'POST',
      url: '/v1/invitations',
      payload: { email: person.email, role: 'agent' },
    });
    const answer = await post('/v1/password/reset', {
      token: await mailedToken(person),
      password: newPassword,
    });
    expect(answer.statusCode).toBe(200);
    expect((await signIn(person, newPassword)).statusCode).toBe(200);
  });

  test('is answered the same for an address that nobody has, and mails nothing', async () => {
    const person = await newPerson();
    const before = letters.length;
    const [known, unknown] = [await forget(person.email), await forget('nobody-here@example.com')];
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
    await work();
    expect(letters.length).toBe(before + 1);
  });

  test('that is asked for again and again fills no letterbox, known or not', async () => {
    const person = await newPerson();
    for (const email of [person.email, 'nobody-else@example.com']) {
      const answers: number[] = [];
      for (let time = 0; time < 5; time += 1) answers.push((await forget(email)).statusCode);
      expect(answers).toEqual([202, 202, 202, 202, 429]);
    }
  });

  test('whose link has run out or was altered changes nothing', async () => {
    const person = await newPerson();
    const token = await mailedToken(person);
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect(codeOf(await post('/v1/password/reset', { token: altered, password: newPassword }))).toEqual([
      404,
      'password.link_void',
    ]);
    await database.db.system((tx) =>
      tx.query(`update password_reset set expires_at = now() - interval '1 second'`),
    );
    expect(codeOf(await post('/v1/password/reset', { token, password: newPassword }))).toEqual([
      404,
      'password.link_void',
    ]);
    expect((await signIn(person, oldPassword)).statusCode).toBe(200);
  });

  test('does not take the second factor along: the new password is half a sign-in', async () => {
    const person = await newPerson();
    const { seed } = (await person.ask({ method: 'POST', url: '/v1/me/authenticator' })).json();
    const code = generateSync({ secret: seed });
    await person.ask({ method: 'POST', url: '/v1/me/authenticator/confirm', payload: { code } });
    const answer = await post('/v1/password/reset', {
      token: await mailedToken(person),
      password: newPassword,
    });
    expect(codeOf(answer)).toEqual([401, 'sign_in.second_factor_needed']);
    expect(answer.cookies.map(({ name }) => name)).toEqual(['__Host-tidings-step']);
    expect(codeOf(await signIn(person, newPassword))).toEqual([401, 'sign_in.second_factor_needed']);
  });

  test('without a mail server says whom to ask, whatever the address', async () => {
    const bare = await testApp(database);
    const answer = await bare.http.inject({
      method: 'POST',
      url: '/v1/password/forgotten',
      payload: { email: 'anybody@example.com' },
    });
    expect(codeOf(answer)).toEqual([503, 'mail.not_configured']);
    expect(answer.json().detail).toContain('Ask an admin');
    await bare.close();
  });
});

describe('a link that an admin makes', () => {
  const linkFor = (by: Colleague, whom: Colleague) =>
    by.ask({ method: 'POST', url: `/v1/members/${whom.memberId}/password-link` });

  test('sets the password of a member who may do no more', async () => {
    const workspaceId = await newWorkspace(database.db);
    const [owner, admin] = [
      await newPerson(workspaceId),
      await newColleague(app, workspaceId, { role: 'admin' }),
    ];
    const agent = await newColleague(app, workspaceId, { role: 'agent', passwordHash });
    const made = await linkFor(admin, agent);
    expect(made.statusCode).toBe(201);
    const token = made.json().link.split('#')[1];
    expect((await post('/v1/password/reset', { token, password: newPassword })).statusCode).toBe(200);
    expect(codeOf(await linkFor(admin, owner))).toEqual([403, 'member.above_you']);
  });

  test('is not made for somebody whose account opens another workspace too', async () => {
    const owner = await newPerson();
    const guest = await newColleague(app, await newWorkspace(database.db), { role: 'owner' });
    const invited = await owner.ask({
      method: 'POST',
      url: '/v1/invitations',
      payload: { email: guest.email, role: 'agent' },
    });
    const token = invited.json().link.split('#')[1];
    const headers = { ...siteHeaders, cookie: guest.cookie };
    await app.http.inject({ method: 'POST', url: '/v1/invitation/accept', payload: { token }, headers });
    expect(codeOf(await linkFor(owner, guest))).toEqual([403, 'member.works_elsewhere']);
  });
});

test('an invitation goes out by mail where there is a server', async () => {
  const owner = await newPerson();
  const payload = { email: 'invited-by-mail@example.com', role: 'agent' };
  const invited = await owner.ask({ method: 'POST', url: '/v1/invitations', payload });
  expect(invited.json().mail).toBe('sent');
  const letter = letters.find((each) => each.includes('To: invited-by-mail@example.com')) ?? '';
  expect(letter).toContain(invited.json().link);
  expect(letter).toContain('From: texts@example.com');
});
