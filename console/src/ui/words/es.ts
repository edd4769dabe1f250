import type { Dictionary } from './dictionary.ts';

/** Spanish, by the English sentence. */
export const spanish: Dictionary = {
  Campaigns: 'Campañas',
  '{n} people': { one: '{n} persona', many: '{n} de personas', other: '{n} personas' },
};
