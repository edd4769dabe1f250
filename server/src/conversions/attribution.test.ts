import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  models,
  readAttribution,
  readValue,
  reverse,
  share,
  type Touch,
  usualAttribution,
  writeValue,
} from './attribution.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 15, minute));
const click = (messageId: number, first: number, last = first): Touch => ({
  ...{ messageId, campaignId: `c${messageId}`, linkId: null, kind: 'click' },
  ...{ firstAt: at(first), lastAt: at(last) },
});
const arrival = (messageId: number, minute: number): Touch => ({
  ...click(messageId, minute),
  kind: 'delivery',
});
const shown = (credits: ReturnType<typeof share>) =>
  credits.map((one) => [one.messageId, one.conversions, writeValue(one.revenue)]);

describe('a purchase', () => {
  test('goes to the last text that was opened, the first, or all alike', () => {
    const touches = [click(1, 10), click(2, 20), click(3, 30)];
    expect(shown(share(touches, 500_000n, 'last'))).toEqual([[3, 1, '50.0000']]);
    expect(shown(share(touches, 500_000n, 'first'))).toEqual([[1, 1, '50.0000']]);
    expect(shown(share(touches, 1_000_000n, 'linear'))).toEqual([
      [1, 0.33333333, '33.3333'],
      [2, 0.33333333, '33.3333'],
      [3, 0.33333334, '33.3334'],
    ]);
  });

  test('goes to the text opened last, not to the one opened first most lately sent', () => {
    expect(shown(share([click(1, 5, 40), click(2, 30)], 10_000n, 'last'))).toEqual([[1, 1, '1.0000']]);
    expect(shown(share([click(1, 5, 40), click(2, 30)], 10_000n, 'first'))).toEqual([[1, 1, '1.0000']]);
  });

  test('is never shared with a text that only arrived, where a link was opened', () => {
    expect(shown(share([click(1, 10), arrival(2, 30)], 10_000n, 'last'))).toEqual([[1, 1, '1.0000']]);
    expect(shown(share([arrival(1, 10), arrival(2, 30)], 10_000n, 'last'))).toEqual([[2, 1, '1.0000']]);
    expect(share([], 10_000n, 'linear')).toEqual([]);
  });

  test('that names its campaign is that one’s, before texts that only arrived and after those that were opened', () => {
    const named: Touch = { ...arrival(5, 5), kind: 'utm' };
    expect(shown(share([named, arrival(2, 30)], 10_000n, 'last'))).toEqual([[5, 1, '1.0000']]);
    expect(shown(share([named, click(1, 10)], 10_000n, 'first'))).toEqual([[1, 1, '1.0000']]);
  });

  test('is shared whole, whatever it is worth and however many texts there were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 }),
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        fc.constantFrom(...models),
        (minutes, value, model) => {
          const credits = share(
            minutes.map((minute, n) => click(n + 1, minute)),
            value,
            model,
          );
          expect(credits.reduce((sum, one) => sum + one.revenue, 0n)).toBe(value);
          const units = credits.reduce((sum, one) => sum + Math.round(one.conversions * 1e8), 0);
          expect(units).toBe(1e8);
        },
      ),
    );
  });
});

describe('what is taken back', () => {
  const credits = share([click(1, 10), click(2, 20), click(3, 30)], 1_000_000n, 'linear');
  const sum = (taken: typeof credits) => taken.reduce((total, one) => total + one.revenue, 0n);

  test('is all of it where it says no value, or the whole', () => {
    for (const value of [null, 1_000_000n, -1_000_000n]) {
      const taken = reverse(credits, 1_000_000n, value);
      expect(taken.map((one) => one.revenue)).toEqual(credits.map((one) => -one.revenue));
      expect(taken.map((one) => one.conversions)).toEqual(credits.map((one) => -one.conversions));
    }
  });

  test('is money alone where it is a part', () => {
    const taken = reverse(credits, 1_000_000n, 250_000n);
    expect(taken.map((one) => one.conversions)).toEqual([0, 0, 0]);
    expect(sum(taken)).toBe(-250_000n);
  });

  test('adds up to what was returned, whatever that is', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 10n }),
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        (whole, part) => {
          const all = share([click(1, 1), click(2, 2), click(3, 3), click(4, 4)], whole, 'linear');
          expect(sum(reverse(all, whole, part))).toBe(-part);
        },
      ),
    );
  });
});

test('money is read and written to four places', () => {
  expect(['12', '12.5', '-0.0001', '0.1234'].map((text) => writeValue(readValue(text) ?? 7n))).toEqual([
    '12.0000',
    '12.5000',
    '-0.0001',
    '0.1234',
  ]);
  expect([readValue(null), readValue('1e5')]).toEqual([null, null]);
});

test.each<[object, string]>([
  [{ clickHours: 0 }, 'attribution.bad_window'],
  [{ deliveryHours: 2_161 }, 'attribution.bad_window'],
  [{ conversions: [] }, 'attribution.no_names'],
  [{ conversions: ['Order'] }, 'attribution.bad_name'],
  [{ reversals: ['order.placed'] }, 'attribution.both'],
])('a setting with %o is refused', (wrong, code) => {
  expect(() => readAttribution({ ...usualAttribution, ...wrong })).toThrow(expect.objectContaining({ code }));
});
