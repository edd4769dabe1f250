import { describe, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

const known = {
  object: 'frequency_policy',
  us_day_limit: null,
  caps: [{ texts: 4, window_hours: 168, per: 'person', purpose: null }],
  fatigue_budget: null,
  law: { rule: 'frequency.us.day', version: 'x', texts: 3, window_hours: 24 },
};
const address = '/v1/policy/frequency';
const routes = { [`GET ${address}`]: () => known, [`PUT ${address}`]: () => known };
const run = (...words: string[]) => runCli(['policy', 'frequency', ...words], { routes });

describe('tidings policy frequency', () => {
  test('says how often one person may be texted', async () => {
    const { code, out, asked } = await run();
    expect([code, asked.length]).toEqual([0, 1]);
    expect(out).toContain('3 texts about one matter in 24 hours (the law)');
    expect(out).toContain('Of your own: 4 texts in 7 days to one person.');
  });

  test.each([
    [['--us-day', '1'], { us_day_limit: 1, caps: known.caps, fatigue_budget: null }],
    [['--us-day', 'law', '--cap', 'none'], { us_day_limit: null, caps: [] }],
    [
      ['--cap', '2/24h:brand', '--cap', '1/30d:person:survey'],
      {
        caps: [
          { texts: 2, window_hours: 24, per: 'brand', purpose: null },
          { texts: 1, window_hours: 720, per: 'person', purpose: 'survey' },
        ],
      },
    ],
    [['--budget', '6/7d'], { caps: known.caps, fatigue_budget: { texts: 6, window_hours: 168 } }],
  ])('changes what is named and leaves the rest: %j', async (words, body) => {
    const { code, asked } = await run(...words);
    expect(code).toBe(0);
    expect(asked[1]?.body).toMatchObject(body);
  });

  test.each([
    [['--us-day', 'many'], '“many” is no number of texts'],
    [['--cap', '4 a week'], '“4 a week” is no number of texts in a time'],
    [['--cap', '4/7d:town'], '“town” is nothing to count by'],
  ])('refuses %j and changes nothing', async (words, sentence) => {
    const { code, err, asked } = await run(...words);
    expect([code, asked.length]).toEqual([2, 1]);
    expect(err).toContain(sentence);
  });
});

const campaign = 'cmp_01a2250c9f84707ea5e7049848199f0b';

test('tidings campaign hours tells who gets it now and who later', async () => {
  const line = { jurisdictions: ['US-FL'], zones: ['America/New_York'], decision: 'hold', people: 12 };
  const hours = {
    ...{ object: 'campaign_hours', campaign_id: campaign, at: '2026-11-24T22:00:00Z', now: 30, later: 12 },
    lines: [{ ...line, until: '2026-11-25T13:00:00Z', is_opening_unknown: false }],
  };
  const { code, out } = await runCli(['campaign', 'hours', campaign], {
    routes: { [`GET /v1/campaigns/${campaign}/hours`]: () => hours },
  });
  expect(code).toBe(0);
  expect(out).toContain('30 people would get it now, 12 people later');
  expect(out).toMatch(/held .* 12 {2}US-FL {2,}America\/New_York/);
});

test.each([
  ['waiting', 6],
  ['approved', 0],
])('tidings campaign approvals ends so that a script can tell (%s)', async (state, exit) => {
  const word = { verdict: 'approved', by: 'Ada', note: 'Fine', people: 3, is_of_this_content: false };
  const answer = { object: 'campaign_approvals', state, sentence: 'So it stands.', data: [word] };
  const { code, out } = await runCli(['campaign', 'approvals', campaign], {
    routes: { [`GET /v1/campaigns/${campaign}/approvals`]: () => answer },
  });
  expect([code, out]).toEqual([
    exit,
    expect.stringContaining('Ada approved it for 3 people: Fine (before it was changed)'),
  ]);
});
