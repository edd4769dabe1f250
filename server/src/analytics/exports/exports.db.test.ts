import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { readParquet } from '../../../test/read-parquet.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import { fixedClock } from '../../platform/clock.ts';
import { readCsv } from '../../platform/csv.ts';
import { publicId } from '../../platform/ids.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
// More than two pages, so that every place of the key is used.
const many = 5_600;
let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
const campaign = randomUUID();
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await openShop(database.db, clock);
  ask = await app.signedIn(shop.workspaceId);
  await database.db.tx(shop.workspaceId, async (tx) => {
    const person = await addPerson(tx, shop, { n: 1 });
    const link = randomUUID();
    await tx.query(
      `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at, submitted_at)
       select 7000000 + n, $1, case when n < 10 then $2::uuid end, $3, $4, '+12035550101', 'marketing', 'campaign', 'Say "hi", ' || n, 1, 'delivered',
         $5::timestamptz + n * interval '1 minute', $5::timestamptz + n * interval '1 minute' from generate_series(0, $6 - 1) n`,
      [tx.workspaceId, campaign, person, shop.senderId, clock.now(), many],
    );
    await tx.query(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, created_by) values ($1, $2, 'Spring', $3, $4, 'Hi', '{}', 'test')`,
      [tx.workspaceId, campaign, shop.programId, shop.senderId],
    );
    await tx.query(
      `insert into link (workspace_id, id, url, campaign_id, made_by, created_at, changed_at) values ($1, $2, 'https://shop.example/', $3, 'test', now(), now())`,
      [tx.workspaceId, link, campaign],
    );
    await tx.query(
      `insert into click (workspace_id, link_id, message_id, at, method, robot_reason) values ($1, $2, 7000003, now(), 'GET', null), ($1, $2, 7000004, now(), 'GET', 'agent')`,
      [tx.workspaceId, link],
    );
    await tx.query(
      `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, contact_id, number, body, intent, campaign_id, received_at)
       values ($1, $2, 'r1', $3, $4, '+12035550101', '=cmd|x', 'other', $5, now())`,
      [tx.workspaceId, shop.gatewayId, shop.senderId, person, campaign],
    );
    await tx.query(
      `insert into event_name (workspace_id, name, first_seen_at) values ($1, 'order.placed', now())`,
      [tx.workspaceId],
    );
  });
  await database.worker.tx(shop.workspaceId, (tx) =>
    tx.query(
      `insert into conversion_credit (workspace_id, event_key, message_id, campaign_id, contact_id, name_id, occurred_at, touch, touched_at, conversions, revenue)
       select $1, gen_random_uuid(), 7000000 + n, $2, 1, (select id from event_name), now(), 'click', now(), 1, 2.5 from generate_series(0, $3 - 1) n`,
      [shop.workspaceId, campaign, many],
    ),
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const get = (path: string) => ask({ url: `/v1/exports/${path}` });

describe('an export', () => {
  test('has every row once, in each form, page after page', async () => {
    const csv = await get('texts');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const { header, records } = readCsv(csv.body);
    expect(records).toHaveLength(many);
    const bodies = new Set(records.map(({ cells }) => cells[header.indexOf('body')]));
    expect(bodies.size).toBe(many);
    const lines = (await get('texts?format=ndjson')).body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(many);
    expect(lines[3]).toMatchObject({
      ...{ id: 'msg_7000003', campaign: 'Spring', number: '+12035550101' },
      ...{ status: 'delivered', parts: 1, human_clicks: 1, conversions: 1, revenue: '2.5000' },
    });
    const parquet = readParquet((await get('texts?format=parquet')).rawPayload);
    expect(parquet.rows).toHaveLength(many);
    expect(parquet.names).toEqual(header);
    expect(parquet.rows[3]?.[parquet.names.indexOf('submitted_at')]).toEqual(
      new Date('2026-11-24T17:03:00Z'),
    );
    expect(readCsv((await get('conversions')).body).records).toHaveLength(many);
  });

  test('is of one campaign, or of a span of time, where that is asked', async () => {
    const own = await get(`texts?format=ndjson&campaign_id=${publicId('cmp', campaign)}`);
    expect(own.body.trimEnd().split('\n')).toHaveLength(10);
    const span = await get('texts?format=ndjson&from=2026-11-24T18:00:00Z&until=2026-11-24T18:30:00Z');
    expect(span.body.trimEnd().split('\n')).toHaveLength(30);
    const clicks = (await get(`clicks?format=ndjson&campaign_id=${publicId('cmp', campaign)}`)).body
      .trimEnd()
      .split('\n');
    expect(clicks.map((line) => JSON.parse(line).is_human)).toEqual([true, false]);
  });

  test('for spreadsheets runs nothing that people wrote', async () => {
    expect((await get('replies')).body).toContain(',=cmd|x,');
    expect((await get('replies?spreadsheet=true')).body).toContain(",'=cmd|x,");
  });

  test('is refused with a sentence, is in the audit, and shows others nothing', async () => {
    expect((await get('texts?from=2026-11-25T00:00:00Z&until=2026-11-24T00:00:00Z')).json()).toMatchObject({
      code: 'export.bad_span',
    });
    expect((await get(`texts?campaign_id=${publicId('cmp', randomUUID())}`)).statusCode).toBe(404);
    const reports = await app.withKey(shop.workspaceId, ['campaigns.read']);
    expect((await reports({ url: '/v1/exports/texts' })).statusCode).toBe(403);
    const audit = (await ask({ url: '/v1/audit' })).json().data as { act: string }[];
    expect(audit.some(({ act }) => act === 'texts.exported')).toBe(true);
    const other = await openShop(database.db, clock);
    const stranger = await app.signedIn(other.workspaceId);
    expect(readCsv((await stranger({ url: '/v1/exports/texts' })).body).records).toEqual([]);
  });
});
