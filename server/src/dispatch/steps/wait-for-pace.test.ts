import { expect, test } from 'vitest';
import { bookingsOf, type Counted } from './wait-for-pace.ts';

const counters = ['att', 'att_mms', 'tmobile', 'verizon'].map((carrier) => ({
  level: 'registration' as const,
  subject: `reg_1:${carrier}`,
}));
const text = (parts: number, carrier: string | null = null): Counted => ({ parts, contact: { carrier } });
const picture = (carrier: string | null = null): Counted => ({ ...text(1, carrier), mms: { urls: [] } });
const counted = (texts: readonly Counted[]) =>
  Object.fromEntries(
    bookingsOf({ counters }, texts).map(({ subject, parts }) => [subject.slice('reg_1:'.length), parts]),
  );

test('each carrier counts the texts of its own people, and AT&T pictures apart from words', () => {
  expect(counted([text(2, 'att'), picture('att'), picture('tmobile'), text(3, 'tmobile')])).toEqual({
    ...{ att: 2, att_mms: 1, tmobile: 4 },
  });
});

test('whoever’s carrier nobody knows counts with each', () => {
  expect(counted([text(2)])).toEqual({ att: 2, tmobile: 2, verizon: 2 });
  expect(counted([picture()])).toEqual({ att_mms: 1, tmobile: 1, verizon: 1 });
});

test('a number has one pace for both', () => {
  const sender = [{ level: 'sender' as const, subject: 'snd_1' }];
  expect(bookingsOf({ counters: sender }, [text(2, 'att'), picture('att')])).toEqual([
    { level: 'sender', subject: 'snd_1', parts: 3 },
  ]);
});
