import { expect, test } from 'vitest';
import { phone } from '../test/fixtures.ts';
import { createDice } from './random.ts';
import { carrierKeyword, replyKinds, scriptedReply, wordings } from './scripts.ts';

const numbers = Array.from({ length: 20_000 }, (_, i) => phone(i));
const shares = { yes: 0.1, question: 0.1, stop: 0.1, help: 0.1 };

test('each kind of answer comes from its share of the phones, in all of its wordings', () => {
  const replies = numbers.flatMap((number) => scriptedReply(createDice(1), shares, number) ?? []);
  for (const kind of replyKinds) {
    const ofKind = replies.filter((reply) => reply.kind === kind);
    expect(ofKind.length).toBeGreaterThan(1_800);
    expect(ofKind.length).toBeLessThan(2_200);
    expect(new Set(ofKind.map((reply) => reply.body))).toEqual(new Set(wordings[kind]));
  }
});

test('a phone answers the same for the same seed, whoever asks and when', () => {
  const first = numbers.map((number) => scriptedReply(createDice(5), shares, number));
  const again = numbers.toReversed().map((number) => scriptedReply(createDice(5), shares, number));
  expect(again.toReversed()).toEqual(first);
});

test('with all shares at 0 nobody answers', () => {
  const quiet = { yes: 0, question: 0, stop: 0, help: 0 };
  expect(numbers.filter((number) => scriptedReply(createDice(1), quiet, number))).toEqual([]);
});

test.each([
  ['STOP', 'stop'],
  [' stop. ', 'stop'],
  ['Unsubscribe', 'stop'],
  ['START', 'start'],
  ['unstop!', 'start'],
  ['Stop please', null],
  ['take me off your list', null],
  ['s t o p', null],
  ['yes', null],
])('a carrier takes "%s" for %s', (body, keyword) => {
  expect(carrierKeyword(body)).toBe(keyword);
});
