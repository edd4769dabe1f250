import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReceiptWriter } from './receipt-words.ts';

const textOf = (octets: Buffer) => octets.toString('latin1');

test('the words are those of the specification', () => {
  const write = createReceiptWriter();
  expect(
    textOf(
      write({
        ...{ id: 'rc_5f0c21aa1', status: 'undelivered', err: '027', beginning: 'Grüße 😊' },
        ...{ submittedAt: Date.UTC(2026, 7, 1, 9, 30, 59), doneAt: Date.UTC(2026, 7, 1, 9, 31) },
      }),
    ),
  ).toBe(
    'id:rc_5f0c21aa1 sub:001 dlvrd:000 submit date:2608010930 done date:2608010931 stat:UNDELIV err:027 text:Gr??e ??',
  );
});

test('dates are right in whatever order they come', () => {
  const write = createReceiptWriter();
  const start = Date.UTC(2026, 11, 31, 23, 50);
  const time = fc.integer({ min: start, max: start + 1_200_000 });
  fc.assert(
    fc.property(time, time, (submittedAt, doneAt) => {
      const words = textOf(
        write({ id: 'x', status: 'delivered', err: '000', submittedAt, doneAt, beginning: '' }),
      );
      const [, submitted, done] = /submit date:(\d{10}) done date:(\d{10}) /.exec(words) ?? [];
      const iso = (date = '') => `20${date.replace(/(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5')}`;
      expect([iso(submitted), iso(done)]).toEqual(
        [submittedAt, doneAt].map((ms) => new Date(ms).toISOString().slice(0, 16)),
      );
    }),
  );
});

test('receipts that follow each other have nothing of each other, however long their ids and texts are', () => {
  const write = createReceiptWriter();
  const submittedAt = Date.UTC(2026, 7, 1, 9, 30);
  const word = fc.string({ unit: fc.constantFrom('a', 'Z', '7', '_'), maxLength: 300 });
  const status = fc.constantFrom('sent' as const, 'delivered' as const);
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.tuple(word, status, text)), (receipts) => {
      for (const [id, status, beginning] of receipts) {
        const stat = status === 'sent' ? 'dlvrd:000' : 'dlvrd:001';
        const dates = 'submit date:2608010930 done date:2608010930';
        const name = status === 'sent' ? 'ENROUTE' : 'DELIVRD';
        const shown = beginning.replace(/[^ -~]/g, '?');
        expect(textOf(write({ id, status, err: '000', submittedAt, doneAt: submittedAt, beginning }))).toBe(
          `id:${id} sub:001 ${stat} ${dates} stat:${name} err:000 text:${shown}`,
        );
      }
    }),
  );
});
