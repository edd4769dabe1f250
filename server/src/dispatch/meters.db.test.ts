import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage as stageIn, workAll } from '../../test/dispatching.ts';
import { openMeter } from '../platform/metrics/meter.ts';
import { openMetricsPage } from '../platform/metrics/print-metrics.ts';
import { openDispatchMeters } from './meters.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A stage whose worker counts, with the page that shows it. */
async function stage(people: number) {
  const on = await stageIn(database, people);
  const meter = openMeter();
  on.tools.meters = openDispatchMeters(meter);
  const page = openMetricsPage(meter);
  const texts = async () =>
    Object.fromEntries(
      [
        ...(await page.print()).matchAll(/^tidings_texts_total{lane="marketing",outcome="(\w+)"} (\d+)$/gm),
      ].map(([, outcome, count]) => [outcome, Number(count)]),
    );
  return { on, page, texts };
}

const change = (on: Stage, sql: string) => on.in((tx) => tx.query(sql));

describe('what a worker counts of its sending', () => {
  test('is each text once, by what became of it', async () => {
    const { on, texts } = await stage(6);
    await change(on, `update contact set first_name = null where id = (select min(id) from contact)`);
    await change(
      on,
      `update contact set time_zone = 'Pacific/Honolulu' where id = (select max(id) from contact)`,
    );
    on.carrier.answer = ({ to }) =>
      to === '+12125550102'
        ? { outcome: { kind: 'refused', code: '30006', sentence: 'Not a mobile.' } }
        : to === '+12125550103'
          ? { outcome: { kind: 'unknown', sentence: 'The line broke.' } }
          : { outcome: { kind: 'accepted', providerId: `id ${to}` } };
    await launch(on);
    await workAll(on);
    expect(await texts()).toEqual({ suppressed: 1, held: 1, failed: 1, unknown: 1, accepted: 2 });
  });

  test('counts a text that comes back each time it was tried', async () => {
    const { on, texts } = await stage(1);
    on.carrier.answer = (_submission, tries) =>
      tries === 1
        ? { outcome: { kind: 'throttled', retryAfterMs: 10, sentence: 'Slower.' } }
        : { outcome: { kind: 'accepted', providerId: 'id' } };
    await launch(on);
    await workAll(on);
    expect(await texts()).toEqual({ returned: 1, accepted: 1 });
  });

  test('has the time of each answer by gateway, and nothing by number or by words', async () => {
    const { on, page } = await stage(4);
    await launch(on);
    await workAll(on);
    const printed = await page.print();
    const gateway = on.fixture.gatewayId.replaceAll('-', '');
    expect(printed).toContain(`tidings_submit_seconds_count{gateway="gtw_${gateway}"} 4`);
    expect(printed).not.toMatch(/2125550|2025550|fresh bread|Person/);
  });

  test('says why waves gave their texts back', async () => {
    const { on, page } = await stage(1);
    on.carrier.answer = () => ({ outcome: { kind: 'no_funds', sentence: 'Pay first.' } });
    await launch(on);
    await workAll(on);
    expect(await page.print()).toContain(
      'tidings_waves_ended_early_total{lane="marketing",reason="no_funds"} 1',
    );
  });

  test('and what waits for pace or for a line is told by lane', async () => {
    const meter = openMeter();
    const meters = openDispatchMeters(meter);
    meters.noteWait('pace', 'marketing', 400);
    meters.noteWait('line', 'otp', 2);
    const printed = await openMetricsPage(meter).print();
    expect(printed).toContain('tidings_send_wait_seconds_sum{what="pace",lane="marketing"} 0.4');
    expect(printed).toContain('tidings_send_wait_seconds_bucket{what="line",lane="otp",le="0.005"} 1');
  });
});
