import { openRehearsal, profiles, type Settings } from '@tidings/carrier/without-port';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBuckets } from '../../senders/index.ts';
import { moneyOf } from '../../spending/index.ts';
import { openBook, proveWhole, type Sums } from './book.ts';
import { type Flight, fly } from './fly.ts';
import type { Judged } from './judge.ts';
import { type Passenger, type WrittenPassenger, writePassenger } from './passenger.ts';
import { openPurse } from './purse.ts';
import { openVirtualClock } from './virtual-clock.ts';
import { openWaitingChunks, passengersAChunk, type WaitingChunk } from './waiting-chunks.ts';

const hourMs = 3_600_000;
const startMs = Date.parse('2026-11-24T17:00:00Z');
const zones = ['America/New_York'];
const go: Judged = { kind: 'go', closesAtMs: null, zones };

const passenger = (n: number): Passenger => ({
  ...{ contactId: n + 1, number: `+1202555${String(n % 10_000).padStart(4, '0')}`, country: 'US' },
  ...{ region: null, zone: null, carrier: null, wishes: null, isToJudge: false, pausedUntilMs: null },
  ...{
    marks: [],
    parts: 1 + (n % 2),
    length: 40,
    attempt: 0,
    resends: 0,
    isHeld: false,
    isSelling: false,
    isMms: false,
  },
});

type Wish = Partial<Pick<Flight, 'judge' | 'horizonMs' | 'purse'>> & {
  people: number;
  settings?: Partial<Settings>;
  profile?: keyof typeof profiles;
  perSecond?: number;
  seed?: number;
};

/** A flight of so many people whose chunks wait in a map; tells besides how many chunks were ever kept at once. */
async function flown(wish: Wish): Promise<{ sums: Sums; mostKept: number; isEmpty: boolean }> {
  const { people, settings, profile = 'plain', perSecond = 1_000, seed = 1 } = wish;
  const kept = new Map<number, readonly WrittenPassenger[]>();
  let mostKept = 0;
  const store = {
    write: async (chunks: readonly { place: number; people: readonly WrittenPassenger[] }[]) => {
      for (const { place, people: those } of chunks) kept.set(place, JSON.parse(JSON.stringify(those)));
      mostKept = Math.max(mostKept, kept.size);
    },
    read: async (place: number) => {
      const those = kept.get(place) ?? [];
      kept.delete(place);
      return those;
    },
  };
  const clock = openVirtualClock<WaitingChunk>(startMs);
  const all = Array.from({ length: people }, (_, n) => writePassenger(passenger(n)));
  const first = Array.from({ length: Math.ceil(people / passengersAChunk) }, (_, place) => ({
    place,
    people: all.slice(place * passengersAChunk, (place + 1) * passengersAChunk),
  }));
  await store.write(first);
  for (const { place, people: those } of first) clock.at(startMs, { place, people: those.length });
  const book = openBook();
  await fly({
    ...{ clock, book, from: '+12025550100', settleMs: 20_000, onChunk: async () => {} },
    chunks: openWaitingChunks(clock, store, first.length),
    ...{ purse: wish.purse ?? null, judge: wish.judge ?? (() => go) },
    buckets: openBuckets([{ level: 'sender', subject: 's', partsPerSecond: perSecond }]),
    counters: [{ level: 'sender', subject: 's' }],
    carrier: openRehearsal({ settings: { ...profiles[profile], ...settings }, seed }),
    horizonMs: wish.horizonMs ?? startMs + 60 * 24 * hourMs,
  });
  return { sums: book.sums(), mostKept, isEmpty: kept.size === 0 };
}

const peopleAt = ({ places }: Sums, place: string, reason?: string | null) =>
  places
    .filter((line) => line.place === place && (reason === undefined || line.reason === reason))
    .reduce((sum, { people }) => sum + people, 0);

describe('a flight', () => {
  test('spends as it goes: what a day has no money for leaves after its midnight', async () => {
    const perPart = moneyOf('0.01');
    const purse = openPurse(
      {
        ...{ caps: { day: moneyOf('10'), month: null, campaign: null }, zone: 'America/New_York' },
        ...{
          spent: { day: 0n, month: 0n, campaign: 0n, reserved: 0n },
          way: { senderId: 's', gatewayId: 'g' },
        },
        prices: [{ senderId: null, gatewayId: null, country: null, perPart }],
      },
      startMs,
    );
    // 2,400 parts at a cent: 1,000 a day.
    const { sums } = await flown({ people: 1_600, perSecond: 1_000, purse });
    expect(peopleAt(sums, 'delivered')).toBe(1_600);
    expect(sums.held).toMatchObject([{ reason: 'spend_day', untilMs: Date.parse('2026-11-25T05:00:00Z') }]);
    const byDay = new Map<string, number>();
    for (const { fromMs, parts } of sums.hours)
      byDay.set(
        new Date(fromMs - 5 * hourMs).toISOString().slice(0, 10),
        (byDay.get(new Date(fromMs - 5 * hourMs).toISOString().slice(0, 10)) ?? 0) + parts,
      );
    expect([...byDay.values()].every((parts) => parts <= 1_000)).toBe(true);
    expect(byDay.size).toBe(3);
  });

  test('takes as long as the pace says, in parts, and no longer to watch', async () => {
    const { sums } = await flown({ people: 3_600, perSecond: 1 });
    // 5,400 parts at 0.985 a second; the last text leaves when the parts before its own have.
    expect(((sums.lastMs ?? 0) - startMs) / 1_000).toBeCloseTo(5_398 / 0.985, 0);
    expect(sums).toMatchObject({
      firstMs: startMs,
      texts: { handedOver: 3_600, taken: 3_600, parts: 5_400 },
    });
    expect(sums.hours.map(({ handedOver }) => handedOver).reduce((a, b) => a + b, 0)).toBe(3_600);
    expect(sums.waitedFor).toMatchObject([{ texts: 3_599, pace: { level: 'sender' } }]);
    expect(peopleAt(sums, 'delivered', null)).toBe(3_600);
    expect(sums.earliest).toMatchObject({ minute: 12 * 60, zone: 'America/New_York' });
    expect(sums.latest).toMatchObject({ minute: 13 * 60 + 31 });
  });

  test('holds whoever is told to wait until their hour, and counts them once however often they are held', async () => {
    const openMs = startMs + 15 * hourMs;
    const judge = ({ contactId }: Passenger, ms: number): Judged => {
      if (contactId % 3 > 0 || ms >= openMs + hourMs) return go;
      return { kind: 'wait', untilMs: ms < openMs ? openMs : openMs + hourMs, reason: 'quiet_hours', zones };
    };
    const { sums } = await flown({ people: 2_000, judge });
    expect(sums.heldPeople).toBe(666);
    expect(sums.held).toEqual([{ reason: 'quiet_hours', zones, untilMs: openMs, people: 666 }]);
    expect(sums.hours.at(-1)).toMatchObject({ fromMs: openMs + hourMs, handedOver: 666 });
  });

  test('asks again when the window has closed before a text has its turn', async () => {
    const closesAtMs = startMs + 100_000;
    const opensMs = startMs + 20 * hourMs;
    const judge = (_: Passenger, ms: number): Judged =>
      ms < closesAtMs || ms >= opensMs
        ? { kind: 'go', closesAtMs: ms < closesAtMs ? closesAtMs : null, zones }
        : { kind: 'wait', untilMs: opensMs, reason: 'quiet_hours', zones };
    const { sums } = await flown({ people: 600, perSecond: 5, judge });
    const [today, tomorrow] = sums.hours;
    expect(today?.handedOver).toBeGreaterThan(300);
    expect(today?.handedOver).toBeLessThan(340);
    expect(tomorrow).toMatchObject({ fromMs: opensMs, handedOver: 600 - (today?.handedOver ?? 0) });
    expect(sums.heldPeople).toBe(600 - (today?.handedOver ?? 0));
  });

  test('heeds the carrier’s own limit: it takes longer, is told so, and nobody is lost', async () => {
    const { sums } = await flown({ people: 200, perSecond: 100, settings: { parts_per_second: 10 } });
    expect(peopleAt(sums, 'delivered')).toBe(200);
    // 300 parts at ten a second, of which the first second is a burst.
    expect(((sums.lastMs ?? 0) - startMs) / 1_000).toBeGreaterThan(28);
    expect(((sums.lastMs ?? 0) - startMs) / 1_000).toBeLessThan(80);
    expect(sums.retries).toEqual([{ reason: 'throttled', count: sums.texts.handedOver - 200 }]);
  });

  test('tries a text again that had bad luck, and goes on with the others meanwhile', async () => {
    const faults = { ...profiles.plain.faults, throttle: 0.2 };
    const { sums } = await flown({ people: 600, perSecond: 100, settings: { faults } });
    const [{ count } = { count: 0 }] = sums.retries;
    expect(count).toBeGreaterThan(100);
    expect(sums.texts).toMatchObject({ handedOver: 600 + count, taken: 600 });
    // 900 parts and those of the second tries at 99 a second, and the last of them a second or two after the others.
    expect(((sums.lastMs ?? 0) - startMs) / 1_000).toBeLessThan((900 + count * 2) / 99 + 4);
  });

  test('comes to its end though a rule says to wait for an instant that has passed', async () => {
    const judge = (_: Passenger, ms: number): Judged =>
      ms < startMs + 5_000 ? { kind: 'wait', untilMs: startMs, reason: 'quiet_hours', zones } : go;
    const { sums } = await flown({ people: 3, judge });
    expect(peopleAt(sums, 'delivered')).toBe(3);
  });

  test('leaves whoever still waits at the end of what is flown, in chunks or not', async () => {
    const judge = (): Judged => ({
      kind: 'wait',
      untilMs: startMs + 90 * 24 * hourMs,
      reason: 'frequency_cap',
      zones,
    });
    const { sums } = await flown({ people: 1_234, judge });
    expect(sums.places).toEqual([{ place: 'waiting', reason: 'beyond_horizon', people: 1_234 }]);
    const slow = await flown({ people: 1_234, perSecond: 1, horizonMs: startMs + 60_000 });
    expect(peopleAt(slow.sums, 'delivered') + peopleAt(slow.sums, 'waiting', 'beyond_horizon')).toBe(1_234);
    expect(peopleAt(slow.sums, 'delivered')).toBeLessThan(61);
  });

  test('of a harsh carrier tells every end by its code, the answers that were lost, and who replies', async () => {
    const { sums } = await flown({ people: 3_000, profile: 'harsh' });
    proveWhole(sums, 3_000);
    for (const [place, reason] of [
      ['failed', 'unknown_handset'],
      ['undelivered', 'handset_off'],
      ['rejected', 'carrier_filtered'],
      ['refused', 'invalid_number'],
      ['no_receipt', null],
    ] as const)
      expect(peopleAt(sums, place, reason), place).toBeGreaterThan(10);
    expect(sums.answersLost).toBeGreaterThan(100);
    expect(sums.retries.map(({ reason }) => reason).sort()).toEqual([
      'never_had_it',
      'throttled',
      'unavailable',
    ]);
    expect(sums.replies.optOuts).toBeGreaterThan(50);
    expect(sums.hours.reduce((sum, { optOuts }) => sum + optOuts, 0)).toBe(sums.replies.optOuts);
  });

  test('has one course for a seed, and another for another', async () => {
    const wish = { people: 800, profile: 'realistic' } as const;
    const [one, same, other] = [await flown(wish), await flown(wish), await flown({ ...wish, seed: 2 })];
    expect(same).toEqual(one);
    expect(other.sums.places).not.toEqual(one.sums.places);
  });

  test('puts everybody in exactly one place, whatever is decided about whom, and keeps nothing', async () => {
    const kinds = ['go', 'wait', 'dropped', 'waiting'] as const;
    const decided = fc.record({
      people: fc.integer({ min: 0, max: 1_300 }),
      seed: fc.integer({ min: 0, max: 1_000 }),
      perSecond: fc.constantFrom(1, 50, 5_000),
      cycle: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 7 }),
      hours: fc.integer({ min: 1, max: 80 }),
    });
    await fc.assert(
      fc.asyncProperty(decided, async ({ people, seed, perSecond, cycle, hours }) => {
        const judge = ({ contactId }: Passenger, ms: number): Judged => {
          const kind = cycle[contactId % cycle.length] ?? 'go';
          if (kind === 'dropped' || kind === 'waiting') return { kind, reason: 'because' };
          const untilMs = startMs + ((contactId % hours) + 1) * hourMs;
          return kind === 'wait' && ms < untilMs ? { kind, untilMs, reason: 'quiet_hours', zones } : go;
        };
        const { sums, isEmpty } = await flown({ people, seed, perSecond, judge, profile: 'harsh' });
        proveWhole(sums, people);
        expect(isEmpty).toBe(true);
      }),
      { numRuns: 25, seed: 20_261_129 },
    );
  });

  test('is refused by the proof when somebody is missing, or counted twice', async () => {
    const { sums } = await flown({ people: 10 });
    expect(() => proveWhole(sums, 11)).toThrow(/Of 11 people/);
    expect(() => proveWhole({ ...sums, texts: { ...sums.texts, taken: 9 } }, 10)).toThrow(/took 9/);
  });
});
