import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { openShop, type Shop } from '../../../test/shop.ts';
import { type Clock, fixedClock } from '../../platform/clock.ts';
import type { Letter } from '../../platform/mail/mailer.ts';
import { sendDueReports } from './send-reports.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'tidings-reports-'));
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let letters: Letter[];
let mailFails: boolean;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock as Clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  clock.moveTo('2026-11-24T17:00:00Z');
  shop = await openShop(database.db, clock);
  ask = await app.signedIn(shop.workspaceId);
  [letters, mailFails] = [[], false];
});

const subscribe = (more: object = {}) =>
  ask({
    method: 'POST',
    url: '/v1/report-subscriptions',
    payload: {
      report: 'overview',
      every: 'day',
      at_hour: 8,
      emails: ['ops@example.com'],
      to_file: true,
      ...more,
    },
  });
const send = () =>
  sendDueReports({ ...shop.ctx, clock: clock as Clock, db: database.worker }, shop.workspaceId, {
    post: {
      origin: 'https://texts.example.com',
      mailer: {
        send: async (letter) => {
          if (mailFails || letter.to.startsWith('gone@'))
            throw new Error('The mail server did not take the letter.');
          letters.push(letter);
        },
        close: () => {},
      },
    },
    folder,
  });
const list = async () => (await ask({ url: '/v1/report-subscriptions' })).json().data;

describe('a report by the calendar', () => {
  test('is sent at its hour of the day before, with a table, and once', async () => {
    expect((await subscribe()).json()).toMatchObject({ next_at: '2026-11-25T13:00:00.000Z', last_at: null });
    await send();
    expect(letters).toEqual([]);
    clock.moveTo('2026-11-25T13:02:00Z');
    await send();
    await send();
    expect(letters).toMatchObject([
      {
        to: 'ops@example.com',
        subject: 'Your texts, 2026-11-24',
        text: expect.stringContaining('There is no open rate'),
      },
    ]);
    const table = letters[0]?.attachments?.[0];
    expect(table).toMatchObject({ name: 'overview-2026-11-24-2026-11-24.csv', contentType: 'text/csv' });
    const [file] = readdirSync(join(folder, shop.workspaceId));
    expect(readFileSync(join(folder, shop.workspaceId, file ?? ''))).toEqual(table?.content);
    expect(table?.content.toString()).toMatch(/^\ufeffday,texts,parts.*\r\n2026-11-24,0,0/s);
    expect(await list()).toMatchObject([
      { next_at: '2026-11-26T13:00:00.000Z', last_at: '2026-11-25T13:02:00.000Z' },
    ]);
  });

  test('is tried again while mail is away, and given up after a day', async () => {
    await subscribe({ to_file: false });
    mailFails = true;
    clock.moveTo('2026-11-25T13:02:00Z');
    await send();
    expect(await list()).toMatchObject([
      { next_at: '2026-11-25T13:00:00.000Z', last_trouble: expect.stringContaining('mail server') },
    ]);
    mailFails = false;
    clock.forward(5 * 60_000);
    await send();
    expect(letters).toHaveLength(1);
    mailFails = true;
    clock.moveTo('2026-11-28T13:00:00Z');
    await send();
    expect((await list())[0].next_at).toBe('2026-11-29T13:00:00.000Z');
  });

  test('comes once to those who can be reached, and keeps no other report waiting, where somebody cannot', async () => {
    await subscribe({ to_file: false, emails: ['gone@example.com', 'ops@example.com'] });
    await subscribe({ to_file: false, emails: ['boss@example.com'] });
    clock.moveTo('2026-11-25T13:02:00Z');
    await send();
    clock.forward(5 * 60_000);
    await send();
    expect(letters.map(({ to }) => to).sort()).toEqual(['boss@example.com', 'ops@example.com']);
    clock.moveTo('2026-11-26T13:02:00Z');
    await send();
    clock.forward(24 * 3_600_000);
    await send();
    expect(letters.filter(({ to }) => to === 'ops@example.com').length).toBeGreaterThan(1);
  });

  test('can be taken back', async () => {
    const { id } = (await subscribe({ report: 'campaigns', every: 'month' })).json();
    expect((await ask({ method: 'DELETE', url: `/v1/report-subscriptions/${id}` })).statusCode).toBe(204);
    expect((await ask({ method: 'DELETE', url: `/v1/report-subscriptions/${id}` })).statusCode).toBe(404);
    expect(await list()).toEqual([]);
  });

  test.each([
    [{ emails: [], to_file: false }, 'report_subscription.nobody'],
    [{ emails: ['x'] }, 'alerts.bad_email'],
  ])('like %o is refused', async (more, code) => {
    expect((await subscribe(more)).json()).toMatchObject({ code });
  });
});
