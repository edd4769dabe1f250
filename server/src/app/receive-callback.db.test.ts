import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, stage, workAll } from '../../test/dispatching.ts';
import { heedReceipts } from '../dispatch/index.ts';
import { type CarrierReceipt, referenceOf } from '../gateways/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import { retryParkedReceipts } from '../messages/index.ts';
import { openMeter } from '../platform/metrics/meter.ts';
import { openMetricsPage } from '../platform/metrics/print-metrics.ts';
import { receiveCallback, takeReceipts } from './receive-callback.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('receipts are counted by what they say, and those that came too early apart', async () => {
  const on = await stage(database, 3);
  await launch(on);
  await workAll(on);
  const meter = openMeter();
  const from = { workspaceId: on.fixture.workspaceId, gatewayId: on.fixture.gatewayId };
  const receipt = (reference: string, status: CarrierReceipt['status']): CarrierReceipt => ({
    reference,
    providerId: `fake_${reference}`,
    status,
    code: null,
    sentence: null,
  });
  const [one, two, three] = on.carrier.accepted.map(({ reference }) => reference);
  const receipts = [
    receipt(one ?? '', 'delivered'),
    receipt(two ?? '', 'delivered'),
    receipt(three ?? '', 'undelivered'),
    // Its text is not on record, or not yet.
    receipt(referenceOf('test', 1), 'delivered'),
  ];
  const replies = openReplyDesk(on.ctx);
  await receiveCallback({ ...on.ctx, meter }, replies, 'test', from, { receipts, inbound: [] });
  const page = await openMetricsPage(meter).print();
  expect(page).toContain('tidings_receipts_total{status="delivered"} 3');
  expect(page).toContain('tidings_receipts_total{status="undelivered"} 1');
  expect(page).toContain('tidings_receipts_parked_total 1');
  expect(page).toContain('tidings_receipts_apply_seconds_count 1');
});

test('what receipts say that texts have cost is written down, once and to the last decimal', async () => {
  const on = await stage(database, 2);
  const runId = await launch(on);
  await workAll(on);
  const from = { workspaceId: on.fixture.workspaceId, gatewayId: on.fixture.gatewayId };
  const receipts = on.carrier.accepted.map(({ reference }, at) => ({
    ...{
      reference,
      providerId: `fake_${reference}`,
      status: 'delivered' as const,
      code: null,
      sentence: null,
    },
    ...(at === 0 && { price: { amount: '0.0333000001', currency: 'EUR' } }),
  }));
  const strange = { ...receipts[0], providerId: 'of another account', reference: null } as CarrierReceipt;
  for (const _ of [1, 2])
    await receiveCallback(on.ctx, openReplyDesk(on.ctx), 'test', from, {
      receipts: [...receipts, strange],
      inbound: [],
    });
  const { rows } = await on.in((tx) =>
    tx.query('select source, gateway_id, campaign_id, day::text, amount::text, currency from text_cost'),
  );
  const whose = { gateway_id: from.gatewayId, campaign_id: runId, day: '2026-11-24' };
  expect(rows).toEqual([{ source: 'receipt', ...whose, amount: '0.0333000001', currency: 'EUR' }]);
});

test('prices that came with many callbacks of several accounts at one moment are written down in one transaction', async () => {
  const on = await stage(database, 3);
  await launch(on);
  await workAll(on);
  const { workspaceId, gatewayId } = on.fixture;
  const priced = (reference: string, amount: string): CarrierReceipt => ({
    ...{ reference, providerId: `fake_${reference}`, status: 'delivered', code: null, sentence: null },
    price: { amount, currency: 'EUR' },
  });
  const references = on.carrier.accepted.map(({ reference }) => reference);
  const told = [
    ...references.map((reference, at) => ({ gatewayId, receipts: [priced(reference, `0.0${at + 1}`)] })),
    // Another account may have the same ids, and means texts of its own.
    ...references.map((reference) => ({ gatewayId: randomUUID(), receipts: [priced(reference, '9')] })),
  ];
  let transactions = 0;
  const db = {
    ...on.ctx.db,
    tx: (...given: Parameters<typeof on.ctx.db.tx>) => {
      transactions += 1;
      return on.ctx.db.tx(...given);
    },
  } as typeof on.ctx.db;
  await takeReceipts({ ...on.ctx, db }, 'test', workspaceId, told);
  // One for the receipts, one for all prices.
  expect(transactions).toBe(2);
  const { rows } = await on.in((tx) => tx.query('select amount::float8 from text_cost order by 1'));
  expect(rows).toEqual([{ amount: 0.01 }, { amount: 0.02 }, { amount: 0.03 }]);
});

test('a receipt by the carrier’s own id finds the text that left by the account which says it, and no other', async () => {
  const on = await stage(database, 2);
  await launch(on);
  await workAll(on);
  const { workspaceId, gatewayId } = on.fixture;
  const other = randomUUID();
  // Two carriers count alike, and the second text left by another account at last.
  await on.in(async (tx) => {
    await tx.query(`insert into gateway (workspace_id, id, kind, name) values ($1, $2, 'smpp', 'Other')`, [
      workspaceId,
      other,
    ]);
    await tx.query(`update message set provider_id = '1000231'`);
    await tx.query(
      `insert into send_intent (workspace_id, chunk_id, fence, batch, positions, gateway_id)
       select workspace_id, chunk_id, fence + 1, 0, positions[2:2], $1 from send_intent`,
      [other],
    );
  });
  const bring = (from: string, more: Partial<CarrierReceipt>) =>
    receiveCallback(
      on.ctx,
      openReplyDesk(on.ctx),
      'test',
      { workspaceId, gatewayId: from },
      {
        receipts: [
          {
            ...{ reference: null, providerId: '1000231', status: 'undelivered', code: '1', sentence: null },
            ...more,
          },
        ],
        inbound: [],
      },
    );
  const texts = async () =>
    (
      await on.in((tx) =>
        tx.query<{ status: string; amount: string | null; gone: boolean }>(
          `select m.status, c.amount::text, exists (select from suppression s where s.number = m.number) as gone
           from message m left join text_cost c on c.message_id = m.id order by m.id`,
        ),
      )
    ).rows.map(({ status, amount, gone }) => [status, amount, gone]);

  await bring(other, { isOptOut: true, price: { amount: '0.02', currency: 'EUR' } });
  expect(await texts()).toEqual([
    ['accepted', null, false],
    ['undelivered', '0.0200000000', true],
  ]);
  await bring(gatewayId, { status: 'delivered', code: null });
  await bring(randomUUID(), { status: 'failed' });
  expect(await texts()).toEqual([
    ['delivered', null, false],
    ['undelivered', '0.0200000000', true],
  ]);
});

describe('a receipt by the carrier’s own id that a second account brings', () => {
  const smpp = { host: 'smpp.example.com', port: 2775, systemId: 'acme' };
  const here = 'https://texts.example.com/send';
  const there = 'https://texts.example.net/send';
  const at = (url: string, as: string) => ({ description: JSON.stringify({ send: { as, url } }) });

  test.each([
    ['of a carrier of this kind is heard', true, 'twilio', { sid: 'AC1' }, { sid: 'AC1', connections: 9 }],
    [
      'at the same host, under the same name, is heard',
      true,
      'smpp',
      smpp,
      { ...smpp, host: 'SMPP.example.com' },
    ],
    ['under another name is not heard', false, 'smpp', smpp, { ...smpp, systemId: 'acme2' }],
    ['at another host is not heard', false, 'smpp', smpp, { ...smpp, host: 'smpp.example.net' }],
    ['described as at the same address is heard', true, 'http_gateway', at(here, 'json'), at(here, 'form')],
    [
      'described as at another address is not heard',
      false,
      'http_gateway',
      at(here, 'json'),
      at(there, 'json'),
    ],
    [
      'of another pretend carrier is not heard',
      false,
      'rehearsal_plivo',
      { origin: here },
      { origin: there },
    ],
  ])('%s', async (_, isHeard, kind, first, second) => {
    const on = await stage(database, 2);
    await launch(on);
    await workAll(on);
    const { workspaceId, gatewayId } = on.fixture;
    const again = randomUUID();
    await on.in(async (tx) => {
      await tx.query('update gateway set kind = $1, settings = $2 where id = $3', [kind, first, gatewayId]);
      await tx.query(
        `insert into gateway (workspace_id, id, kind, name, settings) values ($1, $2, $3, 'Again', $4)`,
        [workspaceId, again, kind, second],
      );
      await tx.query(
        `update message set provider_id = 'id ' || (select count(*) from message o where o.id <= message.id)`,
      );
    });
    const failed = { reference: null, status: 'undelivered', code: '1', sentence: null } as const;
    const receipts: CarrierReceipt[] = [
      { ...failed, providerId: 'id 1', isOptOut: true },
      { ...failed, providerId: 'id 2', numberFault: 'invalid_number' },
    ];
    const from = { workspaceId, gatewayId: again };
    await receiveCallback(on.ctx, openReplyDesk(on.ctx), 'test', from, { receipts, inbound: [] });
    const { rows } = await on.in((tx) =>
      tx.query<object>(`select m.status, exists (select from suppression s where s.number = m.number) as "hasLeft",
          exists (select from number_check c where c.number = m.number and c.unreachable_reason is not null) as "isDead"
        from message m order by m.id`),
    );
    const status = isHeard ? 'undelivered' : 'accepted';
    expect(rows).toEqual([
      { status, hasLeft: isHeard, isDead: false },
      { status, hasLeft: false, isDead: isHeard },
    ]);
  });
});

describe('a receipt that says the person has opted out at the carrier', () => {
  const outAt = (reference: string | null, providerId: string): CarrierReceipt => ({
    ...{ reference, providerId, status: 'undelivered', code: '30004' },
    ...{ sentence: 'The person has opted out.', isOptOut: true },
  });
  const setUp = async () => {
    const on = await stage(database, 2);
    const from = { workspaceId: on.fixture.workspaceId, gatewayId: on.fixture.gatewayId };
    const bring = (receipt: CarrierReceipt) =>
      receiveCallback(on.ctx, openReplyDesk(on.ctx), 'test', from, { receipts: [receipt], inbound: [] });
    const suppressed = async () =>
      (await on.in((tx) => tx.query('select number, reason from suppression where lifted_at is null'))).rows;
    return { on, bring, suppressed };
  };

  test('is an opt-out in the ledger, in the transaction that records the receipt, and once', async () => {
    const { on, bring, suppressed } = await setUp();
    await launch(on);
    await workAll(on);
    const [text] = on.carrier.accepted;
    await bring(outAt(text?.reference ?? '', 'x'));
    await bring(outAt(text?.reference ?? '', 'x'));
    expect(await suppressed()).toEqual([{ number: text?.to, reason: 'carrier' }]);
    const { rows } = await on.in((tx) =>
      tx.query(`select e.method, e.evidence->>'when' as when, m.status, m.reason from consent_event e
        join message m on m.number = e.number where e.type = 'opt_out'`),
    );
    expect(rows).toEqual([
      { method: 'carrier', when: 'reporting on a text', status: 'undelivered', reason: 'carrier.opted_out' },
    ]);
  });

  test('is heeded by the carrier’s own id too, and leaves other people alone', async () => {
    const { on, bring, suppressed } = await setUp();
    await launch(on);
    await workAll(on);
    const { rows } = await on.in((tx) =>
      tx.query<{ id: string; number: string }>('select provider_id as id, number from message limit 1'),
    );
    await bring(outAt(null, rows[0]?.id ?? ''));
    expect(await suppressed()).toEqual([{ number: rows[0]?.number, reason: 'carrier' }]);
  });

  test('whose text is not on record yet is heeded when it is tried again', async () => {
    const { on, bring, suppressed } = await setUp();
    await bring(outAt(null, 'fake_late'));
    expect(await suppressed()).toEqual([]);
    await launch(on);
    await workAll(on);
    await on.in(async (tx) => {
      await tx.query(`update message set provider_id = 'fake_late' where id = (select min(id) from message)`);
      await retryParkedReceipts(tx, 10, undefined, (ready) => heedReceipts(tx, on.ctx, ready));
    });
    expect(await suppressed()).toMatchObject([{ reason: 'carrier' }]);
  });
});

test('a receipt that says that no phone has the number is believed, until somebody texts from it', async () => {
  const on = await stage(database, 1);
  const { workspaceId, gatewayId, sender } = on.fixture;
  const tell = (callback: Partial<Parameters<typeof receiveCallback>[4]>) =>
    receiveCallback(
      on.ctx,
      openReplyDesk(on.ctx),
      'test',
      { workspaceId, gatewayId },
      {
        ...{ receipts: [], inbound: [] },
        ...callback,
      },
    );
  const known = async () =>
    (await on.in((tx) => tx.query('select unreachable_reason as reason, failures, source from number_check')))
      .rows;
  await launch(on);
  await workAll(on);
  const [text] = on.carrier.accepted;
  const receipt: CarrierReceipt = {
    ...{ reference: text?.reference ?? '', providerId: 'x', status: 'failed', code: 'unknown_handset' },
    ...{ sentence: 'No phone has this number.', numberFault: 'invalid_number' },
  };
  await tell({ receipts: [receipt] });
  await tell({ receipts: [receipt] });
  expect(await known()).toEqual([{ reason: 'invalid_number', failures: 1, source: 'carrier receipt' }]);
  const reply = { providerId: 'mo_1', from: text?.to ?? '', to: sender.number, body: 'Hello', ageMs: 0 };
  await tell({ inbound: [reply] });
  expect(await known()).toEqual([{ reason: null, failures: 0, source: 'text from the number' }]);
});
