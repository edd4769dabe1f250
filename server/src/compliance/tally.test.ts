import { answerPurpose, type Cap, capAnswer, type Mark } from '@tidings/policy';
import { describe, expect, test } from 'vitest';
import { mostCounted, readMarks, writeMarks } from './tally.ts';

const now = 1_700_000_000;
const marked = (messageId: number, purpose: number, more: Partial<Mark> = {}): Mark => ({
  ...{ messageId, at: now, brand: 1, program: 1, subject: 0, purpose },
  ...more,
});
const many = (count: number, from: number, purpose: number, more: Partial<Mark> = {}) =>
  Array.from({ length: count }, (_, at) => marked(from + at, purpose, more));

describe('what is kept of texts', () => {
  test('has no more answers than the largest budget counts, the newest, whatever program they are of', () => {
    const before = [
      ...many(mostCounted, 0, answerPurpose, { program: 1 }),
      ...many(500, 5_000, answerPurpose, { program: 2 }),
    ];
    const kept = readMarks(writeMarks(before, [marked(9_000, answerPurpose)]));
    expect(kept).toHaveLength(mostCounted);
    expect([kept[0]?.messageId, kept.at(-1)?.messageId]).toEqual([501, 9_000]);
  });

  test('still fills the largest cap, of one kind of texts beside many of another', () => {
    const before = [...many(mostCounted, 0, 0), ...many(3_000, 5_000, answerPurpose)];
    const kept = readMarks(writeMarks(before, [marked(9_000, answerPurpose)]));
    expect(kept).toHaveLength(2 * mostCounted);
    const cap: Cap = {
      ...{ rule: 'own', version: '1', limit: mostCounted, windowHours: 744, named: 'this workspace allows' },
      scope: 'program',
    };
    expect(capAnswer([cap], kept, marked(9_001, 0), now)).not.toBeNull();
  });

  test('is all of it while it is little, without what is too old', () => {
    const old = marked(1, 0, { at: now - 32 * 86_400 });
    expect(readMarks(writeMarks([old, marked(2, 0)], [marked(3, 0)])).map((mark) => mark.messageId)).toEqual([
      2, 3,
    ]);
  });
});
