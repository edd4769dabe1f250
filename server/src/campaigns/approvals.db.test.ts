import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { publicId } from '../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let marketer: Ask;
let officer: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  shop = await openShop(database.db);
  await database.db.tx(shop.workspaceId, (tx) => addPerson(tx, shop, { n: 1, firstName: 'Ada' }));
  [marketer, officer] = await Promise.all([
    app.signedIn(shop.workspaceId, 'marketer'),
    app.signedIn(shop.workspaceId, 'compliance'),
  ]);
  const payload = { needed: 1, over_people: null, purposes: null, valid_hours: 24 };
  expect((await officer({ method: 'PUT', url: '/v1/policy/approval', payload })).statusCode).toBe(200);
});

const post = (ask: Ask, url: string, payload?: object) =>
  ask({ method: 'POST', url, ...(payload && { payload }) });

async function writeAndCheck(ask: Ask = marketer): Promise<string> {
  const answer = await post(ask, '/v1/campaigns', {
    name: 'Spring',
    program_id: publicId('prg', shop.programId),
    sender_id: publicId('snd', shop.senderId),
    body: 'Harbor Coffee: rolls from 7. Reply STOP to opt out',
    include: { lists: [publicId('lst', shop.listId)] },
  });
  const url = `/v1/campaigns/${answer.json().id}`;
  expect((await post(ask, `${url}/check`)).statusCode).toBe(200);
  return url;
}

const look = async (url: string) => (await officer({ url: `${url}/approvals` })).json();

async function say(ask: Ask, url: string, verdict: string, note?: string) {
  const { content_sha256 } = await look(url);
  return post(ask, `${url}/approvals`, { verdict, content_sha256, ...(note && { note }) });
}

test('a campaign leaves once somebody else has approved it', async () => {
  const url = await writeAndCheck();
  const refused = await post(marketer, `${url}/launch`);
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'campaign.not_approved']);
  expect((await say(officer, url, 'approved')).json()).toMatchObject({
    state: 'approved',
    given: 1,
    needed: 1,
    people: 1,
    data: [{ verdict: 'approved', by: 'A member', is_of_this_content: true }],
  });
  expect((await post(marketer, `${url}/launch`)).statusCode).toBe(200);
  const { rows } = await database.db.tx(shop.workspaceId, (tx) =>
    tx.query('select act from audit_entry order by id desc limit 2'),
  );
  expect(rows).toEqual([{ act: 'campaign.launched' }, { act: 'campaign.approved' }]);
});

test('a campaign that is scheduled can be approved until its hour', async () => {
  const url = await writeAndCheck();
  const payload = { recall_minutes: 600 };
  expect((await marketer({ method: 'PUT', url: `${url}/schedule`, payload })).statusCode).toBe(200);
  expect((await say(officer, url, 'approved')).json()).toMatchObject({ state: 'approved' });
});

test('any edit makes an approval void', async () => {
  const url = await writeAndCheck();
  await say(officer, url, 'approved');
  const body = 'Harbor Coffee: cake from 7. Reply STOP to opt out';
  await marketer({ method: 'PATCH', url, payload: { body } });
  expect(await look(url)).toMatchObject({ state: 'not_checked', content_sha256: null });
  await post(marketer, `${url}/check`);
  expect(await look(url)).toMatchObject({ state: 'waiting', data: [{ is_of_this_content: false }] });
  expect((await post(marketer, `${url}/launch`)).json().code).toBe('campaign.not_approved');
});

test('what is approved is what was looked at, not what it has become since', async () => {
  const url = await writeAndCheck();
  const { content_sha256 } = await look(url);
  const body = 'Harbor Coffee: cake from 7. Reply STOP to opt out';
  await marketer({ method: 'PATCH', url, payload: { body } });
  await post(marketer, `${url}/check`);
  const late = await post(officer, `${url}/approvals`, { verdict: 'approved', content_sha256 });
  expect([late.statusCode, late.json().code]).toEqual([409, 'campaign.changed_meanwhile']);
});

test('nobody approves what they wrote, or changed, themselves', async () => {
  const owner = await app.signedIn(shop.workspaceId);
  const url = await writeAndCheck(owner);
  expect((await say(owner, url, 'approved')).json().code).toBe('approval.own_words');
  const other = await app.signedIn(shop.workspaceId, 'admin');
  await other({ method: 'PATCH', url, payload: { name: 'Spring again' } });
  await post(owner, `${url}/check`);
  expect((await say(other, url, 'approved')).json().code).toBe('approval.own_words');
  expect((await say(officer, url, 'approved')).statusCode).toBe(201);
});

test('whoever declines says why, and it stays', async () => {
  const url = await writeAndCheck();
  await say(officer, url, 'declined', 'The offer has no end.');
  const refused = await post(marketer, `${url}/launch`);
  expect([refused.json().code, refused.json().detail]).toEqual([
    'campaign.declined',
    expect.stringContaining('The offer has no end.'),
  ]);
});

test('a marketer and a key can approve nothing', async () => {
  const url = await writeAndCheck();
  expect((await say(marketer, url, 'approved')).statusCode).toBe(403);
  const key = await app.withKey(shop.workspaceId, ['campaigns.approve', 'campaigns.read']);
  expect((await say(key, url, 'approved')).statusCode).toBe(403);
});

test('whoever wants it otherwise says what, and the next version is shown beside the approved one', async () => {
  const url = await writeAndCheck();
  expect((await say(officer, url, 'changes_requested')).json().code).toBe('approval.no_note');
  await say(officer, url, 'approved');
  const body = 'Harbor Coffee: cake from 7. Reply STOP to opt out';
  await marketer({ method: 'PATCH', url, payload: { body } });
  await post(marketer, `${url}/check`);
  const sheet = (await officer({ url: `${url}/approval-sheet` })).json();
  expect(sheet.now).toMatchObject({ body, people: 1, starts_at: null });
  expect(sheet.approved).toMatchObject({ by: 'A member', content: { people: 1 } });
  expect(sheet.approved.content.body).toContain('rolls from 7');
  const wanted = await say(officer, url, 'changes_requested', 'Say until when.');
  expect(wanted.json()).toMatchObject({
    state: 'changes_requested',
    sentence: expect.stringContaining('until when'),
  });
  const refused = await post(marketer, `${url}/launch`);
  expect([refused.json().code, refused.json().detail]).toEqual([
    'campaign.changes_requested',
    expect.stringContaining('Say until when.'),
  ]);
});

test('the list has what waits, with what its author says of exactly this', async () => {
  const url = await writeAndCheck();
  const request = {
    method: 'PUT' as const,
    url: `${url}/approval-request`,
    payload: { note: ' Sale ends Friday. ' },
  };
  expect((await marketer({ ...request, payload: { note: '  ' } })).json().code).toBe('approval.no_note');
  expect((await marketer(request)).statusCode).toBe(200);
  const { rows } = await database.db.tx(shop.workspaceId, (tx) =>
    tx.query(`select after->>'note' as note from audit_entry where act = 'campaign.approval_asked'`),
  );
  expect(rows).toEqual([{ note: 'Sale ends Friday.' }]);
  const { data } = (await officer({ url: '/v1/approvals' })).json();
  expect(data).toMatchObject([
    {
      ...{ name: 'Spring', state: 'waiting', is_own: false },
      request: { note: 'Sale ends Friday.', is_of_this_content: true },
    },
  ]);
  expect((await marketer({ url: '/v1/approvals' })).json().data).toMatchObject([{ is_own: true }]);
});

test('one that is scheduled can still be approved, with its hour', async () => {
  const url = await writeAndCheck();
  const armed = await marketer({ method: 'PUT', url: `${url}/schedule`, payload: { recall_minutes: 60 } });
  expect(armed.statusCode).toBe(200);
  expect((await officer({ url: `${url}/approval-sheet` })).json().now.starts_at).not.toBeNull();
  expect((await say(officer, url, 'approved')).json().state).toBe('approved');
});
