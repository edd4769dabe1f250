import { expect, test } from 'vitest';
import { checkContest } from './check-contest.ts';
import { type ContestContent, closedBecause, eligibilityOf } from './contest.ts';
import { drawPlaces, hashOfEntries } from './draw.ts';

const entries = Array.from({ length: 60 }, (_, at) => ({ id: at + 1, person: `p${at % 20}` }));
const told = { seed: 'a seed', entriesHash: hashOfEntries(entries), beacon: null };

test('the same seed draws the same, in whatever order entries are read; another seed or number draws otherwise', () => {
  const drawn = drawPlaces(told, entries, 5).map(({ id }) => id);
  expect(drawPlaces(told, entries.toReversed(), 5).map(({ id }) => id)).toEqual(drawn);
  expect(hashOfEntries(entries.toReversed())).toBe(told.entriesHash);
  expect(drawPlaces({ ...told, seed: 'another' }, entries, 5).map(({ id }) => id)).not.toEqual(drawn);
  expect(drawPlaces({ ...told, beacon: '7' }, entries, 5).map(({ id }) => id)).not.toEqual(drawn);
});

test('one person has one place, however many entries', () => {
  const people = drawPlaces(told, entries, 20).map(({ person }) => person);
  expect(new Set(people).size).toBe(20);
  expect(drawPlaces(told, entries, 50)).toHaveLength(20);
});

test('one entry more or less is another hash', () => {
  expect(hashOfEntries(entries.slice(1))).not.toBe(told.entriesHash);
});

test('each of ten is drawn as often as the others', () => {
  const ten = entries.slice(0, 10);
  const wins = new Map<number, number>();
  for (let nth = 0; nth < 4_000; nth += 1) {
    const [first] = drawPlaces({ ...told, seed: `seed ${nth}` }, ten, 1);
    wins.set(first?.id ?? 0, (wins.get(first?.id ?? 0) ?? 0) + 1);
  }
  // Chi-squared with nine degrees of freedom; above 27.9 lies one in a thousand, and these seeds are always the same.
  const squares = [...wins.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
  expect([wins.size, squares < 27.9]).toEqual([10, true]);
});

test.each([
  [{ region: 'US-TX', isOldEnough: true }, 'entered', null],
  [{ region: null, isOldEnough: true }, 'entered', null],
  [{ region: 'US-NY', isOldEnough: true }, 'refused', 'region'],
  [{ region: 'US-TX', isOldEnough: null }, 'asked', null],
  [{ region: 'US-TX', isOldEnough: false }, 'refused', 'age'],
])('%j is %s', (person, state, reason) => {
  expect(eligibilityOf({ leastAge: 18, regions: ['US-TX'] }, person)).toEqual({ state, reason });
});

const content = {
  ...{
    name: 'Cake',
    programId: 'p',
    senderId: null,
    keywordId: null,
    prize: 'A cake',
    winners: 1,
    alternates: 0,
  },
  ...{
    rules: 'No purchase necessary. Void where prohibited.',
    enteredBody: null,
    wonBody: 'You have won.',
    claimHours: 48,
  },
  ...{
    startsAt: new Date('2026-11-01'),
    endsAt: new Date('2026-12-01'),
    entries: 'once',
    leastAge: null,
    regions: null,
    beaconSource: null,
  },
} satisfies ContestContent;
const now = new Date('2026-11-24T12:00:00Z');

test.each([
  ['rules without a free way in', { rules: 'Buy a cake. Void where prohibited.' }, 'contest.no_free_entry'],
  ['rules that hold everywhere', { rules: 'No purchase necessary.' }, 'contest.no_void'],
  ['an end before its start', { endsAt: new Date('2026-10-01') }, 'contest.ends_before_start'],
  ['a region in words', { regions: ['Texas'] }, 'contest.bad_region'],
  ['a merge field', { wonBody: '{{ first_name }}, you have won' }, 'contest.merge_field'],
])('a contest with %s is refused', (_what, change, code) => {
  expect(() => checkContest({ ...content, ...change }, now)).toThrow(
    expect.objectContaining({ code: expect.any(String) }),
  );
  try {
    checkContest({ ...content, ...change }, now);
  } catch (error) {
    expect((error as { details: { code: string }[] }).details.map((one) => one.code)).toContain(code);
  }
});

test('a contest is open from its start to its end', () => {
  const open = { ...content, state: 'open' as const };
  const at = (text: string) => closedBecause(open, new Date(text));
  expect([at('2026-10-31'), at('2026-11-24'), at('2026-12-01')]).toEqual(['not_yet', null, 'over']);
  expect(closedBecause({ ...open, state: 'draft' }, now)).toBe('not_yet');
});
