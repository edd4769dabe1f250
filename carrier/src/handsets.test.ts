import { expect, test } from 'vitest';
import { phone, shop } from '../test/fixtures.ts';
import { createHandsets } from './handsets.ts';
import { createNames } from './names.ts';
import type { AcceptedRow } from './rows.ts';
import { createTexts } from './texts.ts';

/** Phones that get texts and type them, each under an id of its own. */
function openPhones() {
  const names = createNames();
  const texts = createTexts(names);
  const handsets = createHandsets(names, texts);
  let ids = 0;
  return {
    handsets,
    receive(to: string, body: string, tag = 't', from = shop) {
      const row: AcceptedRow = {
        kind: 'accepted',
        id: `rc_${++ids}`,
        reference: body,
        tag,
        from,
        to,
        body,
        parts: 1,
        valid_until: null,
      };
      handsets.receive(texts.addOutbound(row, 0, 0), to);
    },
    type(from: string, body: string, isScripted: boolean) {
      const known = { event_id: 'ev_1', id: `rc_${++ids}`, from, to: shop, body, tag: 't' };
      handsets.type(texts.addInbound({ kind: 'inbound', ...known }, 0), from, isScripted);
    },
  };
}

test('a number becomes a phone with its first text, and keeps texts and replies in order', () => {
  const { handsets, receive, type } = openPhones();
  expect(handsets.find(phone(1))).toBeNull();
  receive(phone(1), 'hello');
  type(phone(1), 'yes', true);
  const handset = handsets.find(phone(1));
  expect(handset).toMatchObject({ texts: 1, replies: 1, hasAnswered: true });
  expect(handset?.conversation.map(({ body }) => body)).toEqual(['hello', 'yes']);
});

test('what a person types does not use up the scripted answer', () => {
  const { handsets, type } = openPhones();
  type(phone(1), 'hi', false);
  expect(handsets.find(phone(1))?.hasAnswered).toBe(false);
  expect(handsets.hasAnswered(phone(1))).toBe(false);
  type(phone(1), 'yes', true);
  expect(handsets.hasAnswered(phone(1))).toBe(true);
});

test('a person answers the last text read from this sender that was not itself an answer', () => {
  const { handsets, receive, type } = openPhones();
  const tag = () => handsets.tagLastRead(phone(1), shop);
  expect(tag()).toBe('');
  receive(phone(1), 'sale', 'june');
  receive(phone(1), 'from somebody else', 'other', '55501');
  type(phone(1), 'HELP', false);
  receive(phone(1), 'we are …', 'auto:help');
  expect(tag()).toBe('june');
  receive(phone(1), 'sale', 'july');
  expect(tag()).toBe('july');
});

test('a phone shows its last 50 texts and counts all of them', () => {
  const { handsets, receive } = openPhones();
  for (let i = 0; i < 60; i++) receive(phone(1), `text ${i}`);
  const handset = handsets.find(phone(1));
  expect(handset?.texts).toBe(60);
  expect(handset?.conversation.map(({ body }) => body)).toEqual(
    Array.from({ length: 50 }, (_, i) => `text ${i + 10}`),
  );
});

test('pages list every phone once, in the order of their first texts', () => {
  const { handsets, receive } = openPhones();
  for (let i = 0; i < 25; i++) receive(phone(i), 'hello');
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
  const { handsets, receive } = openPhones();
  for (let i = 0; i < 25; i++) receive(phone(i), 'hello');
  expect(handsets.list({ from: 0, limit: 10, search: '999' })).toEqual({ handsets: [], next: null });
  expect(handsets.list({ from: 0, limit: 10, search: '0117' }).handsets.map((one) => one.number)).toEqual([
    phone(17),
  ]);
});
