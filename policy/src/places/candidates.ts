import { countryOfNumber } from '@tidings/sms/countries';
import { areaOfNumber, isNorthAmerican, kindOfArea } from './area-codes.ts';
import { zonesOfCountry } from './country-zones.ts';
import { countryOfRegion, isUnderUsLaw, regionNames, usStates, zonesOfRegion } from './regions.ts';

/** What is known of where a person is. */
export interface Whereabouts {
  /** E.164. */
  readonly number: string;
  /** State or province of the address: `FL`, `ON`. Codes that are on no table of ours are passed over. */
  readonly region?: string | null;
  /** A zone that the person or their address named; one that was guessed from the number does not belong here. */
  readonly zone?: string | null;
  /** Taken where the number tells nothing at all. */
  readonly fallbackZone?: string | null;
}

/** A jurisdiction under whose law the person may be, and the zones that their clock may keep there. */
export interface Place {
  /** `US-FL`, `CA-ON`, `GB`. */
  readonly jurisdiction: string;
  readonly country: string;
  readonly zones: readonly string[];
}

/**
 * Where a person may be. `known`: by address, own zone or area code. `anywhere`: the number is toll-free and tells nothing
 * but the country. `unknown`: its area code is on no table, so nobody can say what the hour is. `placeless`: no phone.
 */
export interface Candidates {
  readonly kind: 'known' | 'anywhere' | 'unknown' | 'placeless';
  readonly places: readonly Place[];
  /** One sentence: what the places rest on. */
  readonly basis: string;
}

/**
 * All places where a person may be. The state of the address and that of the area code both count, because a number moves
 * with its owner and an address grows old. A zone that the person or the address named counts alone; else all zones of the
 * address and of the area code, for the one never narrows the other.
 */
export function candidatesOf(person: Whereabouts): Candidates {
  return isNorthAmerican(person.number) ? northAmerican(person) : elsewhere(person);
}

function northAmerican(person: Whereabouts): Candidates {
  const code = person.number.slice(2, 5);
  const kind = kindOfArea(code);
  if (kind === 'placeless') {
    const basis = `Area code ${code} stands for no place and no phone that gets texts.`;
    return { kind, places: [], basis };
  }
  const area = areaOfNumber(person.number);
  const regions = [...new Set([...addressRegions(person), ...(area ? area.region.split('|') : [])])];
  if (regions.length > 0) return known(person, regions, area?.country ?? 'US', area?.zones ?? []);
  if (kind === 'toll_free')
    return { kind: 'anywhere', places: everyState(person), basis: `Area code ${code} is toll-free.` };
  const basis = `Area code ${code} is on no table of area codes.`;
  const isTimeKnown = person.zone != null;
  return { kind: isTimeKnown ? 'anywhere' : 'unknown', places: everyState(person), basis };
}

function known(
  person: Whereabouts,
  regions: readonly string[],
  country: string,
  ofNumber: readonly string[],
): Candidates {
  const ofAddress = addressRegions(person).flatMap(zonesOfRegion);
  const zones = person.zone == null ? [...new Set([...ofAddress, ...ofNumber])] : [person.zone];
  const places = regions.map((region) => placeOf(region, country, zones));
  return { kind: 'known', places, basis: basisOf(person, ofNumber.length > 0) };
}

function placeOf(region: string, country: string, zones: readonly string[]): Place {
  const ofRegion = regionNames[region] === undefined ? country : countryOfRegion(region);
  return { jurisdiction: region === '' ? ofRegion : `${ofRegion}-${region}`, country: ofRegion, zones };
}

/** Each state on its own clocks; where the person's zone is known, the states that keep it. */
function everyState({ zone }: Whereabouts): readonly Place[] {
  const states = usStates.map((state) => ({ state, zones: zonesOfRegion(state) }));
  const possible = zone == null ? states : states.filter(({ zones }) => zones.includes(zone));
  if (possible.length === 0 && zone != null) return [{ jurisdiction: 'US', country: 'US', zones: [zone] }];
  return possible.map(({ state, zones }) => placeOf(state, 'US', zone == null ? zones : [zone]));
}

function elsewhere(person: Whereabouts): Candidates {
  const country = countryOfNumber(person.number);
  const ofNumber = country === null ? [] : zonesOfCountry(country);
  const regions = addressRegions(person);
  const ofAddress = regions.flatMap(zonesOfRegion);
  const guessed = [...new Set([...ofAddress, ...ofNumber])];
  if (guessed.length === 0 && person.fallbackZone != null) guessed.push(person.fallbackZone);
  const zones = person.zone == null ? guessed : [person.zone];
  if (zones.length === 0) return { kind: 'unknown', places: [], basis: 'The number belongs to no country.' };
  const own = { jurisdiction: country ?? 'default', country: country ?? 'default', zones };
  const places = [own, ...regions.map((region) => placeOf(region, 'US', zones))];
  return { kind: 'known', places, basis: basisOf(person, ofNumber.length > 0) };
}

function addressRegions({ region }: Whereabouts): readonly string[] {
  return region != null && regionNames[region] !== undefined ? [region] : [];
}

function basisOf(person: Whereabouts, isNumberKnown: boolean): string {
  const found = [
    ...(person.zone == null ? [] : ['the zone that is known of the person']),
    ...(addressRegions(person).length > 0 ? ['the state of the address'] : []),
    ...(isNumberKnown ? ['the number'] : []),
  ];
  return `By ${found.length === 0 ? 'the zone of the business' : found.join(' and ')}.`;
}

/** Under which national law a place is; the territories of the United States are under its federal law. */
export const lawOf = (place: Place): string => (isUnderUsLaw(place.country) ? 'US' : place.country);
