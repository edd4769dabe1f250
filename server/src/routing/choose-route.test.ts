import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moneyOf } from '../spending/index.ts';
import { type Candidate, chooseRoute } from './choose-route.ts';

const way = (gatewayName: string, given: Partial<Candidate> = {}): Candidate => ({
  ...{
    routeId: `route of ${gatewayName}`,
    gatewayId: gatewayName,
    gatewayName,
    countries: null,
    lanes: null,
  },
  ...{ rank: 100, state: 'ok', stateDetail: null, restsMs: 0, isDrained: false },
  ...{ isStanding: true, isAvoided: false, pricePerPart: null, ...given },
});
const uk = { country: 'GB', lane: 'marketing' };
const choose = (...ways: Candidate[]) => {
  const { chosen, because, judged, isFailover } = chooseRoute(ways, uk);
  const whyNot = Object.fromEntries(judged.map((one) => [one.way.gatewayName, one.whyNot?.code ?? null]));
  return { chosen: chosen?.gatewayName ?? null, because, whyNot, isFailover };
};
const price = (text: string) => ({ pricePerPart: moneyOf(text) });

describe('of several ways', () => {
  test('the lowest rank goes first, whatever it costs', () => {
    expect(choose(way('A', { rank: 20, ...price('0.01') }), way('B', { rank: 10, ...price('0.9') }))).toEqual(
      {
        ...{ chosen: 'B', because: 'Its rank 10 comes first.', isFailover: false },
        whyNot: { A: 'rank', B: null },
      },
    );
  });

  test('of one rank the cheapest goes first, and says so', () => {
    const choice = choose(way('A', price('0.04')), way('B', price('0.031')));
    expect(choice).toMatchObject({
      chosen: 'B',
      because: 'Of rank 100 it is the cheapest.',
      whyNot: { A: 'price' },
    });
  });

  test('of equals the number’s own account goes first', () => {
    expect(choose(way('A'), way('Home', { routeId: null }))).toMatchObject({
      chosen: 'Home',
      whyNot: { A: 'order' },
    });
  });

  test.each([
    ['is for another country', { countries: ['FR', 'DE'] }, 'country'],
    ['is for other lanes', { lanes: ['otp'] }, 'lane'],
  ])('one that %s is no way at all', (_what, given, code) => {
    expect(choose(way('A', { rank: 1, ...given }), way('B'))).toMatchObject({
      ...{ chosen: 'B', whyNot: { A: code }, because: 'It is the only open way.', isFailover: false },
    });
  });

  test.each([
    ['is drained', { isDrained: true }, 'draining'],
    ['has no line', { isStanding: false }, 'line'],
    ['rests', { restsMs: 1, stateDetail: 'The carrier cannot be reached.' }, 'resting'],
  ])('one that %s is passed over by name', (_what, given, code) => {
    const choice = choose(way('A', { rank: 1, ...given }), way('B'));
    expect(choice).toMatchObject({ chosen: 'B', whyNot: { A: code }, isFailover: true });
    expect(choice.because).toMatch(/^A is passed over: /);
  });

  test('one that a text has been tried at comes last, and is taken where there is no other', () => {
    expect(choose(way('A', { rank: 1, isAvoided: true }), way('B'))).toMatchObject({
      ...{ chosen: 'B', whyNot: { A: 'avoided' }, isFailover: true },
    });
    expect(choose(way('A', { isAvoided: true }))).toMatchObject({ chosen: 'A' });
  });

  test('none open says why each is not; none fitting says that', () => {
    expect(choose(way('A', { isDrained: true }))).toMatchObject({
      ...{ chosen: null, because: expect.stringContaining('A (It is being drained') },
    });
    expect(choose(way('A', { countries: ['FR'] }))).toMatchObject({ because: 'No route takes such a text.' });
  });
});

test('the order in which ways are given decides nothing', () => {
  const any = fc.record({
    rank: fc.integer({ min: 1, max: 3 }),
    price: fc.integer({ min: 0, max: 2 }),
    isDrained: fc.boolean(),
    isAvoided: fc.boolean(),
    isHome: fc.boolean(),
  });
  const ways = fc
    .array(any, { minLength: 1, maxLength: 6 })
    .map((all) =>
      all.map(({ price: pence, isHome, ...given }, at) =>
        way(`G${at}`, { ...given, ...price(`0.0${pence}`), ...(isHome && { routeId: null }) }),
      ),
    );
  fc.assert(
    fc.property(ways, fc.infiniteStream(fc.nat()), (all, luck) => {
      const shuffled = all
        .map((one) => ({ one, at: luck.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one);
      expect(chooseRoute(shuffled, uk).chosen?.gatewayId).toBe(chooseRoute(all, uk).chosen?.gatewayId);
    }),
  );
});
