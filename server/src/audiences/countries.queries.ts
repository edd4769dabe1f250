import { isCountryCode, rangesOfCountries } from '@tidings/sms/countries';

/**
 * Whether a number belongs to one of the countries, by its first digits: all beginnings of one length are one list, which
 * the server hashes. For people of the US that is one look in a list of 400 area codes.
 */
export function isInCountriesSql(
  number: string,
  countries: readonly string[],
  place: (value: unknown) => string,
): string {
  const { prefixes, exceptions } = rangesOfCountries(countries.filter(isCountryCode));
  const beginsSql = (beginnings: readonly string[]) =>
    [...Map.groupBy(beginnings, (beginning) => beginning.length)]
      .map(([length, ofLength]) => `left(${number}, ${length}) = any(${place(ofLength)}::text[])`)
      .join(' or ');
  if (prefixes.length === 0) return 'false';
  const begins = `(${beginsSql(prefixes)})`;
  return exceptions.length === 0 ? begins : `${begins} and not (${beginsSql(exceptions)})`;
}
