import type { Sender } from './sender.queries.ts';

// The US and what shares its numbers and carriers.
const unitedStates: ReadonlySet<string> = new Set(['US', 'PR', 'VI', 'GU', 'AS', 'MP']);
// Where carriers take no names for senders, because people there could not answer STOP; and what toll-free numbers reach.
const northAmerica: ReadonlySet<string> = new Set([...unitedStates, 'CA']);

/** Why this number cannot text a country, in one sentence; null where it can, and where the country is not known. */
export function reachRefusal(
  { kind, country: home }: Pick<Sender, 'kind' | 'country'>,
  country: string | null,
): string | null {
  if (country === null) return null;
  if (kind === 'alphanumeric' && northAmerica.has(country))
    return `A name cannot text ${country}: carriers there take numbers alone, so that people can answer STOP.`;
  if (kind === 'toll_free' && !northAmerica.has(country))
    return `A toll-free number reaches the US and Canada, not ${country}.`;
  if (kind === 'short_code' && home !== null && !isAtHome(home, country))
    return `A short code of ${home} texts people there alone, not in ${country}.`;
  return null;
}

const isAtHome = (home: string, country: string) =>
  country === home || (unitedStates.has(home) && unitedStates.has(country));
