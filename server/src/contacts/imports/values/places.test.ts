import { expect, test } from 'vitest';
import { consentMethod } from './consent-method.ts';
import { countryCode, regionCode, zoneName, zoneOfRegion } from './places.ts';

test('states are read by code and by name', () => {
  expect(['NC', 'n.c.', 'North Carolina', 'québec', 'ny', 'Narnia', 'XX'].map(regionCode)).toEqual([
    'NC',
    'NC',
    'NC',
    'QC',
    'NY',
    undefined,
    undefined,
  ]);
});

test('a state tells its zone only when all of it keeps the same', () => {
  expect(['NC', 'CA', 'HI', 'PR'].map(zoneOfRegion)).toEqual([
    'America/New_York',
    'America/Los_Angeles',
    'Pacific/Honolulu',
    'America/Puerto_Rico',
  ]);
  expect(['TX', 'FL', 'TN', 'IN', 'QC'].map(zoneOfRegion)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('countries are read by code and by name in four languages', () => {
  expect(
    ['US', 'usa', 'México', 'Deutschland', 'U.K.', 'Francia', 'Allemagne', 'Spanien', 'Narnia'].map(
      countryCode,
    ),
  ).toEqual(['US', 'US', 'MX', 'DE', 'GB', 'FR', 'DE', 'ES', undefined]);
});

test('only zones with a place in their name count', () => {
  expect(
    ['America/New_York', 'america/chicago', 'EST', 'UTC+2', 'Etc/GMT+5', 'Mars/Olympus'].map(zoneName),
  ).toEqual(['America/New_York', 'America/Chicago', undefined, undefined, undefined, undefined]);
});

test('ways to agree get the words of the ledger', () => {
  expect(
    ['Web form', 'Paper card', 'Text JOIN', 'Checkout', 'POS', 'Phone call', 'Trade show 2023'].map(
      consentMethod,
    ),
  ).toEqual(['web_form', 'paper', 'keyword', 'point_of_sale', 'point_of_sale', 'verbal', 'import']);
});
