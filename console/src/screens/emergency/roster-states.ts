import { later } from '../../ui/language.ts';
import type { Tone } from '../../ui/state-badge.tsx';

/** Where people stand, in the order in which somebody has to look after them. */
export const rosterStates = {
  needs_help: [later('Need help'), 'bad'],
  silent: [later('Silent'), 'warn'],
  undelivered: [later('Undelivered'), 'warn'],
  not_texted: [later('Not texted'), 'odd'],
  waiting: [later('Text waits'), 'calm'],
  unclear: [later('Unclear'), 'warn'],
  safe: [later('Safe'), 'good'],
} as const satisfies Record<string, readonly [string, Tone]>;
export type RosterState = keyof typeof rosterStates;
export const rosterStateNames = Object.keys(rosterStates) as RosterState[];

/** What an address says, if there is such a state. */
export const rosterStateOf = (named: string | undefined): RosterState | undefined =>
  rosterStateNames.find((state) => state === named);
