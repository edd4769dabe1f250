import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addHours, bestHourOf, countAnswers, type Hours, noHours } from './best-hour.ts';

const at = (...hours: readonly number[]): Hours =>
  hours.reduce(
    (sum, hour) =>
      addHours(
        sum,
        noHours.map((_, one) => (one === hour ? 1 : 0)),
      ),
    [...noHours],
  );

describe('the best hour of a person', () => {
  const everybody = addHours(
    at(...Array<number>(60).fill(10)),
    at(...Array<number>(30).fill(18), ...Array<number>(10).fill(13)),
  );

  test('is everybody’s while nothing is known of them', () => {
    expect(bestHourOf(noHours, everybody)).toBe(10);
  });

  test('stays everybody’s after one answer elsewhere, and is their own after a handful', () => {
    expect(bestHourOf(at(21), everybody)).toBe(10);
    expect(bestHourOf(at(21, 21, 21), everybody)).toBe(21);
  });

  test('leans to an hour of their own that others answer at, too', () => {
    expect(bestHourOf(at(18, 22), everybody)).toBe(18);
  });

  test('is between two hours that stand around it', () => {
    expect(bestHourOf(at(19, 19, 21, 21, 20), noHours)).toBe(20);
  });

  test('reaches over midnight', () => {
    expect(bestHourOf(at(23, 23, 1, 1, 0), noHours)).toBe(0);
  });

  test('is none where nobody has ever answered', () => {
    expect(bestHourOf(noHours, noHours)).toBeNull();
  });

  test('does not depend on how many the others are, only on when', () => {
    const hours = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(hours, hours, (own, all) => {
        expect(
          bestHourOf(
            own,
            all.map((one) => one * 4),
          ),
        ).toBe(bestHourOf(own, all));
      }),
    );
  });

  test('is found: of people who each have an hour of their own, more and more with every answer', () => {
    let state = 7;
    const random = () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return state / 0x7fffffff;
    };
    // Seven answers in ten come at the hour that they like, the others at any of the day.
    const found = [0, 2, 5, 10].map((answers) => {
      let right = 0;
      for (let person = 0; person < 400; person += 1) {
        const liked = 8 + Math.floor(random() * 13);
        const own = Array.from({ length: answers }, () =>
          random() < 0.7 ? liked : 8 + Math.floor(random() * 13),
        );
        if (bestHourOf(at(...own), everybody) === liked) right += 1;
      }
      return right / 400;
    });
    expect(found).toEqual([...found].sort((one, other) => one - other));
    expect(found.at(-1)).toBeGreaterThan(0.9);
  });
});

test('taps within one hour of one day are one answer', () => {
  const counted = countAnswers([
    { contactId: 1, hour: 9, day: 1 },
    { contactId: 1, hour: 9, day: 1 },
    { contactId: 1, hour: 9, day: 2 },
    { contactId: 2, hour: 9, day: 1 },
  ]);
  expect([counted.get(1)?.[9], counted.get(2)?.[9]]).toEqual([2, 1]);
});
