import { expect, test } from 'vitest';
import { phone, shop } from '../test/fixtures.ts';
import { createHandsets, type OutboundText } from './handsets.ts';

function text(to: string, body: string): OutboundText {
  const known = {
    id: `rc_${body}`,
    reference: body,
    tag: 't',
    from: shop,
    to,
    body,
    parts: 1,
    acceptedAt: 0,
  };
  return {
    direction: 'outbound',
    ...known,
    validUntil: null,
    attempt: 0,
    status: 'accepted',
    errorCode: null,
    isReceipted: false,
  };
}

function typed(from: string, body: string) {
  return { direction: 'inbound', id: `rc_${body}`, tag: 't', from, to: shop, body, sentAt: 0 } as const;
}

test('a number becomes a phone with its first text, and keeps texts and replies in order', () => {
  const handsets = createHandsets();
  expect(handsets.find(phone(1))).toBeNull();
  handsets.receive(text(phone(1), 'hello'));
  handsets.type(typed(phone(1), 'yes'), true);
  const handset = handsets.find(phone(1));
  expect(handset).toMatchObject({ texts: 1, replies: 1, hasAnswered: true });
  expect(handset?.conversation.map(({ body }) => body)).toEqual(['hello', 'yes']);
});

test('what a person types does not use up the scripted answer', () => {
  const handsets = createHandsets();
  handsets.type(typed(phone(1), 'hi'), false);
  expect(handsets.find(phone(1))?.hasAnswered).toBe(false);
});

test('a phone remembers its last 50 texts and counts all of them', () => {
  const handsets = createHandsets();
  for (let i = 0; i < 60; i++) handsets.receive(text(phone(1), `text ${i}`));
  const handset = handsets.find(phone(1));
  expect(handset?.texts).toBe(60);
  expect(handset?.conversation.map(({ body }) => body)).toEqual(
    Array.from({ length: 50 }, (_, i) => `text ${i + 10}`),
  );
});

test('pages list every phone once, in the order of their first texts', () => {
  const handsets = createHandsets();
  for (let i = 0; i < 25; i++) handsets.receive(text(phone(i), 'hello'));
  const seen: string[] = [];
  for (let from: number | null = 0; from !== null; ) {
    const page = handsets.list({ from, limit: 10, search: '' });
    seen.push(...page.handsets.map(({ number }) => number));
    from = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => phone(i)));
  expect(handsets.size).toBe(25);
});

test('a search finds numbers by any of their digits', () => {
  const handsets = createHandsets();
  for (let i = 0; i < 25; i++) handsets.receive(text(phone(i), 'hello'));
  expect(handsets.list({ from: 0, limit: 10, search: '999' })).toEqual({ handsets: [], next: null });
  expect(handsets.list({ from: 0, limit: 10, search: '0117' }).handsets.map((one) => one.number)).toEqual([
    phone(17),
  ]);
});
