import { describe, expect, test } from 'vitest';
import { ids, runCli } from '../../test/run-cli.ts';

const { campaign: id } = ids;
const at = (what: string) => `/v1/campaigns/${id}/${what}`;

describe('tidings campaign simulate', () => {
  const sim = 'sim_0193ad1c6f0b7a1e8a4f2f9a6c1d5e70';
  const fakeSimulation = (status: string, more: object = {}) => ({
    ...{ object: 'simulation', id: sim, campaign_id: id, status, at: '2026-11-24T22:00:00Z', seed: 7 },
    ...{ profile: 'harsh', carrier_parts_per_second: 5, people: 10, done: 4, failure: null, report: null },
    ...{ requested_by: 'key:1', requested_at: '2026-11-24T15:00:00Z', finished_at: null, ...more },
  });
  const report = {
    ...{
      content_sha256: '0'.repeat(64),
      audience: 10,
      waterfall: [],
      will_receive: 8,
      notes: ['Sending is stopped.'],
    },
    places: [
      {
        place: 'excluded',
        reason: 'no_consent',
        people: 2,
        label: 'Left out at the launch: no consent on record.',
      },
      { place: 'delivered', reason: null, people: 7, label: 'Delivered' },
      { place: 'rejected', reason: 'carrier_filtered', people: 1, label: 'Filtered: as unwanted.\u001b[2J' },
    ],
    texts: { handed_over: 9, taken: 8, parts: 10, delivered: 7, answers_lost: 1 },
    retries: [{ reason: 'throttled', count: 1 }],
    held: {
      people: 3,
      lines: [
        { reason: 'quiet_hours', zones: ['America/New_York'], until: '2026-11-25T13:00:00Z', people: 3 },
      ],
    },
    replies: { opt_outs: 2, opt_outs_to_judge: 1, others: 0 },
    cost: { currency: 'USD', total: '0.079' },
    first_text: { local_time: '08:00', zone: 'America/New_York', at: '2026-11-25T13:00:00Z' },
    last_text: { local_time: '17:00', zone: 'America/New_York', at: '2026-11-24T22:00:00Z' },
    ...{
      starts_at: '2026-11-24T22:00:00Z',
      finishes_at: '2026-11-25T13:00:00Z',
      settled_at: null,
      is_cut: false,
    },
    narrowest: {
      level: 'sender',
      parts_per_second: 2,
      sentence: '2 parts a second, the limit of the number',
      texts_waited: 6,
    },
    hours: [
      {
        from: '2026-11-24T22:00:00Z',
        handed_over: 9,
        parts: 10,
        delivered: 7,
        failed: 1,
        replies: 3,
        opt_outs: 2,
      },
    ],
  };

  test('asks for what was wished, waits, and shows where everybody ends up', async () => {
    let asks = 0;
    const routes = {
      [`POST ${at('simulations')}`]: () => fakeSimulation('waiting'),
      [`GET /v1/simulations/${sim}`]: () => {
        asks += 1;
        return asks < 3 ? fakeSimulation('flying') : fakeSimulation('finished', { report });
      },
    };
    const wish = ['--at', '2026-11-24T22:00:00Z', '--seed', '7', '--profile', 'harsh', '--carrier-pace', '5'];
    const ran = await runCli(['campaign', 'simulate', id, ...wish], { routes });
    expect(ran.code).toBe(0);
    expect(ran.asked.find(({ path }) => path === at('simulations'))?.body).toEqual({
      ...{ at: '2026-11-24T22:00:00Z', seed: 7, profile: 'harsh', carrier_parts_per_second: 5 },
    });
    expect(asks).toBe(3);
    for (const said of [
      'Simulated: nobody was texted. Launched at 2026-11-24 22:00 UTC',
      'carrier harsh, 5 parts a second, seed 7',
      'Sending is stopped.',
      'no consent on record.',
      'The last text leaves 2026-11-25 13:00 UTC, after 15 h.',
      '8 texts in 10 parts, for 0.079 USD',
      'earliest 08:00 (America/New_York), latest 17:00',
      '2 opt-outs, 1 to be judged',
      'Tried again: 1 throttled.',
      '3 people are held',
    ])
      expect(ran.out).toContain(said);
    expect(ran.out).not.toContain('\u001b[2J');
  });

  test('ends with the sentence of what stands against it', async () => {
    const failure = { code: 'audience.nobody', sentence: 'There is nobody on the lists.' };
    const routes = { [`POST ${at('simulations')}`]: () => fakeSimulation('failed', { failure }) };
    const ran = await runCli(['campaign', 'simulate', id], { routes });
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain('There is nobody on the lists.');
  });

  test('does not wait when told, and reads, lists and cancels by id', async () => {
    const routes = {
      [`POST ${at('simulations')}`]: () => fakeSimulation('waiting'),
      [`GET ${at('simulations')}`]: () => ({ data: [fakeSimulation('finished')] }),
      [`GET /v1/simulations/${sim}`]: () => fakeSimulation('cancelled'),
      [`POST /v1/simulations/${sim}/cancel`]: () => fakeSimulation('cancelled'),
    };
    const run = async (...args: string[]) => (await runCli(['campaign', ...args], { routes })).out;
    expect(await run('simulate', id, '--no-wait')).toContain(`tidings campaign simulation ${sim}`);
    expect(await run('simulation', sim)).toContain('there is no report');
    expect(await run('simulations', id)).toMatch(new RegExp(`${sim}\\s+finished\\s+2026-11-24 22:00 UTC`));
    expect(await run('simulation', sim, '--cancel')).toContain('Cancelled.');
  });
});
