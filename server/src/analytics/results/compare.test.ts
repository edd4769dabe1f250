import { expect, test } from 'vitest';
import { nothing } from './campaign-results.ts';
import { compare } from './compare.ts';

const sent = (more: object) => ({ ...nothing, texts: 10_000, delivered: 9_500, failed: 500, ...more });
const verdictOf = (measure: string, found: ReturnType<typeof compare>) =>
  found.find((one) => one.measure === measure);

test('what is more than chance is named with its range', () => {
  const found = compare(sent({ clickers: 400 }), sent({ clickers: 800 }));
  expect(verdictOf('clicked', found)).toMatchObject({
    verdict: 'higher',
    sentence: expect.stringMatching(/^3\.\d to 5\.\d points more opened a link\.$/),
  });
  expect(verdictOf('clicked', compare(sent({ clickers: 800 }), sent({ clickers: 400 })))?.verdict).toBe(
    'lower',
  );
});

test('what may be chance is no difference, and says how large one could hide', () => {
  const found = verdictOf('clicked', compare(sent({ clickers: 400 }), sent({ clickers: 410 })));
  expect(found).toMatchObject({
    verdict: 'no_difference_seen',
    sentence: expect.stringContaining('it could be from −'),
  });
});

test('what is too few is told so, whatever the shares look like', () => {
  const found = compare(
    sent({ texts: 40, delivered: 40, clickers: 1 }),
    sent({ texts: 40, delivered: 40, clickers: 12 }),
  );
  expect(found.every((one) => one.verdict === 'too_few')).toBe(true);
  expect(
    verdictOf(
      'revenue_per_person',
      compare(sent({ revenue: '900', revenueSquares: 90_000, buyers: 9 }), sent({})),
    )?.verdict,
  ).toBe('too_few');
});

test('more questions at once ask for more evidence', () => {
  const [one, other] = [sent({ clickers: 500 }), sent({ clickers: 590 })];
  expect(verdictOf('clicked', compare(one, other, 1))?.verdict).toBe('higher');
  expect(verdictOf('clicked', compare(one, other, 7))?.verdict).toBe('no_difference_seen');
});
