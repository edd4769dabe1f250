import { expect, it } from 'vitest';
import { otherWordsOf } from '../frame/other-words.ts';
import { listCreations, listPlaces } from './places.ts';

it('has other words for every place, so that newcomers find it by theirs', () => {
  const places = [...listPlaces().flatMap((place) => place.children ?? [place]), ...listCreations()];
  expect(places.map(({ to }) => to).filter((to) => otherWordsOf(to) === '')).toEqual([]);
});
