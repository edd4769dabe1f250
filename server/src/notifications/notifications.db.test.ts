import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Colleague, newColleague } from '../../test/colleagues.ts';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { openShop, type Shop } from '../../test/shop.ts';
import { type Clock, fixedClock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Letter } from '../platform/mail/mailer.ts';
import type { OutsideAnswer, OutsideFailure, OutsideRequest } from '../platform/outside/outside.ts';
import { notificationJobs, tendNotifications } from './notifications.jobs.ts';
import { notificationReactions } from './reactions.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let owner: Colleague;
let letters: Letter[];
let calls: OutsideRequest[];
let answerOfCall: OutsideAnswer | OutsideFailure;
/** What happens while an address is being called. */
let meanwhile: () => Promise<void>;
const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const sql = <Row extends object>(text: string, ...values: unknown[]) =>
  inShop((tx) => tx.query<Row & Record<string, unknown>>(text, [shop.workspaceId, ...values]));

beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  clock.moveTo('2026-11-24T17:00:00Z');
  shop = await openShop(database.db, clock);
  owner = await newColleague(app, shop.workspaceId);
  [letters, calls] = [[], []];
  meanwhile = async () => {};
  answerOfCall = { kind: 'answer', status: 204, contentType: null, body: Buffer.alloc(0) };
});

const workerCtx = () => ({ ...shop.ctx, clock: clock as Clock, db: database.worker });

/** The round of a minute, as the worker makes it. */
const round = () =>
  tendNotifications(workerCtx(), shop.workspaceId, {
    post: {
      mailer: { send: async (letter) => void letters.push(letter), close: () => {} },
      origin: 'https://texts.example.com',
    },
    outside: async (wanted) => {
      calls.push(wanted);
      const answer = answerOfCall;
      await meanwhile();
      return answer;
    },
  });

type Told = {
  at: string;
  kind: string;
  sentence: string;
  path: string;
  id: string;
  told: { way: string; state: string; trouble: string | null }[];
};
const listOf = async (who: Colleague, query = ''): Promise<Told[]> =>
  (await who.ask({ url: `/v1/me/notifications${query}` })).json().data;
const set = (who: Colleague, payload: object) =>
  who.ask({ method: 'PATCH', url: '/v1/me/notification-settings', payload });
const unreadOf = async (who: Colleague) =>
  (await who.ask({ url: '/v1/me/notifications/unread' })).json().unread;

const troubleWithGateway = () =>
  sql(`update gateway set state = 'no_funds', state_since = now() where workspace_id = $1`);
async function finishCampaign(name: string): Promise<void> {
  await sql(
    `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by, finished_at)
     values ($1, $2, $3, $4, $5, 'Hi', '{}', 'finished', 'system:test', $6)`,
    ...[randomUUID(), name, shop.programId, shop.senderId, clock.now()],
  );
}

describe('what is new', () => {
  test('is found within the minute, told once, to those who may know of it, with where to look', async () => {
    const analyst = await newColleague(app, shop.workspaceId, { role: 'analyst' });
    await troubleWithGateway();
    await finishCampaign('Spring');
    await sql(
      `insert into api_key (workspace_id, id, name, prefix, secret_hash, scopes, expires_at) values ($1, $2, 'Till', 'tk', $3, '{}', $4)`,
      ...[randomUUID(), Buffer.from(randomUUID()), new Date('2026-12-01T00:00:00Z')],
    );
    await sql(
      `insert into data_request (workspace_id, id, kind, law, status, number, channel, received_at, due_at, created_by)
       values ($1, $2, 'access', 'gdpr', 'verified', '+12025550142', 'email', '2026-11-01T00:00:00Z', '2026-11-28T00:00:00Z', 'x')`,
      randomUUID(),
    );
    await sql(
      `insert into import (workspace_id, id, file_name, file_path, status, rows_done, created_by, imported_at) values ($1, $2, 'list.csv', '/x', 'imported', 12, $3, $4)`,
      ...[randomUUID(), `member:${owner.id}`, clock.now()],
    );
    const happenedAt = clock.now().toISOString();
    clock.forward(50_000);
    await round();
    await round();
    const found = await listOf(owner);
    expect(Object.fromEntries(found.map((one) => [one.kind, one.sentence]))).toEqual({
      'gateway.down': 'The account “Nowhere” has no funds left.',
      'campaign.finished': '“Spring” is done.',
      'key.expiring': 'The API key “Till” ends on 2026-11-30.',
      'request.due': 'A data request has to be answered by 2026-11-27.',
      'import.finished': '“list.csv” is imported (rows taken in: 12).',
    });
    expect(found).toHaveLength(5);
    // It is told of the hour at which it happened, and not of the one at which it was found.
    const atOf = (wanted: string) => found.find(({ kind }) => kind === wanted)?.at;
    expect([atOf('campaign.finished'), atOf('import.finished')]).toEqual([happenedAt, happenedAt]);
    expect(found.find(({ kind }) => kind === 'campaign.finished')?.path).toMatch(/^\/campaigns\/cmp_/);
    // The analyst may look, but manages no keys, answers no requests and brought no file.
    expect((await listOf(analyst)).map(({ kind }) => kind).sort()).toEqual([
      'campaign.finished',
      'gateway.down',
    ]);
  });

  test('of a reply that has waited and of a name in a note is for whoever it is about', async () => {
    const [ana, ben] = [
      await newColleague(app, shop.workspaceId, { role: 'agent' }),
      await newColleague(app, shop.workspaceId, { role: 'agent' }),
    ];
    const { rows } = await sql<{ id: number }>(
      `insert into conversation (workspace_id, number, brand_id, begun_at, last_reply_at, last_reply_id)
       values ($1, '+12025550142', $2, $3, $3, 1) returning id`,
      ...[shop.brandId, new Date('2026-11-24T16:00:00Z')],
    );
    const id = rows[0]?.id;
    await sql(
      `insert into conversation_state (workspace_id, conversation_id, state, assignee_id, waits_since, last_at) values ($1, $2, 'open', $3, $4, $4)`,
      ...[id, ana.id, new Date('2026-11-24T16:00:00Z')],
    );
    await sql(
      `with note as (insert into conversation_event (workspace_id, conversation_id, at, actor, act, body) values ($1, $2, $3, $4, 'noted', 'x') returning id)
       insert into conversation_mention (workspace_id, event_id, account_id) select $1, id, $5 from note`,
      ...[id, clock.now(), `member:${ana.id}`, ben.id],
    );
    await round();
    expect(await listOf(ana)).toMatchObject([
      {
        kind: 'reply.waiting',
        sentence: 'A conversation has waited 60 min for an answer.',
        path: `/inbox?open=cnv_${id}`,
      },
    ]);
    expect(await listOf(ben)).toMatchObject([
      { kind: 'reply.mention', sentence: 'A colleague has named you in a note on a conversation.' },
    ]);
  });

  test('of a campaign that waits for approval is for those who did not write it, until it is another', async () => {
    const [writer, officer] = [owner, await newColleague(app, shop.workspaceId, { role: 'compliance' })];
    await inShop((tx) =>
      tx.query(
        `insert into approval_policy (workspace_id, needed, over_people, purposes, valid_hours) values ($1, 1, null, null, 72)`,
        [shop.workspaceId],
      ),
    );
    await sql(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by, authors, content_hash, estimate)
       values ($1, $2, 'Spring', $3, $4, 'Hi', '{}', 'checked', $5, array[$5], $6, '{"people": 3}')`,
      ...[randomUUID(), shop.programId, shop.senderId, `member:${writer.id}`, Buffer.alloc(32, 1)],
    );
    await round();
    await round();
    expect((await listOf(officer)).map(({ kind }) => kind)).toEqual(['approval.asked']);
    expect(await listOf(writer)).toEqual([]);
    await sql(`update campaign set content_hash = $2 where workspace_id = $1`, Buffer.alloc(32, 2));
    await round();
    expect(await listOf(officer)).toHaveLength(2);
  });

  test('of what was said of a campaign is told to whoever wrote it, with the words', async () => {
    const writer = await newColleague(app, shop.workspaceId, { role: 'marketer' });
    const officer = await newColleague(app, shop.workspaceId, { role: 'compliance' });
    const campaignId = randomUUID();
    await sql(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by, authors)
       values ($1, $2, 'Spring', $3, $4, 'Hi', '{}', 'checked', $5, array[$5])`,
      ...[campaignId, shop.programId, shop.senderId, `member:${writer.id}`],
    );
    await sql(
      `insert into campaign_approval (workspace_id, campaign_id, content_hash, people, verdict, account_id, note, given_at, expires_at)
       values ($1, $2, $3, 3, 'changes_requested', $4, 'Say until when.', $5, $5)`,
      ...[campaignId, Buffer.alloc(32, 1), officer.id, clock.now()],
    );
    await round();
    await round();
    expect((await listOf(writer)).map(({ kind, sentence }) => [kind, sentence])).toEqual([
      ['approval.answered', expect.stringContaining('wants “Spring” changed: Say until when.')],
    ]);
    expect((await listOf(officer)).map(({ kind }) => kind)).not.toContain('approval.answered');
  });

  test('of alerts and of the switch comes as news, and is told once however often it is brought', async () => {
    const { workspaceId } = shop;
    const alert = { workspaceId, type: 'alert.raised', data: { alert_id: 'a', sentence: 'Too many.' } };
    await notificationReactions['alert.raised'](workerCtx(), alert);
    await notificationReactions['alert.raised'](workerCtx(), alert);
    const data = { level: 'workspace', sending: 'none', reason: 'A mistake.' };
    await notificationReactions['sending.switched'](workerCtx(), {
      workspaceId,
      type: 'sending.switched',
      data,
    });
    expect((await listOf(owner)).map(({ sentence }) => sentence)).toEqual([
      'All sending is stopped. A mistake.',
      'Too many.',
    ]);
  });
});

describe('a list', () => {
  test('counts what is unread, and is read one by one or all at once', async () => {
    for (const name of ['One', 'Two', 'Three']) await finishCampaign(name);
    await round();
    expect(await unreadOf(owner)).toBe(3);
    const [newest] = await listOf(owner);
    const read = (payload: object) =>
      owner.ask({ method: 'POST', url: '/v1/me/notifications/read', payload });
    expect((await read({ ids: [newest?.id] })).json()).toMatchObject({ read: 1 });
    expect((await listOf(owner, '?unread=true')).map(({ id }) => id)).not.toContain(newest?.id);
    expect((await read({ until: newest?.id })).json()).toMatchObject({ read: 2 });
    expect(await unreadOf(owner)).toBe(0);
    const page = (await owner.ask({ url: '/v1/me/notifications?limit=2' })).json();
    expect([page.data.length, page.has_more]).toEqual([2, true]);
    const rest = (await owner.ask({ url: `/v1/me/notifications?limit=2&cursor=${page.next_cursor}` })).json();
    expect([rest.data.length, rest.has_more]).toEqual([1, false]);
  });

  test('of one person is nobody else’s, and a key shows it to whoever made the key, as far as its scopes go', async () => {
    const key = await owner.ask({
      method: 'POST',
      url: '/v1/api-keys',
      payload: { name: 'Mine', scopes: ['workspace.read', 'senders.read'] },
    });
    await troubleWithGateway();
    await finishCampaign('Spring');
    await round();
    const headers = { authorization: `Bearer ${key.json().secret}` };
    const seen = await app.http.inject({ url: '/v1/me/notifications', headers });
    expect(seen.json().data.map(({ kind }: Told) => kind)).toEqual(['gateway.down']);
    const moved = await app.http.inject({
      ...{
        method: 'PATCH',
        url: '/v1/me/notification-settings',
        headers,
        payload: { webhook_url: 'https://a.example/' },
      },
    });
    expect(moved.json()).toMatchObject({ code: 'caller.not_a_person' });
    const nobody = await app.withKey(shop.workspaceId, ['workspace.read']);
    expect((await nobody({ url: '/v1/me/notifications' })).json()).toMatchObject({
      code: 'caller.not_a_person',
    });
  });

  test('forgets after ninety days', async () => {
    await finishCampaign('Spring');
    await round();
    clock.forward(91 * 86_400_000);
    const jobs = notificationJobs({ post: null, outside: async () => answerOfCall });
    await jobs['notifications.sweep']?.(workerCtx(), {}, new AbortController().signal);
    expect(await listOf(owner)).toEqual([]);
  });
});

describe('outside of the console', () => {
  test('mail waits for the end of quiet times and is one letter then; what is urgent does not', async () => {
    await set(owner, {
      choices: { 'campaign.finished': ['email'] },
      quiet: { from: '11:00', until: '14:00' },
    });
    await finishCampaign('One');
    await finishCampaign('Two');
    await round();
    expect(letters).toEqual([]);
    await troubleWithGateway();
    await round();
    expect(letters).toMatchObject([
      { to: owner.email, subject: expect.stringContaining('A carrier account is in trouble') },
    ]);
    clock.moveTo('2026-11-24T19:00:00Z');
    await round();
    expect(letters).toHaveLength(2);
    expect(letters[1]).toMatchObject({ subject: expect.stringContaining('2 notifications') });
    for (const name of ['One', 'Two']) expect(letters[1]?.text).toContain(`“${name}” is done.`);
    // Not by the bell, as was chosen.
    expect((await listOf(owner)).map(({ kind }) => kind)).toEqual(['gateway.down']);
    await round();
    expect(letters).toHaveLength(2);
  });

  test('a program of the person’s own is called, signed, again after a failure, and with the same id', async () => {
    const answer = (
      await set(owner, {
        webhook_url: 'https://hooks.example.com/me',
        choices: { 'campaign.finished': ['app', 'webhook'] },
      })
    ).json();
    expect(answer.webhook_secret).toMatch(/^whsec_/);
    expect((await owner.ask({ url: '/v1/me/notification-settings' })).json().webhook_secret).toBeNull();
    await finishCampaign('Spring');
    answerOfCall = { kind: 'answer', status: 500, contentType: null, body: Buffer.alloc(0) };
    await round();
    await round();
    expect(calls).toHaveLength(1);
    expect((await listOf(owner))[0]?.told).toMatchObject([
      { way: 'webhook', state: 'waiting', trouble: 'The address answered 500.' },
    ]);
    answerOfCall = { ...answerOfCall, status: 200 };
    clock.forward(31_000);
    await round();
    const [first, second] = calls.map(({ headers = {} }) => headers['webhook-id']);
    expect([calls.length, first]).toEqual([2, second]);
    const headers = calls[1]?.headers ?? {};
    const key = Buffer.from(answer.webhook_secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${calls[1]?.body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect((await listOf(owner))[0]?.told).toMatchObject([{ state: 'told', trouble: null }]);
  });

  test('a slow address makes nobody be told twice: what another worker took meanwhile is left to it', async () => {
    await set(owner, {
      webhook_url: 'https://hooks.example.com/me',
      choices: { 'campaign.finished': ['webhook', 'email'] },
    });
    for (const name of ['One', 'Two', 'Three']) await finishCampaign(name);
    answerOfCall = { kind: 'answer', status: 500, contentType: null, body: Buffer.alloc(0) };
    // The first call outlives what everything was taken for; another worker begins anew, and is answered.
    meanwhile = async () => {
      meanwhile = async () => {};
      answerOfCall = { kind: 'answer', status: 204, contentType: null, body: Buffer.alloc(0) };
      clock.forward(6 * 60_000);
      await round();
    };
    await round();
    const names = calls.map(({ body }) => /“(One|Two|Three)”/.exec(String(body))?.[1]).sort();
    // The slow call itself was made, and then made again by whoever took it to be lost; the receiver knows it by its id.
    expect(names).toHaveLength(4);
    expect(new Set(names)).toEqual(new Set(['One', 'Two', 'Three']));
    expect(new Set(calls.map(({ headers }) => headers?.['webhook-id'])).size).toBe(3);
    expect(letters).toHaveLength(1);
    // Nor is what it was told overwritten by the failure that came late.
    clock.forward(86_400_000);
    await round();
    expect(calls).toHaveLength(4);
  });

  test('an address that is gone for good is given up, and says so', async () => {
    await set(owner, { webhook_url: 'https://hooks.example.com/me' });
    await owner.ask({ method: 'POST', url: '/v1/me/notification-settings/test' });
    answerOfCall = { kind: 'failed', code: 'private_address' };
    await round();
    clock.forward(86_400_000);
    await round();
    expect(calls).toHaveLength(1);
    const [told] = await listOf(owner);
    expect(told?.told).toMatchObject([
      { way: 'email', state: 'told' },
      { way: 'webhook', state: 'given_up', trouble: expect.stringContaining('private_address') },
    ]);
  });
});

test.each([
  [{ choices: { 'no.such': ['app'] } }, 'notifications.unknown_kind'],
  [{ choices: { test: [] } }, 'notifications.unknown_kind'],
  [{ quiet: { from: '25:00', until: '07:00' } }, 'notifications.bad_time'],
  [{ quiet: { from: '07:00', until: '07:00' } }, 'notifications.bad_time'],
  [{ time_zone: 'Mars/Olympus' }, 'notifications.bad_zone'],
  [{ time_zone: '+05:00' }, 'notifications.bad_zone'],
  [{ webhook_url: 'http://hooks.example.com' }, 'notifications.bad_address'],
  [{ webhook_url: 'https://[::1]/' }, 'notifications.private_address'],
  [{ digest_hour: 24 }, 'request.invalid'],
  [{ choices: { 'gateway.down': ['pigeon'] } }, 'request.invalid'],
])('settings like %o are refused', async (payload, code) => {
  expect((await set(owner, payload)).json()).toMatchObject({ code });
});
