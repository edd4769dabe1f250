import { expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const attribution = {
  ...{ object: 'attribution', model: 'last', click_hours: 72, delivery_hours: null, accepts_script: false },
  ...{
    conversions: ['order.placed'],
    reversals: ['order.returned'],
    counted_until: null,
    recounting_from: null,
  },
};
const routes = { 'GET /v1/workspace/attribution': () => attribution };

test('says by which rule purchases are put down to texts', async () => {
  const ran = await runCli(['attribution'], { routes });
  expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('within 72 hours before it')]);
  expect(ran.out).toContain('That a text only arrived counts for nothing.');
});

test('changes what is named alone, and tells that the past is counted anew', async () => {
  const put = 'PUT /v1/workspace/attribution';
  const ran = await runCli(
    ['attribution', '--model', 'linear', '--delivery-hours', '12', '--conversion', 'visit'],
    {
      routes: {
        ...routes,
        [put]: () => ({ ...attribution, model: 'linear', recounting_from: '2026-01-01' }),
      },
    },
  );
  expect(ran.out).toContain('it is at 2026-01');
  expect(ran.asked.at(-1)?.body).toEqual({
    ...{ model: 'linear', click_hours: 72, delivery_hours: 12, accepts_script: false },
    ...{ conversions: ['visit'], reversals: ['order.returned'] },
  });
});

test('shows what another rule would make of it, and changes nothing', async () => {
  const outcome = { events: 9, credited: 4, conversions: 4, revenue: '90.0000', texts: 4 };
  const preview = {
    ...{ object: 'attribution_preview', since: '2026-10-25T00:00:00.000Z', is_partial: false },
    ...{ now: outcome, wished: { ...outcome, credited: 7 } },
  };
  const ran = await runCli(['attribution', '--click-hours', '24', '--preview'], {
    routes: { ...routes, 'POST /v1/workspace/attribution/preview': () => preview },
  });
  expect(ran.requests.some((one) => one.startsWith('PUT'))).toBe(false);
  expect(ran.out).toContain('Nothing was changed.');
});

test.each([
  [['--click-hours', '0']],
  [['--delivery-hours', 'soon']],
  [['--script', 'maybe']],
  [['--preview']],
])('refuses %o', async (words) => {
  expect((await runCli(['attribution', ...words], { routes })).code).toBe(2);
});

test('lists purchases with the texts that they are put down to, and counts them anew', async () => {
  const conversion = {
    ...{
      object: 'conversion',
      event: 'order.placed',
      occurred_at: '2026-11-24T18:00:00.000Z',
      contact_id: 'con_7',
    },
    ...{
      message_id: 'msg_12',
      campaign_id: null,
      link_id: null,
      touch: 'click',
      touched_at: '2026-11-24T17:00:00.000Z',
    },
    ...{ share: 1, revenue: '49.9000' },
  };
  const list = await runCli(['conversions', 'list', '--campaign', ids.campaign], {
    routes: { 'GET /v1/conversions': () => page([conversion]) },
  });
  expect(list.out).toContain('msg_12');
  const recount = await runCli(['conversions', 'recount'], {
    routes: { 'POST /v1/conversions/recount': () => ({ from: '2026-03-01' }) },
  });
  expect(recount.out).toContain('Everything from 2026-03 on');
});
