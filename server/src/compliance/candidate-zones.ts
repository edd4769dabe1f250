import { type Contact, zonesOfNumber } from '../contacts/index.ts';
import { isZone } from './zone-time.ts';

/**
 * The zones in which a person may be; the hour must be right in all of them. What the person or their address says
 * counts alone. An area code is only a hint, so where it crosses a zone line both sides count, and an unknown or
 * toll-free one means every zone of the country.
 */
export function candidateZones(
  person: Pick<Contact, 'number' | 'country' | 'timeZone' | 'timeZoneSource'>,
  workspaceZone: string,
): readonly string[] {
  const { timeZone, timeZoneSource } = person;
  const isKnown = timeZone !== null && isZone(timeZone);
  if (isKnown && (timeZoneSource === 'own' || timeZoneSource === 'address')) return [timeZone];
  const ofNumber = zonesOfNumber(person.number, person.country);
  if (ofNumber.length > 0) return ofNumber;
  return [isKnown ? timeZone : workspaceZone];
}
