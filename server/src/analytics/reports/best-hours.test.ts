import { expect, test } from 'vitest';
import { zFor } from '../results/intervals.ts';
import { bestHours } from './best-hours.ts';
import { weekdaysOf } from './overview.ts';

const slot = (at: number, texts: number, clicked: number) => ({
  ...{ slot: at, texts, reached: texts, clicked, replied: 0, optOuts: Math.round(clicked / 4) },
});
const usual = Array.from({ length: 30 }, (_, n) => slot(n + 30, 1_000, 60 + (n % 5)));

test('an hour of fewer than two hundred texts is not shown', () => {
  const { slots } = bestHours([slot(9, 199, 100), ...usual], 'clicked', zFor);
  expect(slots[0]).toMatchObject({ weekday: 1, hour: 9, texts: 199, rate: null });
  expect(slots[1]?.rate?.value).toBeCloseTo(0.06, 3);
});

test('the best hour is named where it stands out from all by more than chance, and not else', () => {
  expect(bestHours(usual, 'clicked', zFor).best).toBeNull();
  expect(bestHours([slot(59 + 24, 1_000, 130), ...usual], 'clicked', zFor).best).toMatchObject({
    weekday: 4,
    hour: 11,
  });
  // A hundred in a thousand of all hours would stand out alone; of thirty hours one such is chance.
  expect(bestHours([slot(1, 300, 26), ...usual], 'clicked', zFor).best).toBeNull();
});

test('of those who left the lowest is the best', () => {
  const hours = [
    slot(8, 20_000, 200),
    ...usual.map((one) => ({ ...one, texts: 20_000, reached: 20_000, optOuts: 400 })),
  ];
  expect(bestHours(hours, 'opted_out', zFor).best).toMatchObject({ weekday: 1, hour: 8 });
});

test('days of the week are the sums of their hours', () => {
  const days = weekdaysOf([slot(9, 100, 10), slot(23, 100, 10), slot(24, 50, 5)]);
  expect(days[0]).toMatchObject({ weekday: 1, texts: 200, clicked: { hits: 20, of: 200 } });
  expect(days[1]).toMatchObject({ weekday: 2, texts: 50 });
  expect(days[6]).toMatchObject({ texts: 0, clicked: null });
});
