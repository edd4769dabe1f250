import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { type Colleague, cookiesOf, newColleague, siteHeaders } from '../../../test/colleagues.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../../test/database.ts';
import type { Role } from '../roles.ts';

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

/** A workspace with an owner, an admin, and one person of any other role. */
async function office(role: Role = 'agent') {
  const workspaceId = await newWorkspace(database.db);
  const at = (which: Role) => newColleague(app, workspaceId, { role: which });
  return { workspaceId, owner: await at('owner'), admin: await at('admin'), other: await at(role) };
}
const invite = (by: Colleague, payload: object) =>
  by.ask({ method: 'POST', url: '/v1/invitations', payload });
const give = (by: Colleague, to: Colleague, payload: object) =>
  by.ask({ method: 'PATCH', url: `/v1/members/${to.memberId}`, payload });
const codeOf = (answer: { statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
];
const tokenOf = (answer: { json(): { link: string } }) => answer.json().link.split('#')[1] ?? '';
const post = (url: string, payload: object, cookie?: string) =>
  app.http.inject({
    method: 'POST',
    url,
    payload,
    headers: { ...siteHeaders, ...(cookie ? { cookie } : {}) },
  });
const accept = (token: string, more: object = {}, cookie?: string) =>
  post('/v1/invitation/accept', { token, ...more }, cookie);
const newcomer = { name: 'Robin', password: 'violet kettle harbour' };
let addresses = 0;
const newAddress = () => {
  addresses += 1;
  return `newcomer${addresses}@example.com`;
};

describe('an invitation', () => {
  test('is one link that makes one member, and is void afterwards', async () => {
    const { owner } = await office();
    const email = newAddress();
    const invited = await invite(owner, { email: email.toUpperCase(), role: 'marketer' });
    expect([invited.statusCode, invited.json().mail]).toEqual([201, 'not_configured']);
    const token = tokenOf(invited);
    const view = await post('/v1/invitation', { token });
    expect(view.json()).toMatchObject({
      ...{ role: 'marketer', has_account: false, invited_by: expect.stringMatching(/./) },
    });
    const joined = await accept(token, newcomer);
    expect(joined.statusCode).toBe(200);
    expect(joined.json().permissions).toContain('campaigns.launch');
    const listed = (await owner.ask({ url: '/v1/members' })).json().data;
    expect(listed.map((member: { role: string }) => member.role).sort()).toEqual([
      'admin',
      'agent',
      'marketer',
      'owner',
    ]);
    expect(codeOf(await accept(token, newcomer))).toEqual([404, 'invitation.void']);
    expect((await owner.ask({ url: '/v1/invitations' })).json().data).toEqual([]);
  });

  test('that is altered, taken back, renewed or has run out says the same to everybody', async () => {
    const { owner, workspaceId } = await office();
    const words = new Set<string>();
    const tryIt = async (token: string) => {
      const answer = await accept(token, newcomer);
      words.add(JSON.stringify([...codeOf(answer), answer.json().detail]));
    };
    const first = await invite(owner, { email: newAddress(), role: 'agent' });
    await tryIt(`${tokenOf(first).slice(0, -1)}${tokenOf(first).endsWith('A') ? 'B' : 'A'}`);
    const renewed = await owner.ask({ method: 'POST', url: `/v1/invitations/${first.json().id}/renew` });
    await tryIt(tokenOf(first));
    await owner.ask({ method: 'DELETE', url: `/v1/invitations/${first.json().id}` });
    await tryIt(tokenOf(renewed));
    const old = await invite(owner, { email: newAddress(), role: 'agent' });
    await database.db.tx(workspaceId, (tx) =>
      tx.query(`update invitation set expires_at = now() - interval '1 minute'`),
    );
    await tryIt(tokenOf(old));
    expect([...words]).toHaveLength(1);
    expect([...words][0]).toContain('invitation.void');
  });

  test('is taken up twice at the same moment by one of two', async () => {
    const { owner } = await office();
    const token = tokenOf(await invite(owner, { email: newAddress(), role: 'agent' }));
    const both = await Promise.all([accept(token, newcomer), accept(token, newcomer)]);
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 404]);
  });

  test('goes to nobody who is invited or a member already, in whatever case the address is written', async () => {
    const { owner, other } = await office();
    const email = newAddress();
    await invite(owner, { email, role: 'agent' });
    expect(codeOf(await invite(owner, { email: ` ${email.toUpperCase()}`.trim(), role: 'agent' }))).toEqual([
      409,
      'invitation.exists',
    ]);
    expect(codeOf(await invite(owner, { email: other.email.toUpperCase(), role: 'agent' }))).toEqual([
      409,
      'member.exists',
    ]);
  });

  test('to an address with an account is taken up by whoever is signed in with it, and by nobody else', async () => {
    const { owner } = await office();
    const elsewhere = await office();
    const token = tokenOf(await invite(owner, { email: elsewhere.other.email, role: 'analyst' }));
    expect((await post('/v1/invitation', { token })).json().has_account).toBe(true);
    expect(codeOf(await accept(token, newcomer))).toEqual([403, 'invitation.sign_in_first']);
    expect(codeOf(await accept(token, {}, elsewhere.admin.cookie))).toEqual([
      403,
      'invitation.sign_in_first',
    ]);
    const joined = await accept(token, {}, elsewhere.other.cookie);
    expect(joined.statusCode).toBe(200);
    const own = await app.http.inject({ url: '/v1/me/workspaces', headers: { cookie: cookiesOf(joined) } });
    expect(own.json().data).toHaveLength(2);
  });

  test('brings back whoever was removed from their only workspace, once they have signed in', async () => {
    const { owner } = await office();
    const email = newAddress();
    await accept(tokenOf(await invite(owner, { email, role: 'agent' })), newcomer);
    const signIn = () => post('/v1/sign-in', { email, password: newcomer.password });
    const findThem = async () =>
      (await owner.ask({ url: '/v1/members' }))
        .json()
        .data.find((one: { email: string }) => one.email === email);
    await owner.ask({ method: 'DELETE', url: `/v1/members/${(await findThem()).id}` });
    expect(codeOf(await signIn())).toEqual([401, 'sign_in.refused']);
    await invite(owner, { email, role: 'analyst' });
    const [first, second] = await Promise.all([signIn(), signIn()]);
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(await findThem()).toMatchObject({ role: 'analyst' });
    expect((await owner.ask({ url: '/v1/invitations' })).json().data).toEqual([]);
  });

  test('with a password that is guessed first makes no account, and stays open', async () => {
    const { owner } = await office();
    const token = tokenOf(await invite(owner, { email: newAddress(), role: 'agent' }));
    expect(codeOf(await accept(token, { ...newcomer, password: 'Password1234' }))).toEqual([
      422,
      'password.too_weak',
    ]);
    expect((await accept(token, newcomer)).statusCode).toBe(200);
  });
});

describe('roles', () => {
  test('are given by nobody who lacks what they allow, and taken from nobody who has more', async () => {
    const { owner, admin, other } = await office();
    expect(codeOf(await give(admin, other, { role: 'owner' }))).toEqual([403, 'member.role_too_wide']);
    expect(codeOf(await give(admin, owner, { role: 'analyst' }))).toEqual([403, 'member.above_you']);
    expect(codeOf(await invite(admin, { email: newAddress(), role: 'owner' }))).toEqual([
      403,
      'member.role_too_wide',
    ]);
    expect(codeOf(await admin.ask({ method: 'DELETE', url: `/v1/members/${owner.memberId}` }))).toEqual([
      403,
      'member.above_you',
    ]);
    expect(codeOf(await give(other, other, { role: 'admin' }))).toEqual([403, 'permission.missing']);
    expect((await give(admin, other, { role: 'marketer' })).json().role).toBe('marketer');
    expect((await give(owner, admin, { role: 'owner' })).json().role).toBe('owner');
  });

  test('the last owner can neither leave, nor be removed, nor be made less', async () => {
    const { owner, admin } = await office();
    expect(codeOf(await give(owner, owner, { role: 'admin' }))).toEqual([409, 'member.last_owner']);
    expect(codeOf(await owner.ask({ method: 'POST', url: '/v1/me/leave' }))).toEqual([
      409,
      'member.last_owner',
    ]);
    await give(owner, admin, { role: 'owner' });
    expect((await owner.ask({ method: 'POST', url: '/v1/me/leave' })).statusCode).toBe(204);
    expect((await owner.ask({ url: '/v1/me' })).statusCode).toBe(401);
    expect(codeOf(await admin.ask({ method: 'DELETE', url: `/v1/members/${admin.memberId}` }))).toEqual([
      409,
      'member.last_owner',
    ]);
  });

  test('two owners who remove each other at the same moment leave one', async () => {
    const { owner, admin } = await office();
    await give(owner, admin, { role: 'owner' });
    const remove = (by: Colleague, whom: Colleague) =>
      by.ask({ method: 'DELETE', url: `/v1/members/${whom.memberId}` });
    const both = await Promise.all([remove(owner, admin), remove(admin, owner)]);
    expect(both.filter((answer) => answer.statusCode === 204)).toHaveLength(1);
  });

  test('of a workspace’s own allow what the grid says, change at once, and go when nobody has them', async () => {
    const { owner, admin, other } = await office();
    const make = (by: Colleague, permissions: string[], name = 'Night desk') =>
      by.ask({ method: 'POST', url: '/v1/roles', payload: { name, permissions } });
    expect(codeOf(await make(owner, ['installation.backup']))).toEqual([
      422,
      'role.permission_not_for_roles',
    ]);
    const role = (await make(admin, ['contacts.read', 'workspace.read'])).json();
    expect(codeOf(await make(owner, [], 'NIGHT DESK'))).toEqual([409, 'role.name_taken']);
    expect(codeOf(await make(owner, [], 'Owner'))).toEqual([409, 'role.name_taken']);
    expect((await give(admin, other, { role: role.id })).json().role_name).toBe('Night desk');
    expect((await other.ask({ url: '/v1/me' })).json().permissions.sort()).toEqual([
      'contacts.read',
      'workspace.read',
    ]);
    const url = `/v1/roles/${role.id}`;
    expect(codeOf(await owner.ask({ method: 'DELETE', url }))).toEqual([409, 'role.in_use']);
    await owner.ask({ method: 'PUT', url, payload: { name: 'Night desk', permissions: ['workspace.read'] } });
    expect((await other.ask({ url: '/v1/contacts' })).statusCode).toBe(403);
    await give(owner, other, { role: 'analyst' });
    expect((await owner.ask({ method: 'DELETE', url })).statusCode).toBe(204);
    expect(codeOf(await give(owner, other, { role: role.id }))).toEqual([422, 'role.unknown']);
  });

  test('are changed only by whoever has shown within minutes who they are', async () => {
    const { owner, other } = await office();
    const age = `update session set authenticated_at = now() - interval '16 minutes' where account_id = $1`;
    await database.db.system((tx) => tx.query(age, [owner.id]));
    expect(codeOf(await give(owner, other, { role: 'admin' }))).toEqual([403, 'sign_in.not_fresh']);
    expect((await owner.ask({ url: '/v1/members' })).statusCode).toBe(200);
  });

  test('leave an entry in the audit for each change, and none for a refused one', async () => {
    const { owner, admin, other, workspaceId } = await office();
    await give(admin, other, { role: 'owner' });
    await give(owner, other, { role: 'analyst' });
    const { rows } = await database.db.tx(workspaceId, (tx) =>
      tx.query('select act, actor, before, after from audit_entry where workspace_id = current_workspace()'),
    );
    expect(rows).toMatchObject([
      {
        act: 'member.changed',
        actor: `member:${owner.id}`,
        before: { role: 'agent' },
        after: { role: 'analyst' },
      },
    ]);
  });
});

describe('whoever is taken out', () => {
  const scopes = ['workspace.read'];
  const makeKey = async (by: Colleague) =>
    (await by.ask({ method: 'POST', url: '/v1/api-keys', payload: { name: 'Till', scopes } })).json();
  const with_ = (secret: string) =>
    app.http.inject({ url: '/v1/me', headers: { authorization: `Bearer ${secret}` } });
  const keysOf = async (by: Colleague, of: Colleague) =>
    (await by.ask({ url: `/v1/members/${of.memberId}/api-keys` })).json().data;
  const audited = async (by: Colleague) =>
    (await by.ask({ url: '/v1/audit' })).json().data.map((entry: { act: string }) => entry.act);

  test('takes along the keys that they made and that still work, and no others', async () => {
    const { owner, admin } = await office();
    const [theirs, ended, others] = [await makeKey(admin), await makeKey(admin), await makeKey(owner)];
    await owner.ask({ method: 'DELETE', url: `/v1/api-keys/${ended.id}` });
    expect((await with_(theirs.secret)).statusCode).toBe(200);
    const { secret, ...shown } = theirs;
    expect(await keysOf(owner, admin)).toEqual([{ ...shown, last_used_at: expect.any(String) }]);
    expect(shown.made_by).toEqual({ id: admin.memberId, name: 'A colleague', is_member: true });
    await owner.ask({ method: 'DELETE', url: `/v1/members/${admin.memberId}` });
    expect([(await with_(secret)).statusCode, (await with_(others.secret)).statusCode]).toEqual([401, 200]);
    expect(await audited(owner)).toEqual(expect.arrayContaining(['member.removed', 'api_key.revoked']));
    expect((await audited(owner)).filter((act: string) => act === 'api_key.revoked')).toHaveLength(2);
  });

  test('leaves them where that is said, and the listing says that their maker has gone', async () => {
    const { owner, admin } = await office();
    const { secret } = await makeKey(admin);
    await owner.ask({ method: 'DELETE', url: `/v1/members/${admin.memberId}?keys=keep` });
    expect((await with_(secret)).statusCode).toBe(200);
    const [listed] = (await owner.ask({ url: '/v1/api-keys' })).json().data;
    expect(listed.made_by).toEqual({ id: admin.memberId, name: 'A colleague', is_member: false });
  });

  test('leaves none by the word of somebody who may not hand keys out', async () => {
    const { owner, admin } = await office();
    const { secret } = await makeKey(admin);
    await owner.ask({
      method: 'PATCH',
      url: `/v1/members/${admin.memberId}`,
      payload: { role: 'analyst' },
    });
    const leave = () => admin.ask({ method: 'POST', url: '/v1/me/leave?keys=keep' });
    expect(codeOf(await leave())).toEqual([403, 'member.keys_end']);
    expect((await with_(secret)).statusCode).toBe(200);
    await owner.ask({
      method: 'PATCH',
      url: `/v1/members/${admin.memberId}`,
      payload: { role: 'developer' },
    });
    expect((await leave()).statusCode).toBe(204);
    expect((await with_(secret)).statusCode).toBe(200);
  });

  test('takes no key along that they renewed and somebody else made', async () => {
    const { owner, admin } = await office();
    const rotate = async (by: Colleague, id: string) =>
      (await by.ask({ method: 'POST', url: `/v1/api-keys/${id}/rotate`, payload: {} })).json();
    const renewed = await rotate(admin, (await makeKey(owner)).id);
    expect(renewed.made_by.id).toBe(owner.memberId);
    const theirs = await makeKey(admin);
    await owner.ask({ method: 'DELETE', url: `/v1/members/${admin.memberId}?keys=keep` });
    expect((await with_(renewed.secret)).statusCode).toBe(200);
    expect((await rotate(owner, theirs.id)).made_by.id).toBe(owner.memberId);
  });

  test('by their own wish takes them along as well', async () => {
    const { admin } = await office();
    const { secret } = await makeKey(admin);
    expect((await admin.ask({ method: 'POST', url: '/v1/me/leave' })).statusCode).toBe(204);
    expect((await with_(secret)).statusCode).toBe(401);
  });
});

describe('a person in two workspaces', () => {
  test('goes from one to the other, and to no third', async () => {
    const [here, there, foreign] = [await office(), await office(), await office()];
    const token = tokenOf(await invite(there.owner, { email: here.other.email, role: 'marketer' }));
    const cookie = cookiesOf(await accept(token, {}, here.other.cookie));
    const go = (workspaceId: string) =>
      post('/v1/me/workspace', { id: `wsp_${workspaceId.replaceAll('-', '')}` }, cookie);
    expect((await go(here.workspaceId)).json().permissions).not.toContain('campaigns.launch');
    expect((await go(there.workspaceId)).json().permissions).toContain('campaigns.launch');
    const [strange, missing] = [await go(foreign.workspaceId), await go(app.ctx.ids.uuid())];
    expect({ ...strange.json(), request_id: '' }).toEqual({ ...missing.json(), request_id: '' });
    expect(strange.statusCode).toBe(404);
  });
});
