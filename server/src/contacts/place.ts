import type { TimeZoneSource } from './contact.ts';
import { countryOfRegion, regionCode, zoneOfRegion } from './imports/values/places.ts';
import { zoneOfNumber } from './zones.ts';

export type PlaceFacts = {
  /** E.164, and the country that it is of. */
  readonly number: string;
  readonly numberCountry: string;
  /** As an address says it; null where only the number tells. */
  readonly addressCountry: string | null;
  /** As it was written; empty where it was not. */
  readonly region: string;
  /** The zone that the person or whoever knows them has named. */
  readonly ownZone: string | undefined;
};

export type Place = {
  readonly country: string;
  readonly region: string;
  readonly timeZone: string | null;
  readonly timeZoneSource: TimeZoneSource | null;
};

/** The zone by what says most about it: what was said of it, an address in a state of one zone, the area code. */
export function placeOf({
  number,
  numberCountry,
  addressCountry,
  region: written,
  ownZone,
}: PlaceFacts): Place {
  const country = addressCountry ?? numberCountry;
  const code = written === '' ? undefined : regionCode(written);
  const isHere = code !== undefined && countryOfRegion(code) === (addressCountry ?? countryOfRegion(code));
  const region = code !== undefined && isHere ? code : written;
  if (ownZone) return { country, region, timeZone: ownZone, timeZoneSource: 'own' };
  // "WA" beside an Australian number is Western Australia, and "CA" beside a French one nobody knows what.
  const isNorthAmerican = addressCountry !== null || number.startsWith('+1');
  const ofAddress = code !== undefined && isHere && isNorthAmerican ? zoneOfRegion(code) : undefined;
  if (ofAddress) return { country, region, timeZone: ofAddress, timeZoneSource: 'address' };
  const { timeZone, source } = zoneOfNumber(number, numberCountry);
  return { country, region, timeZone, timeZoneSource: source };
}
