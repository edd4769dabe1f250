import { describe, expect, test } from 'vitest';
import { type RuleFacts, type RuleWants, takesReply } from './rule.ts';

const facts: RuleFacts = {
  ...{
    body: 'I want a REFUND, please!',
    keywordId: null,
    senderId: 's1',
    brandId: 'b1',
    marks: ['legal_threat'],
  },
  ...{ intent: 'other', hasMedia: false, isOutsideHours: false },
};
const takes = (wants: RuleWants, more: Partial<RuleFacts> = {}) =>
  takesReply({ isOn: true, wants }, { ...facts, ...more });

describe('a rule of the inbox', () => {
  test.each([
    ['nothing wanted', {}, true],
    ['a word in other letters', { words: ['refund'] }, true],
    ['one of several', { words: ['nothing', 'want a refund'] }, true],
    ['half a word', { words: ['fund'] }, false],
    ['a mark of the reader', { marks: ['legal_threat'] }, true],
    ['an intent', { marks: ['other'] }, true],
    ['another mark', { marks: ['booking'] }, false],
    ['its number', { senderIds: ['s1'] }, true],
    ['another number', { senderIds: ['s2'] }, false],
    ['a keyword where none took it', { keywordIds: ['k1'] }, false],
    ['everything at once', { words: ['refund'], senderIds: ['s1'], brandIds: ['b1'], hasMedia: false }, true],
    ['everything but one', { words: ['refund'], hasMedia: true }, false],
    ['outside of the hours', { isOutsideHours: true }, false],
  ])('by %s takes the reply: %j → %s', (_what, wants, expected) => {
    expect(takes(wants)).toBe(expected);
  });

  test('that is switched off takes nothing', () => {
    expect(takesReply({ isOn: false, wants: {} }, facts)).toBe(false);
  });
});
