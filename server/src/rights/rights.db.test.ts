import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch } from '../../test/dispatching.ts';
import { settleReplies } from '../../test/replying.ts';
import { saveViewsOfAda } from '../../test/saved-views.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { getContact, verifyConsentChain } from '../contacts/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import { readUuidId } from '../platform/ids.ts';
import { eraseRest } from './erase.ts';

const ada = '+13125550142';
const slowMs = 60_000;

let database: TestDatabase;
let desk: SendingDesk;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  desk = await sendingDesk(database);
  ask = await desk.app.withKey(desk.on.fixture.workspaceId, [
    'requests.open',
    'requests.read',
    'requests.write',
    'contacts.read',
    'contacts.write',
    'contacts.import',
    'messages.send',
    'messages.read',
  ]);
});
afterEach(() => desk.close());

const send = async (url: string, payload: object = {}, method: 'POST' | 'GET' = 'POST') => {
  const answer = await ask({ method, url, ...(method === 'POST' && { payload }) });
  return { status: answer.statusCode, json: answer.json() };
};
const open = async (kind: string, more: object = { number: ada }) =>
  (await send('/v1/data-requests', { kind, channel: 'email', ...more })).json;
const attest = (id: string) => send(`/v1/data-requests/${id}/verify`, { attested: 'Came with a passport.' });
const done = (id: string, body: object = {}) => send(`/v1/data-requests/${id}/done`, body);
const finishErasing = (id: string) =>
  eraseRest(
    { ...desk.on.ctx, db: database.worker },
    { workspaceId: desk.on.fixture.workspaceId, requestId: readUuidId('drq', id) ?? '' },
  );
const reply = async (body: string, from = ada) => {
  const { ctx, fixture } = desk.on;
  await openReplyDesk(ctx).receive(fixture.workspaceId, fixture.gatewayId, [
    { providerId: randomUUID(), from, to: fixture.sender.number, body, ageMs: 0 },
  ]);
  await settleReplies(ctx, fixture.workspaceId);
};

/** Ada as every slice comes to know her: by a form, a text, a campaign, an operation, a reply and a key that repeats. */
async function meetAda(): Promise<string> {
  const made = await send('/v1/contacts', {
    number: ada,
    first_name: 'Adalina',
    last_name: 'Quillfeather',
    email: 'adalina@quillfeather.example',
    fields: {},
    tags: ['regular'],
    consent: {
      program_id: desk.programId,
      method: 'web_form',
      occurred_at: '2026-11-20T12:00:00Z',
      words_shown: 'Yes, text me.',
      evidence: { ip: '192.0.2.44', name: 'Adalina Quillfeather' },
    },
  });
  expect(made.status).toBe(201);
  await desk.post({ to: ada, body: 'Hello {{ first_name }}, order 7 is ready.' }, randomUUID());
  await send('/v1/messages/bulk', {
    program_id: desk.programId,
    body: 'To {{ first_name }}: hello.',
    recipients: [{ to: ada }, { to: made.json.id }],
  });
  await launch(desk.on);
  await desk.work();
  await reply('This is Adalina, is my order 7 ready?');
  await openLink(made.json.id);
  await saveViewsOfAda(await desk.app.signedIn(desk.on.fixture.workspaceId));
  return made.json.id as string;
}

/** As though a text to this person had held a short link. */
async function openLink(contactId: string): Promise<void> {
  await desk.on.in(async (tx) => {
    await tx.query(
      `insert into link (workspace_id, id, url, made_by, created_at, changed_at)
       values (current_workspace(), $1, 'https://kestrel.example/7', 'test', now(), now())`,
      [randomUUID()],
    );
    await tx.query(
      `insert into click (workspace_id, link_id, message_id, at, method, agent)
       select l.workspace_id, l.id, (select max(m.id) from message m where m.contact_id = $1), now(), 'GET', 'Adalina’s phone'
       from link l where l.workspace_id = current_workspace()`,
      [Number(contactId.slice('con_'.length))],
    );
  });
}

/** Every table of the database in which a word stands, with how often. */
async function tablesWith(word: RegExp): Promise<string[]> {
  return database.migrator.tx(desk.on.fixture.workspaceId, async (tx) => {
    const { rows: tables } = await tx.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    );
    expect(tables.length).toBeGreaterThan(40);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await tx.query<{ count: number }>(
        `select count(*)::integer as count from ${name} t
         where t::text ~* $1 and coalesce(to_jsonb(t) ->> 'workspace_id', $2) = $2`,
        [word.source, tx.workspaceId],
      );
      if ((rows[0]?.count ?? 0) > 0) found.push(name);
    }
    return found;
  });
}
const traces = /3125550142|adalina|quillfeather|192\.0\.2\.44/;

describe('an erasure', () => {
  test(
    'leaves nothing of the person in any table, and the chain whole',
    async () => {
      const contactId = await meetAda();
      const before = await tablesWith(traces);
      const known = 'consent consent_event contact idempotency_key inbound_message message saved_view';
      expect(before).toEqual(expect.arrayContaining(known.split(' ')));
      const request = await open('erasure', { contact_id: contactId });
      await attest(request.id);
      expect((await done(request.id)).json).toMatchObject({ status: 'erasing' });
      // Nobody is found any more, at once.
      expect((await ask({ url: `/v1/contacts/${contactId}` })).statusCode).toBe(404);
      await desk.work();
      await finishErasing(request.id);
      const answer = (await send(`/v1/data-requests/${request.id}`, {}, 'GET')).json;
      expect(answer).toMatchObject({ status: 'done', contact_id: null });
      expect(answer.number).toMatch(/^#/);
      expect(await tablesWith(traces)).toEqual([]);
      expect(await desk.on.in(verifyConsentChain)).toMatchObject({ isIntact: true });
      // What is left is counted: every recipient stays in exactly one place.
      const texts = await desk.on.in((tx) =>
        tx.query(`select body, status from message where number like '#%'`),
      );
      expect(texts.rows.length).toBeGreaterThanOrEqual(2);
      expect(texts.rows.every((row) => row.body === '')).toBe(true);
    },
    slowMs,
  );

  test(
    'keeps who was erased from being texted when somebody brings them again',
    async () => {
      const contactId = await meetAda();
      const request = await open('erasure', { contact_id: contactId });
      await attest(request.id);
      await done(request.id);
      await finishErasing(request.id);
      const again = await send('/v1/contacts', {
        number: ada,
        consent: { program_id: desk.programId, method: 'web_form', occurred_at: '2026-11-21T12:00:00Z' },
      });
      expect([again.status, again.json.consent]).toEqual([201, 'opted_out']);
      const text = await desk.post({ to: ada, body: 'Hello again.' });
      expect([text.statusCode, text.json().code]).toEqual([422, 'contact.no_consent']);
    },
    slowMs,
  );

  test(
    'keeps the words of a text that may still leave until it has',
    async () => {
      const contactId = await meetAda();
      await reply('HELP');
      const request = await open('erasure', { contact_id: contactId });
      await attest(request.id);
      await done(request.id);
      await finishErasing(request.id);
      expect((await send(`/v1/data-requests/${request.id}`, {}, 'GET')).json.status).toBe('erasing');
      const { rows } = await desk.on.in((tx) => tx.query(`select body from message where status = 'queued'`));
      expect(rows.length).toBe(1);
      expect(rows[0]?.body).not.toBe('');
      await desk.work();
      await finishErasing(request.id);
      expect((await send(`/v1/data-requests/${request.id}`, {}, 'GET')).json.status).toBe('done');
      expect(await tablesWith(traces)).toEqual([]);
    },
    slowMs,
  );

  test(
    'waits for a legal hold, leaves the brand all the same, and is done when the hold is lifted',
    async () => {
      const contactId = await meetAda();
      const hold = (await send('/v1/legal-holds', { number: ada, reason: 'Smith v. Bakery, 1:26-cv-00001' }))
        .json;
      const request = await open('erasure', { contact_id: contactId });
      await attest(request.id);
      expect((await done(request.id)).json).toMatchObject({
        status: 'held',
        reason: 'legal_hold',
        answer: 'Smith v. Bakery, 1:26-cv-00001',
      });
      expect((await ask({ url: `/v1/contacts/${contactId}` })).statusCode).toBe(200);
      expect((await desk.post({ to: ada, body: 'Hello.' })).json().code).toBe('contact.opted_out');
      await send(`/v1/legal-holds/${hold.id}/lift`);
      expect((await ask({ url: `/v1/contacts/${contactId}` })).statusCode).toBe(404);
      await finishErasing(request.id);
      expect(await tablesWith(traces)).toEqual([]);
    },
    slowMs,
  );

  test('of a number that is nobody’s contact forgets what it wrote', async () => {
    await reply('What is this?', '+13125550188');
    const request = await open('erasure', { number: '(312) 555-0188' });
    await attest(request.id);
    await done(request.id);
    await desk.work();
    await finishErasing(request.id);
    expect(await tablesWith(/3125550188/)).toEqual([]);
  });
});

describe('who asks', () => {
  test('is shown by a code that is texted to the number, once and within ten minutes', async () => {
    await desk.agree(ada);
    const request = await open('access');
    expect((await send(`/v1/data-requests/${request.id}/verify`, { code: '123456' })).json.code).toBe(
      'data_request.code_none_sent',
    );
    await send(`/v1/data-requests/${request.id}/code`, { language: 'de' });
    await desk.work();
    const [text] = desk.on.carrier.accepted.filter(({ to }) => to === ada);
    expect(text?.body).toMatch(/ist Ihr Code/);
    const code = /^(\d{6}) /.exec(text?.body ?? '')?.[1] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    expect((await send(`/v1/data-requests/${request.id}/verify`, { code: wrong })).json.code).toBe(
      'data_request.code_wrong',
    );
    const verified = await send(`/v1/data-requests/${request.id}/verify`, { code });
    expect(verified.json).toMatchObject({ status: 'verified', verified_how: 'code' });
    const { rows } = await desk.on.in((tx) => tx.query('select code_hash from data_request'));
    expect(rows).toEqual([{ code_hash: null }]);
  });

  test('cannot be guessed, and nobody’s phone is flooded', async () => {
    await desk.agree(ada);
    const request = await open('access');
    const codeUrl = `/v1/data-requests/${request.id}/code`;
    await send(codeUrl);
    const tries = [];
    for (let at = 0; at < 6; at += 1)
      tries.push((await send(`/v1/data-requests/${request.id}/verify`, { code: 'abcdef' })).json.code);
    expect(tries).toEqual([...Array(5).fill('data_request.code_wrong'), 'data_request.code_too_many']);
    const sent = [];
    for (let at = 0; at < 3; at += 1) sent.push((await send(codeUrl)).status);
    expect(sent).toEqual([200, 200, 429]);
  });

  test('must be known before anything is done or handed over', async () => {
    await desk.agree(ada);
    const request = await open('erasure');
    expect((await done(request.id)).json.code).toBe('data_request.not_verified');
    const file = await send(`/v1/data-requests/${request.id}/export`, {}, 'GET');
    expect([file.status, file.json.code]).toEqual([409, 'data_request.not_verified']);
    expect(await tablesWith(/3125550142/)).toContain('contact');
  });
});

describe('a file to take along', () => {
  test(
    'holds everything on file, for machines, readers and spreadsheets',
    async () => {
      const contactId = await meetAda();
      const request = await open('portability', { contact_id: contactId });
      await attest(request.id);
      const url = `/v1/data-requests/${request.id}/export`;
      const file = (await ask({ url })).json();
      expect(file).toMatchObject({ object: 'personal_file', number: ada });
      const { sections } = file;
      expect(sections.about_you[0]).toMatchObject({
        first_name: 'Adalina',
        email: 'adalina@quillfeather.example',
      });
      expect(sections.lists_and_tags).toEqual([{ kind: 'tag', name: 'regular' }]);
      expect(sections.what_you_agreed_to).toMatchObject([{ status: 'opted_in', purpose: 'transactional' }]);
      expect(sections.record_of_consent[0]).toMatchObject({
        event: 'opt_in',
        words_shown: 'Yes, text me.',
        evidence: { ip: '192.0.2.44' },
      });
      const texts = sections.texts_to_you.map((text: { text: string }) => text.text);
      expect(texts).toContain('Hello Adalina, order 7 is ready.');
      expect(sections.texts_from_you).toMatchObject([{ text: 'This is Adalina, is my order 7 ready?' }]);
      expect(sections.links_you_opened).toMatchObject([{ address: 'https://kestrel.example/7' }]);
      expect(sections.your_requests).toMatchObject([{ kind: 'portability', status: 'verified' }]);
      const page = (await ask({ url: `${url}?format=html&language=fr` })).body;
      expect(page).toContain('Ce que A workspace conserve à votre sujet');
      expect(page).toContain('Hello Adalina, order 7 is ready.');
      const csv = (await ask({ url: `${url}?format=csv` })).body;
      expect(csv).toContain('about_you,1,first_name,Adalina\r\n');
      expect((await done(request.id)).json.code).toBe('data_request.no_answer');
      expect((await done(request.id, { answer: 'Sent by e-mail.' })).json.status).toBe('done');
    },
    slowMs,
  );
});

describe('a request', () => {
  test('corrects what is on file, and its audit holds none of it', async () => {
    const contactId = await meetAda();
    const request = await open('rectification', {
      contact_id: contactId,
      correction: { first_name: ' Adaline ', email: null },
    });
    await attest(request.id);
    expect((await done(request.id)).json.status).toBe('done');
    const contact = await desk.on.in((tx) => getContact(tx, Number(contactId.slice('con_'.length))));
    expect(contact).toMatchObject({ firstName: 'Adaline', lastName: 'Quillfeather', email: null });
    const audit = await desk.on.in((tx) => tx.query('select act, before, after from audit_entry'));
    expect(JSON.stringify(audit.rows)).not.toMatch(/adalin|quillfeather/i);
    expect(JSON.stringify(audit.rows)).toContain('contact.corrected');
  });

  test('objects to every brand at once when it is done', async () => {
    await desk.agree(ada);
    const request = await open('objection');
    await attest(request.id);
    await done(request.id);
    expect((await desk.post({ to: ada, body: 'Hello.' })).json().code).toBe('contact.opted_out');
  });

  test('is due by the law of where the person is, is listed first when late, and extended once', async () => {
    await desk.agree(ada);
    const early = await open('access', { number: ada, law: 'gdpr', received_at: '2026-09-30T08:00:00Z' });
    const late = await open('access', { number: ada, received_at: '2026-11-20T08:00:00Z' });
    expect([early.due_at, early.is_overdue]).toEqual(['2026-10-30T08:00:00.000Z', true]);
    expect([late.law, late.due_at, late.is_overdue]).toEqual(['us_state', '2027-01-04T08:00:00.000Z', false]);
    const overdue = (await send('/v1/data-requests?overdue=true', {}, 'GET')).json;
    expect(overdue.data.map((one: { id: string }) => one.id)).toEqual([early.id]);
    const [first, second] = [
      (await send('/v1/data-requests?limit=1', {}, 'GET')).json,
      (await send('/v1/data-requests', {}, 'GET')).json,
    ];
    expect([first.data[0].id, first.has_more, second.data.length]).toEqual([early.id, true, 2]);
    const rest = (await send(`/v1/data-requests?limit=1&cursor=${first.next_cursor}`, {}, 'GET')).json;
    expect(rest.data[0].id).toBe(late.id);
    const reason = { reason: 'Two years of texts to go through.' };
    expect((await send(`/v1/data-requests/${late.id}/extend`, reason)).json.due_at).toBe(
      '2027-02-18T08:00:00.000Z',
    );
    expect((await send(`/v1/data-requests/${late.id}/extend`, reason)).json.code).toBe(
      'data_request.extended_already',
    );
    expect((await send(`/v1/data-requests/${early.id}/extend`, reason)).json.code).toBe(
      'data_request.too_late_to_extend',
    );
  });

  test('is refused with a reason, and then is closed', async () => {
    const request = await open('access', { number: '+13125550177' });
    const refused = await send(`/v1/data-requests/${request.id}/refuse`, {
      reason: 'nothing_on_file',
      answer: 'We have nothing about this number.',
    });
    expect(refused.json).toMatchObject({ status: 'refused', reason: 'nothing_on_file' });
    expect((await done(request.id)).json.code).toBe('data_request.closed');
  });

  test.each([
    [{ kind: 'access' }, 'data_request.whose'],
    [{ kind: 'access', number: '12' }, 'number.'],
    [{ kind: 'access', number: ada, received_at: '2031-01-01T00:00:00Z' }, 'data_request.in_the_future'],
    [{ kind: 'rectification', number: ada }, 'data_request.correction'],
    [{ kind: 'erasure', number: ada, correction: { email: null } }, 'data_request.correction'],
    [{ kind: 'access', contact_id: 'con_99999999' }, 'contact.not_found'],
  ])('that says %o is refused as %s', async (body, code) => {
    const answer = await send('/v1/data-requests', body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.json.code).toContain(code);
    expect((await send('/v1/data-requests', {}, 'GET')).json.data).toEqual([]);
  });
});
