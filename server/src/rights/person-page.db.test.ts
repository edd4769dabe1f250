import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ask } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { counts, launch } from '../../test/dispatching.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { recordConsents, verifyConsentChain } from '../contacts/index.ts';
import { languages } from '../platform/pages/languages.ts';

const slowMs = 120_000;
let database: TestDatabase;
let desk: SendingDesk;
let ask: Ask;
let contactId: string;
let link: string;
beforeAll(async () => {
  database = await cloneDatabase();
}, slowMs);
afterAll(async () => {
  await desk.close();
  await database.drop();
});
beforeEach(async () => {
  await desk?.close();
  desk = await sendingDesk(database);
  ask = await desk.app.withKey(desk.on.fixture.workspaceId, ['contacts.write', 'contacts.read']);
  contactId = `con_${desk.on.fixture.people[0]?.id}`;
  const made = await ask({ method: 'POST', url: `/v1/contacts/${contactId}/preferences-link` });
  expect(made.statusCode).toBe(201);
  const { pathname, search } = new URL(made.json().url);
  link = pathname + search;
}, slowMs);

// Nobody is known on the page: no key and no cookie.
const look = (url = link) => desk.app.http.inject({ url });
const post = (form: Record<string, string>, url = link) =>
  desk.app.http.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
const fileOf = (address: string) => address.replace('/my?', '/my/file?');
const everything = async () =>
  JSON.stringify(
    await desk.on.in(async (tx) => [
      (await tx.query('select * from consent order by number')).rows,
      (await tx.query('select * from contact order by id')).rows,
      (await tx.query('select count(*) from consent_event')).rows,
      (await tx.query('select count(*) from audit_entry')).rows,
    ]),
  );

describe('the page of a person', () => {
  test.each(languages)('is small, whole and without a script in %s', async (language) => {
    const page = await look(`${link}&language=${language}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(`<html lang="${language}">`);
    expect(page.body).toContain(desk.on.fixture.people[0]?.number);
    expect(page.body).toContain('Offers');
    expect(page.body).not.toMatch(/<script|undefined|\{\w+\}/);
    expect(Buffer.byteLength(page.body)).toBeLessThan(15_000);
    expect(page.headers['cache-control']).toBe('no-store');
    const labels = [...page.body.matchAll(/<label for="(\w+)"/g)].map((found) => found[1]);
    for (const label of labels) expect(page.body).toContain(`id="${label}"`);
  });

  test('changes nothing when it is opened, as scanners of links do', async () => {
    const before = await everything();
    for (const url of [
      link,
      `${link}&done=leave`,
      fileOf(link),
      `${link}&act=leave&List-Unsubscribe=One-Click`,
    ])
      expect((await look(url)).statusCode).toBe(200);
    expect(await everything()).toBe(before);
  });

  test('shows nothing for a link that was altered, is too old, or was made for another purpose', async () => {
    const number = desk.on.fixture.people[0]?.number ?? '';
    const broken = [`${link.slice(0, -2)}xx`, link.replace('link=2.', 'link=2.A'), '/my?link=nothing'];
    for (const url of broken) {
      const page = await look(url);
      expect(page.statusCode).toBe(410);
      expect(page.body).not.toContain(number);
      expect((await post({ act: 'leave' }, url)).statusCode).toBe(410);
    }
    desk.on.ctx.clock.forward(91 * 86_400_000);
    const old = await look();
    expect([old.statusCode, old.body.includes(number)]).toEqual([410, false]);
    expect(old.body).toContain('expired');
  });

  test(
    'holds a campaign while its person rests, lets it go when the rest ends, and lets them leave',
    async () => {
      await post({ act: 'pause' });
      expect((await look()).body).toContain('You get no offers until 2026-12-24');
      const run = await launch(desk.on);
      await desk.work();
      expect(desk.on.carrier.accepted).toEqual([]);
      await post({ act: 'resume' });
      await desk.work();
      expect(desk.on.carrier.accepted.map(({ to }) => to)).toEqual([desk.on.fixture.people[0]?.number]);
      const gone = await post({ act: 'leave' });
      expect([gone.statusCode, gone.headers.location]).toEqual([303, `${link}&done=leave&language=en`]);
      expect((await look()).body).toContain('You will get no texts from us');
      const second = await launch(desk.on);
      await desk.work();
      expect(desk.on.carrier.accepted).toHaveLength(1);
      expect([await counts(desk.on, run), await counts(desk.on, second)]).toMatchObject([
        { accepted: 1 },
        { suppressed: 1 },
      ]);
      const events = await desk.on.in((tx) =>
        tx.query(`select type, method, evidence from consent_event where type = 'opt_out'`),
      );
      expect(events.rows[0]).toMatchObject({
        method: 'preferences_page',
        evidence: { programs_shown: ['Offers'] },
      });
      expect(await desk.on.in(verifyConsentChain)).toMatchObject({ isIntact: true });
    },
    slowMs,
  );

  test('leaves one topic and stays in the other', async () => {
    const [person] = desk.on.fixture.people;
    await desk.on.in((tx) =>
      recordConsents(tx, desk.on.ctx, {
        ...{ programId: desk.program.id, brandId: desk.program.brandId, actor: 'test' },
        grants: [
          {
            ...{
              number: person?.number ?? '',
              contactId: person?.id ?? 0,
              method: 'keyword',
              wordsShown: null,
            },
            ...{ occurredAt: desk.on.ctx.clock.now(), evidence: {} },
          },
        ],
      }),
    );
    const page = await look();
    const programs = [...page.body.matchAll(/name="program" value="([^"]+)"/g)].map((found) => found[1]);
    expect(programs).toHaveLength(2);
    const left = await post({ act: 'leave_program', program: desk.on.fixture.program.id });
    expect(left.statusCode).toBe(303);
    const { rows } = await desk.on.in((tx) =>
      tx.query(
        `select p.name, c.status from consent c join program p on p.id = c.program_id order by p.name`,
      ),
    );
    expect(rows).toEqual([
      { name: 'Offers', status: 'opted_out' },
      { name: desk.program.name, status: 'opted_in' },
    ]);
    const kept = await desk.on.in((tx) =>
      tx.query(
        `select act, after->>'program_id' is not null as named from audit_entry where act like 'contact.left%'`,
      ),
    );
    expect(kept.rows).toEqual([{ act: 'contact.left_program', named: true }]);
    expect((await post({ act: 'leave_program', program: desk.on.fixture.program.id })).statusCode).toBe(303);
    expect((await post({ act: 'leave_program', program: 'nonsense' })).statusCode).toBe(422);
  });

  test('keeps how often, when and in which language, shows it, and refuses what makes no sense', async () => {
    await launch(desk.on);
    await desk.work();
    await post({ act: 'wishes', frequency: '1/30', from: '10', until: '19' });
    // Learned from what they opened, and somebody else's beside it.
    await desk.on.in((tx) =>
      tx.query(`insert into answered_hour (workspace_id, contact_id, hours, best_hour)
        select current_workspace(), id, array_fill(1, array[24]), 9 from contact where workspace_id = current_workspace()`),
    );
    const hours = () =>
      desk.on.in((tx) => tx.query<{ id: string }>('select contact_id as id from answered_hour'));
    const everybody = (await hours()).rows.length;
    await post({ act: 'tracking', tracking: 'refused' });
    expect((await hours()).rows.map(({ id }) => `con_${id}`)).not.toContain(contactId);
    expect((await hours()).rows).toHaveLength(everybody - 1);
    await post({ act: 'language', language: 'es' });
    const page = (await look()).body;
    expect(page).toContain('<html lang="es">');
    for (const chosen of ['1/30', '10', '19', 'refused', 'es'])
      expect(page).toContain(`<option value="${chosen}" selected>`);
    // One has come already, before they said so.
    await launch(desk.on);
    await desk.work();
    expect(desk.on.carrier.accepted).toHaveLength(1);
    for (const wish of [
      { frequency: '0/30' },
      { from: '12', until: '13' },
      { from: 'x' },
      { frequency: 'x' },
    ])
      expect((await post({ act: 'wishes', ...wish })).statusCode).toBe(422);
    expect((await post({ act: 'language', language: 'xx' })).statusCode).toBe(422);
    await post({ act: 'tracking', tracking: '' });
    expect((await look()).body).not.toContain('value="refused" selected');
    await post({ act: 'wishes', frequency: '', from: '', until: '' });
    const { rows } = await desk.on.in((tx) =>
      tx.query('select wishes from contact where wishes is not null'),
    );
    expect(rows).toEqual([]);
  });

  test('takes one tap for everything (RFC 8058)', async () => {
    expect((await post({ 'List-Unsubscribe': 'One-Click' })).statusCode).toBe(303);
    const { rows } = await desk.on.in((tx) => tx.query('select status from consent'));
    expect(rows).toEqual([{ status: 'opted_out' }]);
  });

  test('corrects, hands over and erases, and then knows nobody', async () => {
    await post({ act: 'correct', first_name: '<b>Zoë</b>', last_name: '', email: 'zoe@example.com' });
    expect((await look()).body).toContain('&lt;b&gt;Zoë&lt;/b&gt;');
    const refused = await post({ act: 'correct', first_name: '', last_name: '', email: 'no address' });
    expect(refused.statusCode).toBe(422);
    expect((await look(fileOf(link))).body).toContain('zoe@example.com');
    expect((await post({ act: 'erase' })).statusCode).toBe(422);
    expect((await look()).statusCode).toBe(200);
    const erased = await post({ act: 'erase', sure: 'yes' });
    expect([erased.statusCode, erased.body.includes('Nothing is on file')]).toEqual([200, true]);
    expect((await look()).statusCode).toBe(410);
    const requests = await desk.on.in((tx) =>
      tx.query('select kind, channel, status, verified_how from data_request'),
    );
    expect(requests.rows).toEqual([
      { kind: 'erasure', channel: 'page', status: 'erasing', verified_how: 'link' },
    ]);
  });

  test('takes no end of posts from one network, but never keeps anybody from leaving', async () => {
    for (let at = 0; at < 60; at += 1) await post({ act: 'resume' });
    expect((await post({ act: 'resume' })).statusCode).toBe(429);
    expect((await post({ act: 'leave' })).statusCode).toBe(303);
  });
});
