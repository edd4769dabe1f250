import { expect, test } from 'vitest';
import { sentenceOfNotification, titleOfKind } from './notification-words.ts';

test('says what the service says, from its facts', () => {
  const facts = { name: 'Main', state: 'no_funds' };
  expect(sentenceOfNotification({ kind: 'gateway.down', facts, sentence: 'x' })).toBe(
    'The account “Main” has no funds left.',
  );
  expect(titleOfKind('gateway.down', 'x')).toBe('A carrier account is in trouble');
});

test('of a kind or a state that it does not know it shows the words of the service', () => {
  expect(sentenceOfNotification({ kind: 'new.kind' as never, facts: {}, sentence: 'News.' })).toBe('News.');
  expect(sentenceOfNotification({ kind: 'gateway.down', facts: { state: 'odd' }, sentence: 'News.' })).toBe(
    'News.',
  );
  expect(titleOfKind('new.kind', 'New')).toBe('New');
});
