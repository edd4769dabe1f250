import { expect, it } from 'vitest';
import type { Me } from './api.ts';
import { findClosed, flatten, isAt, type Place, placeAt, placesFor } from './places.ts';

const places: Place[] = [
  { name: 'Home', icon: 'home', to: '/', keys: 'g h' },
  {
    name: 'Senders',
    icon: 'senders',
    to: '/senders',
    keys: 'g s',
    children: [
      { name: 'Numbers', to: '/senders', needs: ['senders.read'] },
      { name: 'Gateways', to: '/senders/gateways', needs: ['senders.write'] },
      { name: 'Handsets', to: '/handsets', isForRehearsal: true },
    ],
  },
];

it('hides what somebody cannot use, and a group without anything in it', () => {
  const shown = placesFor(places, { permissions: ['senders.write'], is_rehearsal: false });
  expect(shown.map(({ to }) => to)).toEqual(['/', '/senders/gateways']);
  expect(placesFor(places, { permissions: [], is_rehearsal: false }).map(({ name }) => name)).toEqual([
    'Home',
  ]);
});

it('names every place once, with its group', () => {
  expect(flatten(places).map(({ name, group }) => [name, group])).toEqual([
    ['Home', undefined],
    ['Senders', undefined],
    ['Numbers', 'Senders'],
    ['Gateways', 'Senders'],
    ['Handsets', 'Senders'],
  ]);
});

it('knows where an address belongs', () => {
  expect(isAt('/campaigns/cmp_1', '/')).toBe(false);
  expect(isAt('/campaigns-old', '/campaigns')).toBe(false);
  expect(placeAt('/senders/gateways/gtw_1', ['/senders', '/senders/gateways'])).toBe('/senders/gateways');
  expect(placeAt('/elsewhere', ['/senders'])).toBeNull();
});

it('says which page somebody may not open, by its address', () => {
  const inside = [{ at: /^\/senders\/\w+\/edit$/, name: 'Edit a number', needs: ['senders.write'] }] as const;
  const closed = (path: string, permissions: Me['permissions'], is_rehearsal = true) =>
    findClosed(path, places, inside, { permissions, is_rehearsal })?.name ?? null;
  expect(closed('/senders/gateways/gtw_1', ['senders.read'])).toBe('Gateways');
  expect(closed('/senders/snd_1', ['senders.read'])).toBeNull();
  expect(closed('/senders/snd_1', ['senders.write'])).toBe('Numbers');
  expect(closed('/senders/snd_1/edit', ['senders.read'])).toBe('Edit a number');
  expect(closed('/handsets/1', [], false)).toBe('Handsets');
  expect(closed('/', [])).toBeNull();
  expect(closed('/elsewhere', [])).toBeNull();
});
