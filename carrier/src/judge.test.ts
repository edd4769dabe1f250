import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phone, shop } from '../test/fixtures.ts';
import { judge } from './judge.ts';
import type { LedgerEntry, LedgerRow, RefusalCode } from './rows.ts';

/** Numbers the entries and puts them one second apart. */
function ledgerOf(entries: readonly LedgerEntry[]): LedgerRow[] {
  const start = Date.UTC(2026, 5, 1, 12);
  return entries.map((entry, i) => ({ seq: i + 1, at: new Date(start + i * 1000).toISOString(), ...entry }));
}

let lastId = 0;
function accepted(reference: string, to: string, tag = 'june', from = shop): LedgerEntry {
  const id = `rc_${++lastId}`;
  return { kind: 'accepted', id, reference, tag, from, to, body: 'hello', parts: 2, valid_until: null };
}

function refused(code: RefusalCode, tag = 'june'): LedgerEntry {
  return { kind: 'refused', code, reference: 'r', tag, from: shop, to: phone(1) };
}

const optOut = (number: string, eventId: string): LedgerEntry => ({
  kind: 'opt_out',
  event_id: eventId,
  number,
  sender: shop,
  tag: 'june',
  keyword: true,
});
const heard = (number: string, eventId: string): LedgerEntry => ({
  kind: 'heard',
  event_id: eventId,
  number,
  sender: shop,
});

describe('duplicates', () => {
  test('a clean run has none', () => {
    const verdict = judge(ledgerOf([accepted('a', phone(1)), accepted('b', phone(2))]));
    expect(verdict).toMatchObject({ accepted: 2, parts: 4, distinct_recipients: 2, in_flight: 2 });
    expect(verdict).toMatchObject({ duplicates_by_reference: 0, duplicates_by_recipient: 0 });
  });

  test('a reference accepted three times counts two', () => {
    const rows = ledgerOf([accepted('a', phone(1)), accepted('a', phone(1)), accepted('a', phone(1))]);
    expect(judge(rows)).toMatchObject({ duplicates_by_reference: 2, duplicates_by_recipient: 2 });
  });

  test('two references for one person in one campaign are found by the recipient', () => {
    const rows = ledgerOf([accepted('a', phone(1)), accepted('b', phone(1))]);
    expect(judge(rows)).toMatchObject({ duplicates_by_reference: 0, duplicates_by_recipient: 1 });
  });

  test('two campaigns may text the same person', () => {
    const rows = ledgerOf([accepted('a', phone(1), 'june'), accepted('b', phone(1), 'july')]);
    expect(judge(rows)).toMatchObject({ duplicates_by_recipient: 0, distinct_recipients: 1 });
  });

  test('automatic replies are no duplicates of each other, unless under one reference', () => {
    const replies = [accepted('a', phone(1), 'auto:help'), accepted('b', phone(1), 'auto:help')];
    expect(judge(ledgerOf(replies))).toMatchObject({
      duplicates_by_reference: 0,
      duplicates_by_recipient: 0,
    });
    const doubled = [...replies, accepted('b', phone(1), 'auto:help')];
    expect(judge(ledgerOf(doubled))).toMatchObject({ duplicates_by_reference: 1 });
  });

  test('planted duplicates are found exactly, wherever they are planted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat({ max: 49 })), (texts, planted) => {
        const clean = Array.from({ length: texts }, (_, i) => accepted(`ref-${i}`, phone(i)));
        const extra = planted.map((i) => accepted(`ref-${i % texts}`, phone(i % texts)));
        const rows = ledgerOf([...clean, ...extra]);
        expect(judge(rows)).toMatchObject({
          accepted: texts + planted.length,
          distinct_recipients: texts,
          duplicates_by_reference: planted.length,
          duplicates_by_recipient: planted.length,
        });
      }),
    );
  });
});

describe('texts after an opt-out', () => {
  const stop = [optOut(phone(1), 'ev_1'), heard(phone(1), 'ev_1')];

  test('a text after the acknowledgement counts, with how late it was', () => {
    const rows = ledgerOf([...stop, accepted('a', phone(1))]);
    expect(judge(rows)).toMatchObject({
      texts_after_opt_out: 1,
      latest_text_after_opt_out_ms: 1_000,
      opt_outs: 1,
    });
  });

  test('a text before the acknowledgement does not: nobody could know', () => {
    const rows = ledgerOf([optOut(phone(1), 'ev_1'), accepted('a', phone(1)), heard(phone(1), 'ev_1')]);
    expect(judge(rows).texts_after_opt_out).toBe(0);
  });

  test('the acknowledgement of another text of the same person does not count as that of the opt-out', () => {
    const rows = ledgerOf([optOut(phone(1), 'ev_1'), heard(phone(1), 'ev_0'), accepted('a', phone(1))]);
    expect(judge(rows).texts_after_opt_out).toBe(0);
  });

  test.each([
    ['to another person', accepted('a', phone(2))],
    ['from another sender', accepted('a', phone(1), 'june', '+12025550199')],
    ['as the automatic confirmation', accepted('a', phone(1), 'auto:stop')],
  ])('a text %s is fine', (_, entry) => {
    expect(judge(ledgerOf([...stop, entry])).texts_after_opt_out).toBe(0);
  });

  test('after an opt-in texts are fine again', () => {
    const start: LedgerEntry = {
      ...{ kind: 'opt_in', event_id: 'ev_2', number: phone(1), sender: shop, tag: 'june', keyword: true },
    };
    expect(judge(ledgerOf([...stop, start, accepted('a', phone(1))])).texts_after_opt_out).toBe(0);
  });
});

test('what was turned away is told apart: for good, for now, and not accepted', () => {
  const codes: RefusalCode[] = ['invalid_number', 'opted_out', 'throttled', 'unavailable', 'dropped', 'down'];
  const verdict = judge(ledgerOf(codes.map((code) => refused(code))));
  expect(verdict).toMatchObject({ accepted: 0, refused: 2, throttled: 1, not_accepted: 3 });
  expect(verdict.turned_away_by_code).toEqual(Object.fromEntries(codes.map((code) => [code, 1])));
});

test('every accepted text is in one outcome or in flight, and lost receipts change nothing about that', () => {
  const rows = ledgerOf([
    accepted('a', phone(1)),
    { kind: 'outcome', id: `rc_${lastId}`, tag: 'june', status: 'delivered' },
    { kind: 'receipt', event_id: 'e', id: 'x', reference: 'a', tag: 'june', status: 'delivered', lost: true },
    accepted('b', phone(2)),
    { kind: 'outcome', id: `rc_${lastId}`, tag: 'june', status: 'failed', error_code: 'unknown_handset' },
    { kind: 'receipt', event_id: 'f', id: 'y', reference: 'b', tag: 'june', status: 'failed' },
    accepted('c', phone(3)),
  ]);
  expect(judge(rows)).toMatchObject({ accepted: 3, delivered: 1, failed: 1, in_flight: 1 });
  expect(judge(rows)).toMatchObject({ receipts: 1, receipts_lost: 1 });
});

test('a tag is judged alone, and everything is the sum of the tags', () => {
  const rows = ledgerOf([
    accepted('a', phone(1), 'june'),
    accepted('b', phone(2), 'july'),
    refused('throttled', 'july'),
  ]);
  expect(judge(rows, { tag: 'june' })).toMatchObject({ accepted: 1, throttled: 0, distinct_recipients: 1 });
  expect(judge(rows, { tag: 'july' })).toMatchObject({ accepted: 1, throttled: 1, distinct_recipients: 1 });
  expect(judge(rows)).toMatchObject({ accepted: 2, throttled: 1, distinct_recipients: 2 });
  expect(judge(rows, { tag: 'may' })).toMatchObject({ accepted: 0, first_accepted_at: null });
  expect(judge(rows).first_accepted_at).toBe('2026-06-01T12:00:00.000Z');
  expect(judge(rows).last_accepted_at).toBe('2026-06-01T12:00:01.000Z');
});
