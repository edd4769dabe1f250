import { describe, expect, test } from 'vitest';
import { moneyOf } from '../../spending/index.ts';
import { openBook, type Sums } from './book.ts';
import type { Copy } from './copy-campaign.ts';
import type { Passenger } from './passenger.ts';
import { reportOf } from './report.ts';
import type { Simulation } from './simulation.ts';

const simulation = { carrierPartsPerSecond: null } as Simulation;
const pace = { level: 'sender', subject: 's', partsPerSecond: 4.5 } as const;
const startMs = Date.parse('2026-11-24T17:00:00Z');

const copyOf = (chosen: number, more: object = {}) =>
  ({
    ...{
      counts: { chosen, willReceive: chosen },
      waterfall: [],
      paces: [pace],
      spend: null,
      stopped: null,
      schedule: null,
    },
    approval: { state: 'not_needed', needed: 0, given: 0, sentence: 'Nobody need approve it.' },
    ...{
      problems: [],
      contentHash: Buffer.alloc(32),
      loaded: { sender: { id: 's', gatewayId: 'g' } },
      ...more,
    },
  }) as unknown as Copy;

const one = (parts: number) => ({ number: '+12125550107', parts }) as Passenger;
const route = (outcome: 'delivered' | 'rejected', errorCode: string | null = null) => ({
  ...{
    outcome,
    errorCode,
    settledAfterMs: 500,
    receipts: [{ status: outcome, happensAfterMs: 500, sentAfterMs: 500 }],
  },
  ...{ isLost: false, isBeforeAnswer: false, isUsual: errorCode === null },
});

function flown(): Sums {
  const book = openBook();
  for (const parts of [1, 2, 1]) book.leave(one(parts), startMs, ['America/New_York'], pace);
  book.take(one(1), startMs, route('delivered'), { body: 'STOP', afterMs: 1_000 });
  book.take(one(2), startMs, route('delivered'), { body: 'take me off your list', afterMs: 3_600_000 });
  book.take(one(1), startMs, route('rejected', 'carrier_filtered'), null);
  book.end('excluded', 'opted_out');
  return book.sums();
}

describe('the report of a simulation', () => {
  test('tells each place in words, and what the carrier said in its own', () => {
    const { places, hours, replies } = reportOf(simulation, copyOf(4), flown());
    expect(places).toEqual([
      {
        place: 'excluded',
        reason: 'opted_out',
        people: 1,
        label: 'Left out at the launch: they have opted out.',
      },
      { place: 'delivered', reason: null, people: 2, label: 'Delivered' },
      {
        ...{ place: 'rejected', reason: 'carrier_filtered', people: 1 },
        label: 'Filtered: The carrier filtered the text as unwanted.',
      },
    ]);
    expect(replies.opt_outs + replies.opt_outs_to_judge).toBe(2);
    expect(hours).toMatchObject([
      { from: '2026-11-24T17:00:00.000Z', handed_over: 3, parts: 4, delivered: 2, failed: 1, replies: 1 },
      { from: '2026-11-24T18:00:00.000Z', handed_over: 0, replies: 1 },
    ]);
  });

  test('prices what the carrier took, and says what a launch would be refused for', () => {
    const prices = [
      {
        senderId: null,
        gatewayId: null,
        country: 'US',
        perPart: moneyOf('0.0079'),
        amount: moneyOf('0.0079'),
      },
    ];
    const caps = { day: moneyOf('0.01'), month: null, campaign: null };
    const spent = { day: moneyOf('0.004'), month: 0n, campaign: 0n, reserved: 0n };
    const spend = { currency: 'USD', prices, caps, spent, refusalOf: () => 'The budget is spent.' };
    const approval = { state: 'waiting', needed: 1, given: 0, sentence: 'It needs one more person.' };
    const more = { spend, problems: ['Say who you are.'], stopped: 'Sending is stopped.', approval };
    const { cost, notes, spending, approval: told } = reportOf(simulation, copyOf(4, more), flown());
    expect(cost).toEqual({ currency: 'USD', total: '0.0316' });
    expect(notes).toEqual([
      'Sending is stopped. The simulation went on as if it were not.',
      'A launch would be refused: Say who you are.',
      'A launch would be refused: The budget is spent.',
      'A launch would be refused: It needs one more person.',
    ]);
    const schedule = {
      ...{ startsAt: new Date('2026-11-24T17:00:00Z'), lastAt: new Date('2026-11-24T17:00:00Z') },
      sentences: ['The others wait.'],
      refusal: { code: 'campaign.more_people', sentence: 'Too many.' },
    };
    expect(reportOf(simulation, copyOf(4, { schedule }), flown()).notes).toEqual([
      'Its schedule is flown: it starts at 2026-11-24 17:00 UTC.',
      'The others wait.',
      'It would not start: Too many.',
    ]);
    expect(told).toEqual(approval);
    expect(spending).toEqual({
      ...{ currency: 'USD', refusal: 'The budget is spent.', reserved_by_others: '0.00' },
      caps: [{ cap: 'day', amount: '0.01', spent_before: '0.004' }],
    });
  });

  test('names the limit that texts waited for, the carrier’s own where that is narrower', () => {
    expect(reportOf(simulation, copyOf(4), flown()).narrowest).toEqual({
      ...{ level: 'sender', parts_per_second: 4.5, texts_waited: 3 },
      sentence: '4.5 parts a second, the limit of the number',
    });
    const limited = { ...simulation, carrierPartsPerSecond: 3 };
    expect(reportOf(limited, copyOf(4), flown()).narrowest).toMatchObject({
      level: 'carrier',
      parts_per_second: 3,
    });
  });

  test('is not made where somebody is in no place', () => {
    expect(() => reportOf(simulation, copyOf(5), flown())).toThrow(
      'Of 5 people of the audience 4 are in a place.',
    );
  });
});
