import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Packer } from './memory/packer.ts';
import { addEvent, addLine } from './row-lines.ts';
import type { CarrierEvent, LedgerEntry } from './rows.ts';

const packed = (add: (to: Packer) => void): string => {
  const packer = new Packer();
  add(packer);
  return packer.take().toString('utf8');
};

const at = '2026-06-01T12:00:00.000Z';
const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('+12025550123', 'a"b', '\\'),
);
const id = fc.string({ unit: fc.constantFrom(...'abc123_') });
const flag = fc.boolean();

/** Fields that are there or not, in the order in which the engine names them. */
const maybe = <T extends object>(isThere: boolean, fields: T) => (isThere ? fields : null);

const rows: readonly fc.Arbitrary<LedgerEntry>[] = [
  fc
    .tuple(id, words, words, words, words, words, fc.nat(), fc.option(words), flag, fc.nat({ max: 2 }))
    .map(([id, reference, tag, from, to, body, parts, valid_until, isLost, terms]) => ({
      kind: 'accepted',
      ...{ id, reference, tag, from, to, body, parts, valid_until },
      ...maybe(terms > 0, { face: 'smpp' as const, receipts: 'last' as const }),
      ...maybe(terms > 1, { part_ids: [id, 'rc_2'] }),
      ...maybe(isLost, { lost_answer: 'accept_then_hang' as const }),
      ...maybe(terms === 1, { media: [reference, tag] }),
      ...maybe(terms === 1 && isLost, { subject: body }),
    })),
  fc.tuple(id, words, flag).map(([id, tag, isFailed]) => ({
    ...({ kind: 'outcome', id, tag, status: isFailed ? 'failed' : 'delivered' } as const),
    ...maybe(isFailed, { error_code: 'unknown_handset' }),
  })),
  fc
    .tuple(id, id, words, words, flag, flag, flag)
    .map(([event_id, id, reference, tag, isFailed, isLost, isRepeated]) => ({
      ...({ kind: 'receipt', tag, event_id, id, reference, status: isFailed ? 'failed' : 'sent' } as const),
      ...maybe(isFailed, { error_code: 'unknown_handset' }),
      ...maybe(isLost, { lost: true as const }),
      ...maybe(isRepeated, { repeated: true as const }),
    })),
  fc
    .tuple(id, words, words)
    .map(([event_id, number, sender]) => ({ kind: 'heard', event_id, number, sender })),
];

test('a line is what JSON.stringify makes of the row, byte for byte', () => {
  fc.assert(
    fc.property(fc.oneof(...rows), fc.nat(), (row, seq) => {
      expect(packed((to) => addLine(to, seq, at, row))).toBe(`${JSON.stringify({ seq, at, ...row })}\n`);
    }),
    { numRuns: 2_000 },
  );
});

const events: readonly fc.Arbitrary<CarrierEvent>[] = [
  fc.tuple(id, id, words, flag, words).map(([event_id, id, reference, isFailed, message]) => ({
    ...({ type: 'receipt', event_id, id, reference, status: isFailed ? 'failed' : 'delivered' } as const),
    ...maybe(isFailed, { error_code: 'unknown_handset' }),
    at,
    ...maybe(isFailed, { error_message: message }),
  })),
  fc
    .tuple(id, id, words, words, words)
    .map(([event_id, id, from, to, body]) => ({ type: 'inbound', event_id, id, from, to, body, at })),
];

test('so is an event', () => {
  fc.assert(
    fc.property(fc.oneof(...events), (event) => {
      expect(packed((to) => addEvent(to, event))).toBe(JSON.stringify(event));
    }),
    { numRuns: 1_000 },
  );
});
