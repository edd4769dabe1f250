import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { addressOf } from '../e2e/console/closed-pages.ts';
import { realVisits } from '../e2e/console/real-visits.ts';
import { visits } from '../e2e/console/visits.ts';
import { readScreens, screenAt } from './console-screens.ts';

const screens = readScreens(resolve(import.meta.dirname, '..'));

test('every screen of the console is looked at by the browser tests, or this fails', () => {
  const looked = new Set(
    [...realVisits.map(addressOf), ...visits.map(({ path }) => path)].map(
      (address) => screenAt(address, screens)?.address,
    ),
  );
  expect(screens.length).toBeGreaterThan(40);
  expect(screens.filter(({ address }) => !looked.has(address)).map(({ address }) => address)).toEqual([]);
});

test('a screen is found by its address, and the plainer one where two fit', () => {
  const some = [
    { address: '/campaigns/$campaignId', folder: 'campaign' },
    { address: '/campaigns/new', folder: 'campaign-editor' },
  ];
  expect(screenAt('/campaigns/cmp_1?line=x', some)?.folder).toBe('campaign');
  expect(screenAt('/campaigns/new', some)?.folder).toBe('campaign-editor');
  expect(screenAt('/campaigns/cmp_1/edit', some)).toBeNull();
});
