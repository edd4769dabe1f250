import { describe, expect, test } from 'vitest';
import { fakeCampaign, fakeFlight } from '../../test/fake-campaign.ts';
import { ids, page, runCli } from '../../test/run-cli.ts';

const { campaign: id } = ids;
const at = (what: string) => `/v1/campaigns/${id}/${what}`;
const armed = {
  ...{ object: 'campaign_schedule', campaign_id: id, state: 'armed', sentence: null },
  ...{ starts_at: '2026-12-01T15:00:00Z', last_at: '2026-12-01T18:00:00Z', local: null, spread: null },
  zones: [
    { zone: 'America/New_York', people: 5, at: '2026-12-01T15:00:00Z', sentence: null },
    { zone: 'Asia/Tokyo', people: 3, at: null, sentence: null },
  ],
  sentences: ['02:30 does not exist on 2027-03-14 in New York.'],
  ...{ most_people: 18, set_by: 'key:1', set_at: '2026-11-24T15:00:00Z' },
};
const routes = {
  [`GET /v1/campaigns/${id}`]: () => fakeCampaign('draft'),
  [`POST ${at('check')}`]: () => fakeFlight({ campaign: fakeCampaign('checked'), is_kept: true }),
  [`PUT ${at('schedule')}`]: () => armed,
  [`DELETE ${at('schedule')}`]: () => ({ ...armed, state: 'withdrawn' }),
};

describe('tidings campaign schedule', () => {
  test('checks a draft first, sends what was asked, and shows each zone and what is odd', async () => {
    const options = [
      '--local',
      '2026-12-01T10:00',
      '--past',
      'skip',
      '--over-minutes',
      '60',
      '--most-people',
      '18',
    ];
    const ran = await runCli(['campaign', 'schedule', id, ...options], { routes });
    expect(ran.code).toBe(0);
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ confirm_version: 3, local: '2026-12-01T10:00', past: 'skip', over_minutes: 60, most_people: 18 },
    });
    expect(ran.out).toContain('America/New_York');
    expect(ran.out).toContain('left out');
    expect(ran.out).toContain('02:30 does not exist');
    expect(ran.out).toContain(`tidings campaign unschedule ${id}`);
  });

  test.each([
    ['--past without --local', ['--past', 'now']],
    ['--zone without --wall', ['--zone', 'America/Denver']],
    ['a time without a zone', ['--at', '2026-12-01T10:00:00']],
  ])('refuses %s', async (_what, options) => {
    const ran = await runCli(['campaign', 'schedule', id, ...options], { routes });
    expect([ran.code, ran.requests.filter((one) => one.startsWith('PUT'))]).toEqual([2, []]);
  });

  test('ends with 6 when it did not start, and says why', async () => {
    const failed = { ...armed, state: 'failed', sentence: '4 people would receive it now.' };
    const ran = await runCli(['campaign', 'when', id], {
      routes: { [`GET ${at('schedule')}`]: () => failed },
    });
    expect(ran.code).toBe(6);
    expect(ran.out).toContain('4 people would receive it now.');
  });

  test('is taken back', async () => {
    const ran = await runCli(['campaign', 'unschedule', id], { routes });
    expect([ran.code, ran.out.includes('Nobody was texted')]).toEqual([0, true]);
  });
});

const guard = {
  ...{
    object: 'campaign_guard',
    campaign_id: id,
    failed_percent: 10,
    opt_out_percent: 3,
    complaint_percent: null,
  },
  ...{
    unknown_percent: 2,
    most_spent: '25.00',
    spent: '3.20',
    state: 'tripped',
    sentence: 'Paused by itself: 80 of 240 texts failed.',
  },
  ...{
    tried: 240,
    settled: 240,
    failed: 80,
    taken: 240,
    opt_outs: 1,
    complaints: 0,
    unknown: 0,
    looked_at: null,
  },
};

test('a guard is set, shown with what it counted, and ends with 7 where it has paused', async () => {
  const both = { [`PUT ${at('guard')}`]: () => guard, [`GET ${at('guard')}`]: () => guard };
  const bounds = ['--max-failed', '10', '--max-complaints', 'off', '--max-spent', '25.00'];
  const set = await runCli(['campaign', 'guard', id, ...bounds], { routes: both });
  expect(set.asked.at(-1)?.body).toEqual({
    ...{ failed_percent: 10, complaint_percent: null, most_spent: '25.00' },
  });
  const shown = await runCli(['campaign', 'guard', id], { routes: both });
  expect([shown.code, shown.asked.at(-1)?.body ?? null]).toEqual([7, null]);
  expect(shown.out).toContain('failed: 80 of 240, at most 10 %');
  expect(shown.out).toContain('spent: 3.20, at most 25.00');
  for (const bad of [
    ['--max-failed', 'much'],
    ['--max-spent', '25 USD'],
  ])
    expect((await runCli(['campaign', 'guard', id, ...bad], { routes: both })).code).toBe(2);
});

test('a pilot is scheduled, and its others are let go', async () => {
  const more = { ...routes, [`POST ${at('go-on')}`]: () => fakeCampaign('sending') };
  const ran = await runCli(['campaign', 'schedule', id, '--first-people', '50'], { routes: more });
  expect(ran.asked.at(-1)?.body).toEqual({ confirm_version: 3, first_people: 50 });
  expect((await runCli(['campaign', 'go-on', id], { routes: more })).out).toContain(
    'goes on to all of its 8 people',
  );
});

const series = {
  ...{ object: 'campaign_series', id: 'ser_1', campaign_id: id, rule: 'FREQ=WEEKLY', time: '10:00' },
  ...{ zone: 'America/Denver', from: '2026-12-01', past: 'next_day', spread: null, most_people: 26 },
  ...{ state: 'on', sentence: null, made_by: 'key:1', made_at: '2026-11-24T15:00:00Z' },
  coming: [{ day: '2026-12-03', at: '2026-12-03T17:00:00Z', sentence: null }],
  made: [{ day: '2026-11-26', campaign_id: id, state: 'failed', sentence: 'Nobody would receive it.' }],
};

describe('what comes again', () => {
  test('is asked for, listed and stopped', async () => {
    const more = {
      ...routes,
      [`POST ${at('series')}`]: () => series,
      'GET /v1/campaign-series': () => ({ data: [series] }),
      'POST /v1/campaign-series/ser_1/stop': () => ({ ...series, state: 'off', coming: [] }),
    };
    const rule = ['--rule', 'FREQ=WEEKLY', '--time', '10:00', '--zone', 'America/Denver'];
    const ran = await runCli(['campaign', 'repeat', id, ...rule], { routes: more });
    expect(ran.asked.at(-1)?.body).toEqual({ rule: 'FREQ=WEEKLY', time: '10:00', zone: 'America/Denver' });
    expect(ran.out).toContain('2026-12-03');
    expect(ran.out).toContain('Nobody would receive it.');
    expect((await runCli(['campaign', 'repeats'], { routes: more })).out).toContain('FREQ=WEEKLY');
    const stopped = await runCli(['campaign', 'series', 'ser_1', '--stop'], { routes: more });
    expect([stopped.code, stopped.out.includes('(off)')]).toEqual([0, true]);
  });

  test('stands in the calendar, which ends with 7 where two things meet', async () => {
    const calendar = {
      ...{
        object: 'campaign_calendar',
        from: '2026-12-01T00:00:00Z',
        until: '2026-12-31T00:00:00Z',
        is_cut: false,
      },
      entries: [
        {
          ...{ kind: 'coming', campaign_id: id, series_id: 'ser_1', name: 'Weekly', status: 'checked' },
          ...{ starts_at: '2026-12-03T17:00:00Z', last_at: null, people: 8, sender_id: ids.sender },
        },
      ],
      clashes: [{ of: [0, 0], why: 'same_people', sentence: '“Weekly” meets itself.' }],
    };
    const ran = await runCli(['campaign', 'calendar'], {
      routes: { 'GET /v1/campaign-calendar': () => calendar },
    });
    expect(ran.code).toBe(7);
    expect(ran.out).toContain('comes by a rule');
    expect(ran.out).toContain('Mind: “Weekly” meets itself.');
  });
});

test('a brief is said with an objective and a measure, and shown without', async () => {
  const brief = {
    ...{
      object: 'campaign_brief',
      campaign_id: id,
      objective: 'A full shop',
      measure: 'clicks',
      target: 400,
    },
    ...{ owner: 'Ana', budget: '250', notes: null, set_by: 'key:1', set_at: '2026-11-24T15:00:00Z' },
  };
  const both = { [`PUT ${at('brief')}`]: () => brief, [`GET ${at('brief')}`]: () => brief };
  const said = ['--objective', 'A full shop', '--measure', 'clicks', '--target', '400'];
  const ran = await runCli(['campaign', 'brief', id, ...said], { routes: both });
  expect(ran.asked.at(-1)?.body).toMatchObject({ objective: 'A full shop', measure: 'clicks', target: 400 });
  expect((await runCli(['campaign', 'brief', id], { routes: both })).out).toContain('400 of which');
  expect((await runCli(['campaign', 'brief', id, '--target', '4'], { routes: both })).code).toBe(2);
});

test('a clone is a draft under a name of its own', async () => {
  const ran = await runCli(['campaign', 'clone', 'Spring', '--name', 'Summer'], {
    routes: {
      'GET /v1/campaigns': () => page([fakeCampaign('finished')]),
      [`POST ${at('clone')}`]: () => ({ ...fakeCampaign('draft'), name: 'Summer' }),
    },
  });
  expect([ran.code, ran.asked.at(-1)?.body]).toEqual([0, { name: 'Summer' }]);
});
