import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, stage, workAll } from '../../test/dispatching.ts';
import { type CarrierReceipt, referenceOf } from '../gateways/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import { openMeter } from '../platform/metrics/meter.ts';
import { openMetricsPage } from '../platform/metrics/print-metrics.ts';
import { receiveCallback } from './receive-callback.ts';

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
