import type { SenderKind } from './sender.queries.ts';

// Where carriers take no names for senders: people there could not answer STOP.
const withoutNames: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP']);
// Toll-free numbers text the countries that share them.
const tollFreeReach: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP']);

/** Why a number of this kind cannot text a country, in one sentence; null where it can, and where the country is not known. */
export function reachRefusal(kind: SenderKind, country: string | null): string | null {
  if (country === null) return null;
  if (kind === 'alphanumeric' && withoutNames.has(country))
    return `A name cannot text ${country}: carriers there take numbers alone, so that people can answer STOP.`;
  if (kind === 'toll_free' && !tollFreeReach.has(country))
    return `A toll-free number reaches the US and Canada, not ${country}.`;
  return null;
}
