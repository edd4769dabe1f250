import { describe, expect, test } from 'vitest';
import { judgeHealth, sayHealth } from './sender-health.ts';

const of = (texts: number, delivered: number, filtered = 0) => ({
  ...{ texts, delivered, filtered, failed: 0, silent: 0 },
  undelivered: texts - delivered - filtered,
});

describe('the health of a number', () => {
  test.each([
    ['unknown', of(49, 0)],
    ['ok', of(50, 40)],
    ['warn', of(50, 39)],
    ['warn', of(100, 95, 5)],
    ['skip', of(100, 49)],
    ['skip', of(100, 75, 25)],
    ['rest', of(100, 24)],
    ['rest', of(100, 25, 75)],
  ] as const)('is %s', (state, figures) => {
    expect(judgeHealth(figures)).toBe(state);
  });

  test('is said with its figures', () => {
    expect(sayHealth('+12025550100', of(200, 80, 20), 'skip')).toBe(
      '40 % of the last 200 texts from +12025550100 arrived, 10 % were filtered or rejected. Pools pass it over while they have another.',
    );
    expect(sayHealth('+12025550100', of(200, 80, 60), 'skip')).toContain('no replacement');
    expect(sayHealth('+12025550100', of(3, 0), 'unknown')).toContain('it takes 50');
  });
});
