import { isCountryCode } from '@tidings/sms/countries';
import { Invalid } from '../platform/errors.ts';

/** Countries that a workspace texts: its own, until somebody says otherwise. */
export function readCountries(countries: readonly string[] | null): readonly string[] | null {
  if (countries === null) return null;
  const distinct = [...new Set(countries)].sort();
  const strange = distinct.filter((country) => !isCountryCode(country));
  if (strange.length === 0) return distinct;
  const sentence = `${strange.join(', ')} ${strange.length === 1 ? 'is' : 'are'} no country. Give countries as two letters, such as US or GB.`;
  throw new Invalid('countries.unknown', sentence, [
    { pointer: '/countries', code: 'countries.unknown', detail: sentence },
  ]);
}
