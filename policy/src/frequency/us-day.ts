import { countryOfNumber } from '@tidings/sms/countries';
import { candidatesOf, isUnderUsLaw, type Whereabouts } from '../places/index.ts';
import type { Cap } from './caps.ts';

/**
 * Florida, Oklahoma and Maryland allow three texts about the same matter in 24 hours, whichever number they come from (Fla.
 * Stat. 501.059 and 501.616(6); 15 O.S. 775C; Md. Code Com. Law 14-4501 ff.); Oregon allows three solicitations of any
 * kind (HB 3865 of 2025, from 2026-01-01). Where people are is never quite certain, so the cap holds for every number of
 * the US. Law-firm and agency summaries were read for it, not the statutes (confidence B).
 */
export const usDayCap: Cap = {
  rule: 'frequency.us.day',
  version: 'us-caps 2026-11-23',
  limit: 3,
  windowHours: 24,
  scope: 'subject',
  named: 'Florida, Maryland, Oklahoma and Oregon allow, and as we keep to in the whole country',
};

/**
 * Whether the cap holds for a number: it is of the US or one of its territories, or its person lives there. A toll-free number counts
 * with the US.
 *
 * @param country ISO 3166 code of where the person is known to be; null where nobody said
 */
export function keepsUsDayCap(number: string, country: string | null): boolean {
  const ofNumber = countryOfNumber(number);
  return (ofNumber !== null && isUnderUsLaw(ofNumber)) || (country !== null && isUnderUsLaw(country));
}

/**
 * Oregon lifts its three a day for whoever has bought within 18 months (HB 3865; an established business relationship). Asked only by
 * workspaces that keep to the statutes (`statutory`): the strict profile keeps the cap in the whole country, whoever has bought what. A person who may be
 * anywhere else as well, by address or number, keeps the cap of there.
 *
 * @param until when the relationship on file ends; null where there is none
 */
export function isLiftedByRelationship(where: Whereabouts, until: Date | null, at: Date): boolean {
  if (until === null || until <= at) return false;
  const { places } = candidatesOf(where);
  return places.length > 0 && places.every(({ jurisdiction }) => jurisdiction === 'US-OR');
}

/** A workspace may be stricter than the law and never looser. */
export function usDayCapOf(stricter: number | null): Cap {
  if (stricter === null || stricter >= usDayCap.limit) return usDayCap;
  return {
    ...usDayCap,
    limit: stricter,
    version: `${usDayCap.version}, stricter`,
    named: 'this workspace allows',
  };
}
