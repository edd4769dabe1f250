import { expect, test } from 'vitest';
import { type Leaving, openLeaving } from './leaving.ts';

const waitOf = (leaving: Leaving, number: string, durationMs: number, withinMs = 5_000) =>
  leaving.take(number, durationMs, withinMs)?.waitMs ?? null;

test('the texts of a number leave one lot after another, whichever wave they belong to', () => {
  let now = 1_000;
  const leaving = openLeaving(() => now);
  expect(waitOf(leaving, 'a', 10)).toBe(0);
  expect(waitOf(leaving, 'a', 10)).toBe(10);
  now = 1_015;
  expect(waitOf(leaving, 'a', 10)).toBe(5);
  expect(waitOf(leaving, 'b', 10)).toBe(0);
});

test('a timer that fires a little late costs no pace', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  let left = 0;
  while (now < 1_000) {
    now += (waitOf(leaving, 'a', 5) ?? 0) + 2;
    left += 1;
  }
  expect(left).toBeGreaterThanOrEqual(199);
});

test('nobody catches up after a longer hold-up', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  leaving.take('a', 10, 5_000);
  now = 500;
  let leavesAtOnce = 0;
  while (waitOf(leaving, 'a', 1) === 0) leavesAtOnce += 1;
  expect(leavesAtOnce).toBeLessThanOrEqual(101);
});

test.each([60, 100, 110, 1_000, 4_500, 60_000])(
  '%i a minute are held, whether or not they divide a second',
  (perMinute) => {
    let now = 0;
    const leaving = openLeaving(() => now);
    let left = 0;
    for (; now < 60_000; left += 1) {
      const moment = leaving.take('a', 60_000 / perMinute, 5_000);
      now += moment?.waitMs ?? 0;
      moment?.isThere();
    }
    expect(left / perMinute).toBeGreaterThan(0.99);
    expect(left).toBeLessThanOrEqual(perMinute + 2);
  },
);

test('who would have to wait too long takes nothing, so that others do not wait for texts that will not leave', () => {
  let now = 0;
  const leaving = openLeaving(() => now);
  leaving.take('a', 6_000, 5_000);
  expect(leaving.take('a', 10, 5_000)).toBeNull();
  expect(leaving.take('a', 10, -1)).toBeNull();
  now = 2_000;
  expect(waitOf(leaving, 'a', 10)).toBe(4_000);
});

test('what did not leave after all takes no room', () => {
  const leaving = openLeaving(() => 0);
  for (let lot = 0; lot < 3; lot += 1) leaving.take('a', 1, 5_000)?.giveBack();
  const moments = Array.from({ length: 1_010 }, () => leaving.take('a', 1, 5_000));
  expect(moments.at(-1)?.waitMs).toBeLessThan(1_020);
});

const limit = 1_000;
const textsInLot = 5;
const lotMs = (textsInLot * 1_000) / (limit * 0.985);

type World = {
  /** How late the worker is with the lot of this number, in milliseconds. */
  late(lot: number): number;
  /** Within these spans nothing arrives: a line or a carrier stands still, and then everything comes at once. */
  stills: readonly (readonly [from: number, until: number])[];
  /** From the arrival of a text to its answer. */
  thinks(text: number): number;
};

/** Plays half a minute of a number with a thousand texts a second; says when each text came to the carrier. */
function play({ late, stills, thinks }: World): number[] {
  let now = 0;
  const leaving = openLeaving(() => now);
  const arrivals: number[] = [];
  const answers: { at: number; tell: () => void }[] = [];
  let lot = 0;
  let lastAt = 0;
  const goTo = (until: number) => {
    answers.sort((one, other) => one.at - other.at);
    while (answers[0] && answers[0].at <= until) {
      const next = answers.shift();
      now = Math.max(now, next?.at ?? now);
      next?.tell();
    }
    now = until;
  };
  while (now < 30_000) {
    const moment = leaving.take('a', lotMs, 5_000);
    if (!moment) throw new Error('Nobody has to wait that long.');
    goTo(now + moment.waitMs + late(lot));
    const still = stills.find(([from, until]) => now >= from && now < until);
    lastAt = Math.max(lastAt, still ? still[1] : now + 1);
    for (let text = 0; text < textsInLot; text += 1) {
      arrivals.push(lastAt);
      answers.push({ at: lastAt + thinks(arrivals.length), tell: moment.isThere });
    }
    lot += 1;
  }
  return arrivals;
}

function fullest(times: readonly number[]): number {
  let [most, end] = [0, 0];
  for (const [begin, from] of times.entries()) {
    while (end < times.length && (times[end] ?? 0) < from + 1_000) end += 1;
    most = Math.max(most, end - begin);
  }
  return most;
}

const rateOf = (times: readonly number[]) =>
  ((times.length - textsInLot) * 1_000) / ((times.at(-1) ?? 0) - (times[0] ?? 0)) / limit;

// The same each time and at no even distance.
const nowAndThen = (lot: number, every: number, ms: number) => (lot % every === every - 1 ? ms : 0);

test.each<[string, World]>([
  ['nothing is in the way', { late: () => 0, stills: [], thinks: () => 0.5 }],
  ['a busy worker is late', { late: (lot) => nowAndThen(lot, 37, 40), stills: [], thinks: () => 0.5 }],
  [
    'the line stands still for a moment',
    {
      late: () => 0,
      stills: [3_000, 3_700, 9_100, 9_990, 20_000].map((from) => [from, from + 45] as const),
      thinks: () => 0.5,
    },
  ],
  [
    'both, and the carrier is far',
    {
      late: (lot) => nowAndThen(lot, 53, 35),
      stills: [5_000, 12_345, 12_900].map((from) => [from, from + 60] as const),
      thinks: () => 250,
    },
  ],
])('no second brings more to the carrier than its limit, and the pace is held, when %s', (_, world) => {
  const arrivals = play(world);
  expect(fullest(arrivals)).toBeLessThanOrEqual(limit);
  expect(rateOf(arrivals)).toBeGreaterThanOrEqual(0.98);
  expect(rateOf(arrivals)).toBeLessThanOrEqual(1);
});

test('a carrier that thinks about each text for another while costs no pace', () => {
  const thinks = (text: number) => 20 + ((text * text * 31) % 181);
  expect(rateOf(play({ late: () => 0, stills: [], thinks }))).toBeGreaterThanOrEqual(0.98);
});
