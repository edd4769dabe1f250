import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringIn, launch, untilFinished } from './stage/campaigns.ts';
import { type Running, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';

const token = 'the token of those who watch';

let service: Running;
beforeAll(async () => {
  service = await startTidings({ env: { TIDINGS_METRICS_TOKEN: token, TIDINGS_DRAIN_SECONDS: '2' } });
});
afterAll(() => service.stop());

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${service.url}${path}`, { headers });
const metrics = async () => (await ask('/metrics', { authorization: `Bearer ${token}` })).text();
const figureOf = (page: string, series: string) =>
  Number(
    page
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1),
  );

test('a campaign is seen from outside: its texts, its queue, its receipts, and nobody by number or name', async () => {
  const { tidings } = await service.setUp({ name: 'Marzipan Makers' });
  const people = Array.from(
    { length: 12 },
    (_, at) => `Quinoa,+1303555${String(100 + at).padStart(4, '0')},2026-05-01`,
  );
  const file = ['First name,Mobile,SMS opt-in date', ...people].join('\n');
  await bringIn(tidings, { name: 'Fans.csv', bytes: Buffer.from(file) }, { list: 'Fans' });
  const { id } = await launch(tidings, {
    lists: ['Fans'],
    body: 'Marzipan Makers: {{ first_name }}, taste our seitan. Reply STOP to opt out',
  });
  await untilFinished(tidings, id);
  expect((await ask('/metrics')).status).toBe(401);
  const page = await until('all receipts are counted', async () => {
    const read = await metrics();
    return figureOf(read, 'tidings_receipts_total{status="delivered"}') >= 12 ? read : null;
  });
  expect(figureOf(page, 'tidings_texts_total{lane="marketing",outcome="accepted"}')).toBe(12);
  expect(page).toMatch(/tidings_submit_seconds_count\{gateway="gtw_[0-9a-f]{32}"\} 12/);
  expect(page).toContain('tidings_database_wait_seconds_count{role="tidings_worker"}');
  expect(page).toContain('process_resident_memory_bytes');
  expect(page).not.toMatch(/303555|Quinoa|seitan|Marzipan|Fans/);
});

test('balancers hear that it will end, before it does', async () => {
  expect(await (await ask('/readyz')).json()).toMatchObject({ status: 'ready', is_held: false });
  service.process.kill('SIGTERM');
  const draining = await until('it says that it drains', async () => {
    const answer = await ask('/readyz');
    return answer.status === 503 ? answer.json() : null;
  });
  expect(draining).toMatchObject({ status: 'draining' });
  // It still answers people meanwhile.
  expect((await ask('/healthz')).status).toBe(200);
});
