import { type Area, areaOfNumber, zonesOfCountry } from '@tidings/policy/places';

export type NumberZone =
  | { readonly timeZone: string; readonly source: 'area_code' | 'country' }
  | { readonly timeZone: null; readonly source: null };

// Countries with several zones in which nearly everybody lives in one. Elsewhere (Brazil, Russia, Mexico, Australia …)
// a mobile number does not tell the zone, and guessing one would text people at night.
const mainZones: Readonly<Record<string, string>> = {
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  NZ: 'Pacific/Auckland',
  PG: 'Pacific/Port_Moresby',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kiev',
  XK: 'Europe/Belgrade',
};

/**
 * The zone in which the owner of a number most likely is, when the contact itself says nothing. `country` is the
 * two-letter country of the number. A null zone means that the number does not tell; ask zonesOfNumber for all it may be.
 */
export function zoneOfNumber(number: string, country: string | null): NumberZone {
  const ofArea = areaOfNumber(number)?.zones[0];
  if (ofArea) return { timeZone: ofArea, source: 'area_code' };
  const ofCountry = country === null ? undefined : (mainZones[country] ?? onlyZone(zonesOfCountry(country)));
  return ofCountry ? { timeZone: ofCountry, source: 'country' } : { timeZone: null, source: null };
}

/** Every zone in which the owner may be: a law that asks for local time is kept when it is kept in all of them. */
export function zonesOfNumber(number: string, country: string | null): readonly string[] {
  return areaOfNumber(number)?.zones ?? (country === null ? [] : zonesOfCountry(country));
}

function onlyZone(zones: readonly string[]): string | undefined {
  return zones.length === 1 ? zones[0] : undefined;
}

export { type Area, areaOfNumber, zonesOfCountry };
