import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../../test/segment-trees.ts';
import { hintsOf } from './hints.ts';
import { readText } from './read-text.ts';

const moment = { now: new Date('2026-11-24T17:00:00Z'), zone: 'America/New_York' };

function hints(text: string): string[] {
  const found = readText(text, catalogue);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return hintsOf(found.segment, { moment, catalogue }).map(
    ({ code, pointer }) => `${code.slice(8)} ${pointer}`,
  );
}

describe('what nobody can be', () => {
  test.each([
    'tag "vip" and not tag "vip"',
    'city = "Oslo" and city = "Bergen"',
    'address_state = TX and address_state = FL',
    'points > 10 and points < 5',
    'points >= 10 and points < 10',
    'points > 10 and points is unknown',
    'count(visit) >= 3 and count(visit) < 3',
    'count(visit) > 2 and count(visit) < 3',
    'joined "Offers" and left "Offers"',
    'added in the last 30 days and added more than 60 days ago',
    'birth_date since 2000-01-01 and birth_date before 1990-01-01',
    'newsletter is true and newsletter is false',
    'engagement = active and not engagement in (active, warm)',
    'city = "Oslo" and not city is known',
  ])('%s', (text) => {
    expect(hints(text)).toEqual(['never_true ']);
  });
});

describe('what everybody is', () => {
  test.each([
    'tag "vip" or not tag "vip"',
    'points > 5 or points <= 5 or points is unknown or not points > 5',
    'count(visit) >= 0 or count(visit) < 4',
    'city is known or city is unknown',
  ])('%s', (text) => expect(hints(text)).toEqual(['always_true ']));
});

describe('what may be is not spoken against', () => {
  test.each([
    'tag "vip" and not tag "staff"',
    'state = TX and state = FL',
    'points > 5 and points < 10',
    // A field of numbers may hold what is none.
    'points > 5 or points <= 5 or points is unknown',
    'added in the last 30 days and added in the last 60 days',
    'birth_date since 2030-01-01 and not birth_date in the last 30 days',
    'count(visit, last 30 days) >= 3 and count(visit) < 3',
    // Yes is one of many words that mean so.
    'city is true and city = "Yes"',
    'city contains "a" and city starts with "b"',
    'everyone',
    'not everyone',
    'sum(visit.value) > 5 and sum(visit.value) < 6',
  ])('%s', (text) => {
    expect(hints(text)).toEqual([]);
  });
});

test('the smallest part is pointed at, and a condition that stands twice', () => {
  expect(hints('tag "a" or (points > 10 and points < 5) or tag "a"')).toEqual([
    'never_true /of/1',
    'twice /of/2',
  ]);
});
