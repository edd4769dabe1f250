import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import type { CarrierReceipt } from '../gateways/index.ts';
import { publicId } from '../platform/ids.ts';
import { takeReceipts } from './receive-callback.ts';

let database: TestDatabase;
let app: TestApp;
let on: Stage;
let ask: Ask;
let runId: string;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  on = await stage(database, 4, fakeCarrier());
  ask = await app.signedIn(on.fixture.workspaceId);
  runId = await launch(on);
  // The launch of a test has no campaign of its own.
  await on.in((tx) =>
    tx.query(
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, status, created_by)
       select current_workspace(), $1, 'Carriers', $2, $3, 'Hello', '{"lists": [], "tags": []}', 'sending', 'system:test'`,
      [runId, on.fixture.program.id, on.fixture.sender.id],
    ),
  );
  await workAll(on);
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

const receiptOf = (at: number, more: Partial<CarrierReceipt>): CarrierReceipt => ({
  ...{
    reference: on.carrier.accepted[at]?.reference ?? null,
    providerId: `fake_${on.carrier.accepted[at]?.reference}`,
  },
  ...{ status: 'delivered', code: null, sentence: null, ...more },
});

test('receipts say which carrier a number is with; the report of a campaign counts by it, and by none where nobody knows', async () => {
  const network = (at: number, mccMnc: string | null, name: string | null = null) => ({
    network: { number: on.carrier.accepted[at]?.to ?? '', mccMnc, name },
  });
  await takeReceipts(on.ctx, 'test', on.fixture.workspaceId, [
    {
      gatewayId: on.fixture.gatewayId,
      receipts: [
        receiptOf(0, network(0, '310260')),
        receiptOf(1, { ...network(1, null, 'Verizon Wireless'), status: 'undelivered', code: '30007' }),
        receiptOf(2, network(2, '310410')),
        receiptOf(3, {}),
      ],
    },
  ]);
  const answer = await ask({ url: `/v1/campaigns/${publicId('cmp', runId)}/carriers` });
  expect(answer.json()).toMatchObject({
    data: [
      { carrier: 'att', texts: 1, delivered: 1, bad: 0 },
      { carrier: 'tmobile', texts: 1, delivered: 1 },
      {
        carrier: 'verizon',
        texts: 1,
        delivered: 0,
        bad: 1,
        reasons: [{ reason: 'carrier.30007', texts: 1 }],
      },
      { carrier: null, texts: 1, delivered: 1 },
    ],
  });
});

test('the carriers are there as data', async () => {
  expect((await ask({ url: '/v1/carriers' })).json().data).toContainEqual(
    expect.objectContaining({
      ...{ id: 'tmobile', counts: 'brand', window: 'day' },
      limits: expect.arrayContaining([
        { class: 'Top', parts: 200_000, mms: null, window: 'day', per: 'brand' },
        { class: 'sole proprietor', parts: 1_000, mms: null, window: 'day', per: 'brand' },
      ]),
    }),
  );
});
