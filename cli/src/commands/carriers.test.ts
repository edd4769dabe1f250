import { expect, test } from 'vitest';
import { ids, runCli } from '../../test/run-cli.ts';

const tmobile = {
  ...{ object: 'carrier', id: 'tmobile', name: 'T-Mobile', counts: 'brand', window: 'day' },
  ...{ fee_per_part: '0.003', fee_per_mms: '0.0085', over_limit: { twilio: ['30023', '30027'] } },
  habits: ['Fines what is not allowed.'],
  limits: [{ class: 'Low-mid', parts: 10_000, mms: null, window: 'day', per: 'brand' }],
};

test('carriers say what they count and what they add to the price', async () => {
  const ran = await runCli(['carriers'], { routes: { 'GET /v1/carriers': () => ({ data: [tmobile] }) } });
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/T-Mobile +brand +day +\$0\.003 +\$0\.0085 +twilio 30023, 30027/);
  expect(ran.out).toMatch(/T-Mobile +Low-mid +10,000 +– +day +brand/);
  expect(ran.out).toContain('T-Mobile: Fines what is not allowed.');
});

test('carriers of a campaign say how it fared with each, and why it did not', async () => {
  const path = `/v1/campaigns/${ids.campaign}/carriers`;
  const row = (carrier: string | null, texts: number, bad: number) => ({
    ...{ carrier, texts, delivered: texts - bad, bad, open: 0 },
    reasons: bad === 0 ? [] : [{ reason: 'carrier.filtered', texts: bad }],
  });
  const routes = { [`GET ${path}`]: () => ({ data: [row('tmobile', 1_000, 40), row(null, 0, 0)] }) };
  const ran = await runCli(['campaign', 'carriers', ids.campaign], { routes });
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/tmobile +1,000 +96 % +40 +0 +carrier\.filtered/);
  expect(ran.out).toMatch(/unknown +0/);
});

test('both answer with data where it is asked for', async () => {
  const ran = await runCli(['carriers', '--json'], {
    routes: { 'GET /v1/carriers': () => ({ data: [tmobile] }) },
  });
  expect(ran.json()).toEqual({ data: [tmobile] });
});
