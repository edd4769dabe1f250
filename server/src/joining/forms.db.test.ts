import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import { liveProgram } from '../../test/joining.ts';
import { sendingFixture, testContext } from '../../test/sending.ts';
import { publicId } from '../platform/ids.ts';
import { confirmJoin } from './confirm-join.ts';

let database: TestDatabase;
let app: TestApp;
const ctx = () => app.ctx;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, { publicOrigin: 'https://texts.example.com' }, testContext(database.db));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

async function open(more: object = {}) {
  const fixture = await sendingFixture(ctx(), fakeCarrier().adapter, 0);
  const { workspaceId } = fixture;
  await liveProgram(ctx(), workspaceId, fixture.program.id, ['en', 'es']);
  const ask = await app.signedIn(workspaceId);
  const programId = publicId('prg', fixture.program.id);
  const made = await ask({
    method: 'POST',
    url: '/v1/forms',
    payload: {
      program_id: programId,
      name: 'Counter',
      intro: 'Bread & offers',
      asks: ['first_name'],
      ...more,
    },
  });
  expect(made.statusCode, made.body).toBe(201);
  const path = new URL(made.json().url).pathname;
  const get = (query = '', headers = {}) => app.http.inject({ url: `${path}${query}`, headers });
  const tokenOf = (page: string) => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const post = async (fields: Record<string, string>, { query = '', ip = '192.0.2.7' } = {}) => {
    const token = fields.token ?? tokenOf((await get(query)).body);
    return app.http.inject({
      method: 'POST',
      url: `${path}${query}`,
      headers: { ...asForm, 'user-agent': 'A browser' },
      remoteAddress: ip,
      payload: new URLSearchParams({ ...fields, token }).toString(),
    });
  };
  const rows = async <T extends object>(sql: string) =>
    (await ctx().db.tx(workspaceId, (tx) => tx.query<T>(sql))).rows;
  return { ask, programId, form: made.json(), path, get, post, rows, tokenOf, fixture };
}

const good = { number: '(312) 555-0142', agree: 'yes', first_name: 'Ada' };

describe('a sign-up form', () => {
  test('shows everything that people must be told, needs no script, and is small', async () => {
    const at = await open();
    const page = await at.get();
    expect(page.statusCode).toBe(200);
    for (const words of [
      'Bread &amp; offers',
      'not a condition of purchase',
      '+12025550100',
      'help@example.com',
      '/terms',
      '/privacy',
    ])
      expect(page.body).toContain(words);
    expect(page.body).not.toMatch(/<script|checked/);
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(Buffer.byteLength(page.body)).toBeLessThan(15_000);
    const framed = await at.get('?frame=1');
    expect(framed.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(at.form.embed).toContain('?frame=1');
  });

  test('is changed at its address, and whoever has it open agrees to what stands there now', async () => {
    const at = await open();
    const token = at.tokenOf((await at.get()).body);
    const url = `/v1/forms/${at.form.id}`;
    const read = await at.ask({ url });
    expect([read.headers.etag, read.json()]).toEqual(['"1"', at.form]);
    const change = (payload: object) => at.ask({ method: 'PATCH', url, payload });
    const changed = await change({ title: 'Join us', asks: [], version: 1 });
    expect(changed.json()).toEqual({
      ...{ ...at.form, title: 'Join us', asks: [], version: 2 },
      embed: expect.stringContaining('Join us'),
    });
    const late = await at.post({ ...good, token });
    expect(late.body).toContain('Join us');
    const blank = await change({ title: ' ', intro: '' });
    expect(blank.json()).toMatchObject({ title: null, intro: null });
    expect(await at.rows('select id from consent_event')).toEqual([]);
    expect((await at.post(good)).body).toContain('Look at your phone');
    const overtaken = await change({ intro: 'Cake', version: 1 });
    expect([overtaken.statusCode, overtaken.json().code]).toEqual([409, 'form.changed_meanwhile']);
    expect((await change({ title: null, intro: null })).json()).toMatchObject({ title: null, intro: null });
  });

  test('sends people for help to where the brand gives it now', async () => {
    const at = await open();
    const { brand } = (await at.ask({ url: `/v1/programs/${at.programId}` })).json();
    const { legal_name, postal_address, website } = brand;
    const put = (help_contact?: string) =>
      at.ask({
        method: 'PUT',
        url: `/v1/brands/${brand.id}`,
        payload: { legal_name, postal_address, website, help_contact },
      });
    expect((await put('care@example.com')).json()).toEqual({ ...brand, help_contact: 'care@example.com' });
    expect((await at.get()).body).toContain('care@example.com');
    const refused = await put('just ask');
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'program.no_help_contact']);
    expect((await put()).json().help_contact).toBe('care@example.com');
  });

  test('keeps its name to itself, its program for ever, and stays as it was once it is closed', async () => {
    const at = await open();
    const payload = { program_id: at.programId, name: 'Window' };
    await at.ask({ method: 'POST', url: '/v1/forms', payload });
    const url = `/v1/forms/${at.form.id}`;
    const change = async (change: object) => {
      const answer = await at.ask({ method: 'PATCH', url, payload: change });
      return [answer.statusCode, answer.json().code];
    };
    expect(await change({ name: 'Window' })).toEqual([409, 'form.name_taken']);
    expect(await change({ name: '  ' })).toEqual([422, 'request.invalid']);
    expect(await change({ program_id: at.programId })).toEqual([422, 'request.invalid']);
    await at.ask({ method: 'POST', url: `${url}/close` });
    expect(await change({ title: 'Late' })).toEqual([409, 'form.closed']);
  });

  test('asks the phone, and keeps what was shown and done', async () => {
    const at = await open();
    const answer = await at.post(good);
    expect(answer.body).toContain('Look at your phone');
    const [event] = await at.rows<{ type: string; words_shown: string; evidence: Record<string, string> }>(
      'select type, words_shown, evidence from consent_event',
    );
    expect(event).toMatchObject({
      type: 'doi_requested',
      evidence: { ip: '192.0.2.7', user_agent: 'A browser', checkbox_default: false },
    });
    const [look] = await at.rows<{ html: string; sha256: Buffer }>('select html, sha256 from page_snapshot');
    expect(look?.sha256.toString('hex')).toBe(event?.evidence.page_sha256);
    expect(look?.html).toContain(event?.words_shown);
    expect(await at.rows('select body from message')).toMatchObject([
      { body: expect.stringContaining('Reply YES to join Offers') },
    ]);
  });

  test('asks in a box of its own whether clicks may be kept, and keeps it once the phone has said YES', async () => {
    const at = await open({ asks_tracking: true });
    expect((await at.get()).body).toMatch(/<input type="checkbox" name="tracking" value="agreed"><span>/);
    await at.post({ ...good, tracking: 'agreed' });
    await at.post({ ...good, number: '(312) 555-0143' });
    const said = () => at.rows('select number, tracking, tracking_how from contact order by number');
    expect(await said()).toMatchObject([{ tracking: null }, { tracking: null }]);
    const { workspaceId, sender } = at.fixture;
    for (const number of ['+13125550142', '+13125550143'])
      await ctx().db.tx(workspaceId, (tx) =>
        confirmJoin(tx, ctx(), {
          ...{
            number,
            senderId: sender.id,
            rawText: 'YES',
            providerId: number,
            word: 'yes',
            occurredAt: ctx().clock.now(),
          },
        }),
      );
    expect(await said()).toMatchObject([
      {
        number: '+13125550142',
        tracking: 'agreed',
        tracking_how: expect.stringContaining(`form ${at.form.id}`),
      },
      { number: '+13125550143', tracking: null },
    ]);
  });

  test('without that box a form keeps nothing of it, whatever is posted', async () => {
    const at = await open();
    expect((await at.get()).body).not.toContain('name="tracking"');
    await at.post({ ...good, tracking: 'agreed' });
    const [event] = await at.rows<{ evidence: object }>('select evidence from consent_event');
    expect(event?.evidence).not.toHaveProperty('tracking');
  });

  test('speaks the visitor’s language, and so does the text', async () => {
    const at = await open();
    expect((await at.get('', { 'accept-language': 'es' })).body).toContain('acepta recibir');
    expect((await at.post(good, { query: '?language=es' })).body).toContain('Mire su teléfono');
    expect(await at.rows('select body from message')).toMatchObject([
      { body: expect.stringContaining('Responda SI') },
    ]);
  });

  test.each([
    ['without the box ticked', { ...good, agree: '' }, 'Tick the box'],
    ['without a number that is one', { ...good, number: '12' }, 'Check the mobile number'],
    ['from a country that is not open', { ...good, number: '+447700900123' }, 'of that country'],
    ['without a token of ours', { ...good, token: 'made.up.token' }, 'press Join again'],
  ])('%s is shown again with what was typed, and nothing is sent', async (_name, fields, words) => {
    const at = await open();
    const answer = await at.post(fields);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain('value="Ada"');
    expect(await at.rows('select from message')).toEqual([]);
    expect(await at.rows('select from consent_event')).toEqual([]);
  });

  test('whose words have changed meanwhile is shown anew', async () => {
    const at = await open();
    const token = at.tokenOf((await at.get()).body);
    const body =
      'By joining Offers you agree to get recurring automated texts from Bakery, 9 a month. Consent is not a condition of purchase. Msg&data rates may apply. HELP for help, STOP to cancel.';
    const url = `/v1/programs/${at.programId}/words`;
    await at.ask({ method: 'POST', url, payload: { kind: 'disclosure', locale: 'en', body } });
    const answer = await at.post({ ...good, token });
    expect(answer.body).toContain('press Join again');
    expect(answer.body).toContain('9 a month');
    expect((await at.post(good)).body).toContain('Look at your phone');
  });

  test('tells nobody who is a customer, and texts nobody twice', async () => {
    const at = await open();
    const first = await at.post(good);
    const second = await at.post(good);
    const robot = await at.post({ ...good, number: '+13125550143', website: 'x' });
    expect([second.body, robot.body]).toEqual([first.body, first.body]);
    expect(await at.rows('select from message')).toHaveLength(1);
  });

  test('posted hundreds of times by a robot is refused cheaply, and its victims get what the limits allow', async () => {
    const at = await open();
    const token = at.tokenOf((await at.get()).body);
    const statuses = new Map<number, number>();
    for (let n = 0; n < 160; n += 1) {
      const number = `+1312555${String(1_000 + (n % 80))}`;
      // A robot with two addresses.
      const { statusCode } = await at.post({ ...good, number, token }, { ip: `198.51.100.${n % 2}` });
      statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    }
    // The hour may turn once meanwhile.
    expect(statuses.get(200)).toBeLessThanOrEqual(120);
    expect((statuses.get(429) ?? 0) + (statuses.get(200) ?? 0)).toBe(160);
    const texts = await at.rows<{ number: string }>('select number from message');
    expect(texts.length).toBeLessThanOrEqual(80);
    expect(new Set(texts.map(({ number }) => number)).size).toBe(texts.length);
    expect((await at.rows('select from request_count')).length).toBeLessThan(160);
  }, 600_000);

  test('that is closed says so, and its code is not printed any more', async () => {
    const at = await open();
    const token = at.tokenOf((await at.get()).body);
    await at.ask({ method: 'POST', url: `/v1/forms/${at.form.id}/close` });
    expect((await at.get()).statusCode).toBe(410);
    expect((await at.post({ ...good, token })).statusCode).toBe(410);
    expect((await at.ask({ url: `/v1/forms/${at.form.id}/qr` })).json().code).toBe('form.closed');
    expect(await at.rows('select from consent_event')).toEqual([]);
  });

  test('asks for the age where the program does', async () => {
    const at = await open();
    const rule = {
      double_opt_in: 'unless_from_phone',
      confirm_within_hours: 24,
      remind_after_hours: null,
      least_age: 21,
      countries: null,
      sender_id: null,
    };
    await at.ask({ method: 'PUT', url: `/v1/programs/${at.programId}/join-rule`, payload: rule });
    expect((await at.post(good)).body).toContain('Say that you are 21 or older');
    expect((await at.post({ ...good, age: '21' })).body).toContain('Look at your phone');
  });

  test('has terms and a policy of their own, of every version', async () => {
    const at = await open();
    const link = /href="(\/p\/[a-z0-9]+\/privacy)/.exec((await at.get()).body)?.[1] ?? '';
    const policy = await app.http.inject({ url: link });
    expect(policy.body).toContain('not shared with or sold to third parties');
    expect((await app.http.inject({ url: `${link}?version=7` })).statusCode).toBe(404);
    expect((await app.http.inject({ url: '/j/abcdefghjk' })).statusCode).toBe(404);
  });

  test('has a QR code as picture and as sheet', async () => {
    const at = await open();
    const qr = (as: string) => at.ask({ url: `/v1/forms/${at.form.id}/qr?as=${as}` });
    expect((await qr('svg')).body).toContain('<svg');
    expect((await qr('png')).rawPayload.subarray(1, 4).toString()).toBe('PNG');
    const sheet = await qr('sheet');
    expect(sheet.body).toContain(at.path);
    expect(sheet.body).toContain('not a condition of purchase');
  });
});

describe('a program', () => {
  const start = async () => {
    const fixture = await sendingFixture(ctx(), fakeCarrier().adapter, 0);
    return { fixture, ask: await app.signedIn(fixture.workspaceId), id: publicId('prg', fixture.program.id) };
  };
  const publish = (ask: Ask, id: string) => ask({ method: 'POST', url: `/v1/programs/${id}/publish` });

  test('does not go live with anything missing, and names all of it', async () => {
    const { ask, id } = await start();
    const refused = await publish(ask, id);
    expect(refused.statusCode).toBe(422);
    const codes = refused.json().errors.map((one: { code: string }) => one.code);
    expect(codes).toEqual(expect.arrayContaining(['disclosure.en.brand', 'terms.en', 'privacy.en']));
    const made = await ask({ method: 'POST', url: '/v1/forms', payload: { program_id: id, name: 'Early' } });
    expect(made.json().code).toBe('program.not_live');
    const told = await ask({
      method: 'POST',
      url: `/v1/programs/${id}/joins`,
      payload: { number: '+13125550142', method: 'api', act: 'ticked it' },
    });
    expect(told.json().code).toBe('program.not_live');
  });

  test('keeps every version, and refuses words that would take away what must be said', async () => {
    const { ask, id, fixture } = await start();
    await liveProgram(ctx(), fixture.workspaceId, fixture.program.id);
    const write = (body: string) =>
      ask({
        method: 'POST',
        url: `/v1/programs/${id}/words`,
        payload: { kind: 'disclosure', locale: 'en', body },
      });
    expect((await write('Bakery texts. Join!')).json().code).toBe('words.incomplete');
    const shown = (await ask({ url: `/v1/programs/${id}` })).json();
    expect(shown.lacks).toEqual([]);
    expect(shown.program.status).toBe('live');
    const versions = (await ask({ url: `/v1/programs/${id}/words` })).json().data;
    expect(
      versions
        .filter((one: { kind: string }) => one.kind === 'disclosure')
        .map((one: { version: number }) => one.version),
    ).toEqual([2, 1]);
  });

  test('is joined on paper with both sides told, and not in the future or before it was', async () => {
    const { ask, id, fixture } = await start();
    await liveProgram(ctx(), fixture.workspaceId, fixture.program.id);
    const join = (payload: object) =>
      ask({
        method: 'POST',
        url: `/v1/programs/${id}/joins`,
        payload: {
          number: '312 555 0142',
          method: 'paper',
          act: 'signed the card at the counter',
          ...payload,
        },
      });
    const attestation = 'Card no. 12 with the printed disclosure, kept in the blue folder.';
    expect((await join({})).json().code).toBe('join.no_attestation');
    expect((await join({ attestation, occurred_at: '2026-11-25T17:00:00Z' })).json().code).toBe(
      'join.date_ahead',
    );
    expect((await join({ attestation, occurred_at: '2020-01-01T00:00:00Z' })).json().code).toBe(
      'join.date_before_program',
    );
    const joined = await join({ attestation });
    expect(joined.json()).toMatchObject({ object: 'join', status: 'pending' });
    const contact = await ask({ url: `/v1/contacts/${joined.json().contact_id}/consent` });
    expect(contact.json()).toMatchObject({
      programs: [{ status: 'pending' }],
      events: [{ type: 'doi_requested', level: null, evidence: { attestation } }],
    });
  });

  test('has links that open the texting app', async () => {
    const { ask, id, fixture } = await start();
    await liveProgram(ctx(), fixture.workspaceId, fixture.program.id);
    const tap = (await ask({ url: `/v1/programs/${id}/tap-to-text?keyword=JOIN%20NOW` })).json();
    expect(tap).toMatchObject({
      ios: 'sms:+12025550100&body=JOIN%20NOW',
      android: 'sms:+12025550100?body=JOIN%20NOW',
      qr_svg: expect.stringContaining('<svg'),
    });
  });
});
