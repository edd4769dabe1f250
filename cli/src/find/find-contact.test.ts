import { expect, test } from 'vitest';
import { matching } from './find-contact.ts';

// +888 is given to no country.
const people = ['+12125550142', '+121255501420', '+8882125550142', '+447700900158'].map((number) => ({
  number,
}));
const found = (wanted: string) => matching(people, wanted).map(({ number }) => number);

test('a whole number is one person, and never a longer number', () => {
  expect(found('+1 (212) 555-0142')).toEqual(['+12125550142']);
});

test('a national number may lack the country code and begin with a 0', () => {
  expect(found('07700 900158')).toEqual(['+447700900158']);
});

test('a number that could be two people is both', () => {
  expect(found('212 555 0142')).toEqual(['+12125550142', '+8882125550142']);
});

test('the end of a number is not a number', () => {
  expect(found('0142')).toEqual([]);
});
