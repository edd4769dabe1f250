import { expect, test } from 'vitest';
import { bodyOfRule, doesInWords, fieldsOfRule, wantsInWords } from './rule-fields.ts';

const agents = [{ id: 'mem_1', name: 'Ana', may_answer: true }];
const rule = {
  ...{ object: 'inbox_rule' as const, id: 'irl_1', name: 'Prices', rank: 50, is_on: false },
  wants: { words: ['price'], sender_ids: ['snd_1'], outside_hours: true },
  does: { tags: ['asks'], hand_over_to: 'mem_1', close: true },
};

test('a rule that is changed keeps what its form does not show', () => {
  const body = bodyOfRule(
    { name: 'Prices', rank: 50, words: ['cost'], is_handed_over: false, give_to: 'next', close: false },
    rule,
  );
  expect(body).toEqual({
    ...{ name: 'Prices', rank: 50, is_on: false },
    wants: { sender_ids: ['snd_1'], words: ['cost'] },
    does: { assign_to: 'next' },
  });
});

test('a form begins with what the rule says', () => {
  const fields = Object.fromEntries(
    fieldsOfRule(rule, { agents, keywords: [] }).map(({ name, initial }) => [name, initial]),
  );
  expect(fields).toMatchObject({
    words: 'price',
    hours: 'outside',
    give_to: 'mem_1',
    is_handed_over: true,
    close: true,
    rank: 50,
  });
});

test('a rule is said in words', () => {
  expect(wantsInWords(rule.wants)).toBe('price · outside of the hours · to certain numbers');
  expect(wantsInWords({})).toBe('every reply');
  expect(doesInWords(rule.does, agents)).toBe('tags: asks · given to Ana · closed');
});
