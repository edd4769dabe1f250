import { beforeEach, expect, test } from 'vitest';
import { isoTime } from './clock.ts';
import { eventOf, factsOf, isPlain } from './news.ts';
import { createRegister, type Register } from './register.ts';
import type { ReceiptEvent } from './rows.ts';

const acceptedAt = Date.parse('2026-06-01T12:00:00.000Z');
const deliveredAt = acceptedAt + 1_500;
let register: Register;

beforeEach(() => {
  register = createRegister();
  const numbers = { from: '+12025550100', to: '+12025550123' };
  const row = { kind: 'accepted', id: 'rc_1', reference: 'm_1', tag: 'june', ...numbers } as const;
  register.apply({ ...row, body: 'Hi', parts: 1, valid_until: null }, acceptedAt);
});

test('a receipt that waited as numbers is told as the event that it was', () => {
  const news = {
    text: register.numberOf('rc_1'),
    status: 'delivered',
    eventId: 'ev_9',
    at: deliveredAt,
  } as const;
  expect(isPlain(news)).toBe(true);
  expect(eventOf(register, isoTime, news)).toEqual({
    type: 'receipt',
    event_id: 'ev_9',
    id: 'rc_1',
    reference: 'm_1',
    status: 'delivered',
    at: '2026-06-01T12:00:01.500Z',
  });
});

test('an event is told as it is', () => {
  const event = failure();
  expect(isPlain(event)).toBe(false);
  expect(eventOf(register, isoTime, event)).toBe(event);
});

test('both kinds know the addresses and the times of their text', () => {
  const text = register.numberOf('rc_1');
  const known = {
    from: '+12025550100',
    to: '+12025550123',
    submittedAt: acceptedAt,
    doneAt: deliveredAt,
    text,
  };
  const plain = { text, status: 'sent', eventId: 'ev_8', at: deliveredAt } as const;
  expect(factsOf(register, plain)).toEqual({ id: 'rc_1', status: 'sent', errorCode: null, ...known });
  const failed = { id: 'rc_1', status: 'undelivered', errorCode: 'handset_off', ...known };
  expect(factsOf(register, failure())).toEqual(failed);
});

function failure(): ReceiptEvent {
  const known = { event_id: 'ev_7', id: 'rc_1', reference: 'm_1', at: isoTime(deliveredAt) };
  return { type: 'receipt', ...known, status: 'undelivered', error_code: 'handset_off' };
}
