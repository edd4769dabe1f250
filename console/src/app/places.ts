import type { Place } from '../frame/shell.tsx';

/** Where one can go from everywhere, in this order. */
export const places: readonly Place[] = [
  { name: 'Campaigns', icon: 'campaigns', to: '/campaigns' },
  { name: 'People', icon: 'people', to: '/people' },
  { name: 'Handsets', icon: 'handset', to: '/handsets', isForRehearsal: true },
];
