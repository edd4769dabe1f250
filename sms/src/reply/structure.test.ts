import { describe, expect, test } from 'vitest';
import { prepare } from './prepare.ts';
import { deedsOf } from './structure.ts';

const deeds = (text: string) =>
  deedsOf(prepare(text).clauses, 6).map(({ at: _, ...built }) => JSON.stringify(built));

describe('how a wish is built', () => {
  test.each([
    ['take me off your list', 'get me out of your list'],
    ['stop the bleeding', 'stop the drip'],
    ['Remove Mr. Ortiz from the lease', 'Remove Mrs. Ortiz from the lease'],
  ])('%j is built as %j', (one, other) => {
    expect(deeds(one).length).toBeGreaterThan(0);
    expect(deeds(one)).toEqual(deeds(other));
  });

  test.each([
    ['stop sending these', "don't stop sending these"],
    ['remove me', 'remove Kevin'],
    ['stop texting', 'the bus stopped'],
    ['stop', 'stop by'],
    ['cancel the texts', 'cancel the appointment'],
  ])('%j is built otherwise than %j', (one, other) => {
    expect(deeds(one)).not.toEqual(deeds(other));
  });

  test('no more deeds are looked at than were asked for', () => {
    expect(deedsOf(prepare('stop '.repeat(50)).clauses, 6)).toHaveLength(6);
  });

  test('an answer without a word of leaving holds no deed', () => {
    expect(deeds('see you at five')).toEqual([]);
  });
});
