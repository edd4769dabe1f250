import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rate = { value: 0.062, low: 0.051, high: 0.075, hits: 124, of: 2_000, too_few: false };
const few = { ...rate, too_few: true };
const rates = {
  delivered: rate,
  clicked: rate,
  replied: few,
  opted_out: rate,
  bought: rate,
  revenue_per_person: null,
};
const totals = {
  ...{ texts: 2_000, parts: 2_000, delivered: 1_900, failed: 100, unconfirmed: 0, unknown: 0 },
  ...{ clicked: 124, replied: 3, opt_outs: 12, rates },
};

test('shows an overview with what is too few to say, and what differs from before', async () => {
  const overview = {
    ...{
      object: 'report_overview',
      from: '2026-11-23',
      until: '2026-11-24',
      time_zone: 'America/New_York',
      step: 'day',
    },
    ...{
      counted_at: null,
      totals,
      before: totals,
      revenue: '40',
      conversions: 1,
      cost_expected: '20',
      members: 900,
    },
    changes: [
      {
        measure: 'opted_out',
        verdict: 'no_difference_seen',
        sentence: 'No difference seen; it could be from −0.1 to +0.2 points.',
      },
    ],
    series: [
      { at: '2026-11-23', totals, revenue: '40', conversions: 1, cost_expected: '20', joined: 5, left: 2 },
    ],
    ...{ weekdays: [], note: '' },
  };
  const ran = await runCli(['reports', 'overview', '--from', '2026-11-23'], {
    routes: { 'GET /v1/reports/overview': () => overview },
  });
  expect(ran.out).toContain('6.2 % (5.1 % to 7.5 %) clicked');
  expect(ran.out).toContain('6.2 % ?');
  expect(ran.out).toContain('No difference seen');
  expect(ran.asked[0]?.query.get('from')).toBe('2026-11-23');
});

test('tells where shares are going, and says so where nothing stands out', async () => {
  const trends = {
    ...{ object: 'report_trends', from: '2025-11-17', until: '2026-11-15', months: [], note: 'A question.' },
    trends: [
      {
        ...{ measure: 'opted_out', verdict: 'falling', weeks: 52, sentence: 'Falls over 52 weeks.' },
        per_week: { value: -0.001, low: -0.002, high: -0.0005 },
      },
    ],
    weekdays: [{ measure: 'clicked', when: '6', verdict: 'higher', sentence: 'Saturdays are higher.' }],
    year_before: { from: '2024-11-18', until: '2025-11-16', changes: [] },
  };
  const ran = await runCli(['reports', 'trends', '--campaigns'], {
    routes: { 'GET /v1/reports/trends': () => trends },
  });
  expect(ran.out).toContain('opted out: Falls over 52 weeks.');
  expect(ran.out).toContain('clicked: Saturdays are higher.');
  expect(ran.out).toContain('No month stands out by more than chance.');
  expect(ran.asked[0]?.query.get('of')).toBe('campaigns');
});

test('paints hours without those of which nothing can be said, and names no best one by chance', async () => {
  const hours = {
    ...{
      object: 'report_hours',
      from: '',
      until: '',
      metric: 'clicked',
      all: rate,
      best: null,
      note: 'Try it.',
    },
    own_hours: Array.from({ length: 24 }, (_, hour) => (hour === 18 ? 12 : 0)),
    slots: [
      { weekday: 2, hour: 9, texts: 500, rate },
      { weekday: 3, hour: 9, texts: 20, rate: null },
    ],
  };
  const ran = await runCli(['reports', 'hours'], { routes: { 'GET /v1/reports/hours': () => hours } });
  expect(ran.out).toMatch(/09:00.*6\.2.*·/);
  expect(ran.out).toContain('No hour stands out');
  expect(ran.out).toContain('People by their own best hour, the most first: 18:00 (12).');
});

test('tells which links people opened, and keeps programs apart', async () => {
  const link = {
    ...{ link_id: 'lnk_1', url: 'https://bakery.example/menu', label: 'Menu', state: 'on' },
    ...{ campaign_id: null, campaign_name: null, opened: 30, human: 18, people: 11 },
    last_at: '2026-11-24T17:00:00.000Z',
  };
  const found = { object: 'report_links', from: '', until: '', data: [link], series: [] };
  const ran = await runCli(['reports', 'links'], { routes: { 'GET /v1/reports/links': () => found } });
  expect(ran.out).toMatch(/Menu.*11.*18.*12/);
});

test('ends with 6 while a threshold is broken', async () => {
  const found = (verdict: string) => ({
    ...{ object: 'report_deliverability', from: '', until: '', totals, reasons: [] },
    causes: [
      { rule: 'filtered', title: 'Texts that carriers took for spam', rate, threshold: 0.05, verdict },
    ],
  });
  const ask = (verdict: string) =>
    runCli(['reports', 'deliverability'], {
      routes: { 'GET /v1/reports/deliverability': () => found(verdict) },
    });
  expect([(await ask('broken')).code, (await ask('kept')).code]).toEqual([6, 0]);
});

test('saves a table as it comes, and only one that there is', async () => {
  const out = join(folder, 'texts.parquet');
  const ran = await runCli(
    ['reports', 'export', 'texts', '--format', 'parquet', '--out', out, '--campaign', ids.campaign],
    {
      routes: { 'GET /v1/exports/texts': () => new Response('PAR1') },
    },
  );
  expect([ran.code, readFileSync(out, 'utf8')]).toEqual([0, 'PAR1']);
  expect(ran.asked[0]?.query.get('campaign_id')).toBe(ids.campaign);
  expect((await runCli(['reports', 'export', 'people', '--out', out], { routes: {} })).code).toBe(2);
});

test('has a report sent by the calendar, and takes it back', async () => {
  const made = { id: 'rps_1', next_at: '2026-11-30T13:00:00.000Z' };
  const ran = await runCli(['reports', 'subscribe', '--email', 'boss@harbor.example'], {
    routes: { 'POST /v1/report-subscriptions': () => made },
  });
  expect(ran.asked[0]?.body).toEqual({
    ...{ report: 'overview', every: 'week', at_hour: 8, emails: ['boss@harbor.example'], to_file: false },
  });
  const gone = await runCli(['reports', 'unsubscribe', 'rps_1'], {
    routes: { 'DELETE /v1/report-subscriptions/rps_1': () => new Response(null, { status: 204 }) },
  });
  expect(gone.code).toBe(0);
});

const settings = {
  ...{ object: 'alert_settings', emails: [], webhook_url: null, webhook_secret: null },
  rules: [{ rule: 'opt_outs', is_on: true, threshold: 0.013, title: 'People who leave', side: 'above' }],
};

test('changes one threshold, and shows a secret once', async () => {
  const routes = {
    'GET /v1/workspace/alerts': () => settings,
    'PATCH /v1/workspace/alerts': () => ({
      ...settings,
      webhook_url: 'https://h.example/',
      webhook_secret: 'whsec_abc',
    }),
  };
  const ran = await runCli(
    ['alerts', 'settings', '--threshold', 'opt_outs=1', '--webhook', 'https://h.example/'],
    { routes },
  );
  expect(ran.asked.at(-1)?.body).toEqual({
    rules: [{ rule: 'opt_outs', is_on: true, threshold: 0.01 }],
    webhook_url: 'https://h.example/',
  });
  expect(ran.out).toContain('whsec_abc');
  expect(
    (await runCli(['alerts', 'settings'], { routes })).requests.some((one) => one.startsWith('PATCH')),
  ).toBe(false);
  for (const words of [
    ['--threshold', 'opt_outs'],
    ['--off', 'nonsense'],
  ])
    expect((await runCli(['alerts', 'settings', ...words], { routes })).code).toBe(2);
});

test('ends with 6 while an alert lasts', async () => {
  const alert = {
    ...{
      object: 'alert',
      id: 'alr_1',
      rule: 'filtered',
      title: '',
      sentence: '20.0 % taken for spam.',
      remedy: 'Hold it.',
    },
    ...{ raised_at: '2026-11-24T17:00:00.000Z', ended_at: null, seen_by: null, seen_at: null, told: [] },
  };
  const ran = await runCli(['alerts', 'list'], { routes: { 'GET /v1/alerts': () => page([alert]) } });
  expect([ran.code, ran.out]).toEqual([6, expect.stringContaining('20.0 % taken for spam.')]);
  const seen = await runCli(['alerts', 'seen', 'alr_1'], {
    routes: { 'POST /v1/alerts/alr_1/seen': () => alert },
  });
  expect(seen.out).toContain('Hold it.');
});

test('tells what a campaign came to, in words and with ranges', async () => {
  const figures = {
    ...{
      texts: 2_000,
      parts: 2_100,
      handed_over: 1_990,
      delivered: 1_900,
      failed: 10,
      unconfirmed: 90,
      unknown: 0,
      reached: 1_990,
    },
    ...{
      clicks: { human: 130, robots: 40, people: 124 },
      replies: 3,
      repliers: 3,
      opt_outs: 12,
      conversions: 4.5,
      buyers: 5,
    },
    ...{ revenue: '199.9000', returned: '0', deliver_seconds: { p50: 4, p95: 61 }, rates },
  };
  const results = {
    ...{ object: 'campaign_results', campaign: { id: ids.campaign, name: 'Spring', status: 'finished' } },
    ...{ as_of: '2026-11-24T17:00:00.000Z', figures, failures: [], notes: ['There is no open rate.'] },
    cost: { expected: '20', currency: 'USD', actual: [], roi: 9 },
    tones: { pleased: 2, displeased: 0, question: 1, neither: 0 },
  };
  const ran = await runCli(['campaign', 'results', ids.campaign], {
    routes: { [`GET /v1/campaigns/${ids.campaign}/results`]: () => results },
  });
  expect(ran.out).toContain('124 people, 6.2 % (5.1 % to 7.5 %); 130 clicks, and 40 by programs');
  expect(ran.out).toContain('3 people, 6.2 % (5.1 % to 7.5 %), too few to say');
  expect(ran.out).toContain('return 900 %');
  expect(ran.out).toContain('There is no open rate.');
  expect(
    (await runCli(['campaign', 'results', ids.campaign, '--links', '--by', 'sender'], { routes: {} })).code,
  ).toBe(2);
});
