import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeCampaign } from '../../test/fake-campaign.ts';
import { ids, makeFolder, refusal, runCli } from '../../test/run-cli.ts';

const { campaign: id } = ids;
const at = (what = '') => `/v1/campaigns/${id}/experiment${what}`;
const variant = (place: number, name: string, more = {}) => ({
  ...{
    place,
    name,
    campaign_id: `cmp_${place}`,
    status: 'finished',
    body: 'x',
    sender_id: null,
    local: null,
  },
  ...{ texts: 1_000, clicks: 50, replies: 2, opt_outs: 1, conversions: 0, revenue: 0 },
  ...{
    rate: 0.05,
    rate_low: 0.038,
    rate_high: 0.065,
    chance_of_best: 0.1,
    is_stopped: false,
    sentence: null,
  },
  ...more,
});
const experiment = (more = {}) => ({
  ...{ object: 'experiment', campaign_id: id, state: 'running', metric: 'clicks', test_percent: 20 },
  ...{ control_percent: 5, wait_minutes: 240, certainty: 0.95, least_each: 100, fallback: 'hold' },
  ...{
    started_at: '2026-11-24T15:00:00Z',
    decides_at: '2026-11-24T19:00:00Z',
    decided_at: null,
    winner: null,
  },
  ...{
    is_clear: null,
    needed_chance: 0.975,
    sentence: null,
    rest_campaign_id: null,
    rule: 'Looked at once.',
    rounds: [],
    bandit: null,
  },
  variants: [variant(0, 'rolls'), variant(1, 'cake', { is_stopped: true, sentence: 'Stopped by itself.' })],
  ...more,
});

test('a plan is made of variants, and is misused without two ways to say them', async () => {
  const routes = { [`PUT ${at()}`]: () => experiment({ state: 'draft' }) };
  const two = ['--variant', 'rolls=Rolls = good', '--variant', 'cake=Cake'];
  const ran = await runCli(['experiment', 'plan', id, ...two, '--test-percent', '30%'], { routes });
  expect([ran.code, ran.asked.at(-1)?.body]).toEqual([
    0,
    {
      variants: [
        { name: 'rolls', body: 'Rolls = good' },
        { name: 'cake', body: 'Cake' },
      ],
      test_percent: 30,
    },
  ]);
  for (const options of [[], ['--variant', 'no text'], [...two, '--test-percent', 'many']])
    expect((await runCli(['experiment', 'plan', id, ...options], { routes })).code).toBe(2);
});

test('it is shown with rates, intervals and what was stopped; a start that is refused ends with 6', async () => {
  const routes = {
    [`GET /v1/campaigns/${id}`]: () => fakeCampaign('checked'),
    [`GET ${at()}`]: () => experiment(),
    [`POST ${at('/start')}`]: () => refusal(409, 'campaign.not_approved', 'It needs an approval.'),
  };
  const { out, code } = await runCli(['experiment', 'show', id], { routes });
  expect(code).toBe(0);
  for (const words of [
    '5.0 %',
    '3.8 % – 6.5 %',
    'cake (stopped)',
    'cake: Stopped by itself.',
    'Looked at once.',
  ])
    expect(out).toContain(words);
  expect((await runCli(['experiment', 'start', id], { routes })).code).toBe(6);
  const held = { [`GET ${at()}`]: () => experiment({ state: 'held', sentence: 'No clear winner.' }) };
  expect((await runCli(['experiment', 'show', id], { routes: held })).code).toBe(7);
});

test('a bandit is told round by round', async () => {
  const told = (place: number, share: number, rate: number | null) => ({
    ...{ place, name: ['rolls', 'cake'][place], campaign_id: null, share, texts: 100, rate },
  });
  const rounds = [
    { round: 1, variants: [told(0, 0.5, 0.04), told(1, 0.5, 0.08)] },
    { round: 2, variants: [told(0, 0.05, null), told(1, 0.95, 0.075)] },
  ];
  const bandit = { rounds: 4, floor_percent: 5, round: 2 };
  const routes = { [`GET ${at()}`]: () => experiment({ bandit, rounds }) };
  const { out } = await runCli(['experiment', 'show', id], { routes });
  expect(out).toMatch(/1 +50\.0 % → 4\.0 % +50\.0 % → 8\.0 %/);
  expect(out).toMatch(/2 +5\.0 % +95\.0 % → 7\.5 %/);
});

test('a variant is chosen by its name, and one that is not there is no choice', async () => {
  const routes = {
    [`GET ${at()}`]: () => experiment({ state: 'held' }),
    [`POST ${at('/choose')}`]: () => experiment({ state: 'deciding', winner: 1 }),
  };
  const ran = await runCli(['experiment', 'choose', id, 'cake'], { routes });
  expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { variant: 1 }]);
  expect((await runCli(['experiment', 'choose', id, 'soup'], { routes })).code).toBe(2);
});

test('advice, effects and the hold-out group are told in words', async () => {
  const routes = {
    'GET /v1/experiment-advice': () => ({
      ...{ object: 'experiment_advice', metric: 'clicks', rate: 0.05, from_texts: 9_000 },
      ...{ people_each: 8_158, people: 16_316, smallest_lift_percent: 31.5, sentence: 'Each needs 8158.' },
    }),
    [`GET /v1/campaigns/${id}/effect`]: () => ({
      ...{
        object: 'campaign_effect',
        campaign_id: id,
        events: ['order.placed'],
        days: 7,
        texted: 900,
        texted_did: 90,
      },
      ...{ kept: 100, kept_did: 5, difference: 0.05, difference_low: 0, difference_high: 0.1, extra: null },
      sentence: '45 people did it who would not have.',
    }),
    'PUT /v1/workspace/hold-out': () => ({ object: 'hold_out', percent: 5, since: '2026-11-24T15:00:00Z' }),
  };
  const advice = await runCli(['experiment', 'advice', '--lift', '20', '--people', '3000'], { routes });
  expect(advice.out).toContain('Those people find a change by 31.5 %.');
  const effect = await runCli(['experiment', 'effect', id], { routes });
  expect(effect.out).toContain('90 of 900 for whom it was meant, 5 of 100');
  const held = await runCli(['experiment', 'hold-out', '5'], { routes });
  expect(held.out).toContain('5 % of all people get no marketing');
});

test('a file that is no JSON is told by its name', async () => {
  const file = join(makeFolder(), 'plan.json');
  writeFileSync(file, 'nonsense');
  const ran = await runCli(['experiment', 'plan', id, '--file', file], { routes: {} });
  expect([ran.code, ran.err, ran.requests]).toEqual([2, expect.stringContaining(`${file} is no JSON`), []]);
});
