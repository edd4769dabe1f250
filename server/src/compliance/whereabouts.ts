import { isZone } from '@tidings/policy/hours';
import { countryOfRegion, isUnderUsLaw, regionNames, type Whereabouts } from '@tidings/policy/places';
import type { Contact } from '../contacts/index.ts';

export type Person = Pick<Contact, 'country' | 'region' | 'timeZone' | 'timeZoneSource'>;

/**
 * What we know of where a person is. A zone that we guessed from the number is left out: the policy knows better guesses.
 * A state counts where the person's country has states that we know; `CA` of somebody in Mexico is not California.
 */
export function whereaboutsOf(number: string, person: Person | null, workspaceZone: string): Whereabouts {
  const { country = null, region = null, timeZone = null, timeZoneSource = null } = person ?? {};
  const isNamed = timeZone !== null && (timeZoneSource === 'own' || timeZoneSource === 'address');
  return {
    number,
    region: isStateOf(country, region) ? region : null,
    zone: isNamed && isZone(timeZone) ? timeZone : null,
    fallbackZone: workspaceZone,
  };
}

function isStateOf(country: string | null, region: string | null): boolean {
  if (country === null || region === null || regionNames[region] === undefined) return false;
  return countryOfRegion(region) === 'CA' ? country === 'CA' : isUnderUsLaw(country);
}
