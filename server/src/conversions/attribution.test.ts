import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  models,
  readAttribution,
  readValue,
  share,
  type Touch,
  takeBack,
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
  const sum = (taken: typeof credits | undefined) => taken?.reduce((total, one) => total + one.revenue, 0n);
  const undone = (taken: typeof credits | undefined) => taken?.some((one) => one.conversions !== 0);

  test('is all of it where it says no value, or the whole, or more', () => {
    for (const value of [null, 1_000_000n, -1_000_000n, 2_000_000n]) {
      const [taken] = takeBack(credits, [value]);
      expect(taken?.map((one) => one.revenue)).toEqual(credits.map((one) => -one.revenue));
      expect(taken?.map((one) => one.conversions)).toEqual(credits.map((one) => -one.conversions));
    }
  });

  test('is money alone where it is a part', () => {
    const [taken] = takeBack(credits, [250_000n]);
    expect(taken?.map((one) => one.conversions)).toEqual([0, 0, 0]);
    expect(sum(taken)).toBe(-250_000n);
  });

  test.each([
    {
      what: 'a cancellation and its refund',
      amounts: [null, 1_000_000n],
      sums: [-1_000_000n, 0n],
      undoes: 0,
    },
    {
      what: 'a refund and its cancellation',
      amounts: [1_000_000n, null],
      sums: [-1_000_000n, 0n],
      undoes: 0,
    },
    { what: 'two refunds of more', amounts: [600_000n, 600_000n], sums: [-600_000n, -400_000n], undoes: 1 },
    {
      what: 'a part and the rest',
      amounts: [300_000n, null, null],
      sums: [-300_000n, -700_000n, 0n],
      undoes: 1,
    },
  ])('is the purchase once: $what', ({ amounts, sums, undoes }) => {
    const taken = takeBack(credits, amounts);
    expect(taken.map(sum)).toEqual(sums);
    expect(taken.map(undone)).toEqual(amounts.map((_, place) => place === undoes));
  });

  test('takes what counts and has no worth back once, and of a correction no more than it is', () => {
    const free = takeBack(share([click(1, 1)], 0n, 'last'), [50_000n, null, null]);
    expect(free.map(undone)).toEqual([false, true, false]);
    expect(free.map(sum)).toEqual([0n, 0n, 0n]);
    expect(takeBack(share([click(1, 1)], -20_000n, 'last'), [50_000n]).map(sum)).toEqual([20_000n]);
  });

  test('adds up to what was returned and to no more than there was, of each share too', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 10n });
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 5 }), (whole, amounts) => {
        const all = share([click(1, 1), click(2, 2), click(3, 3), click(4, 4)], whole, 'linear');
        const taken = takeBack(all, amounts);
        const returned = amounts.reduce((total, one) => total + one, 0n);
        expect(taken.reduce((total, one) => total + (sum(one) ?? 0n), 0n)).toBe(
          -(returned < whole ? returned : whole),
        );
        for (const [place, { revenue }] of all.entries()) {
          const left = taken.reduce((rest, one) => rest + (one[place]?.revenue ?? 0n), revenue);
          expect(left >= 0n).toBe(true);
        }
      }),
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
