import { Invalid, type ProblemDetail } from '../../platform/errors.ts';

/** Where a postcode lies: the middle of it, in degrees. A district of postcodes (`SW1A`, `M5V`) is one as well. */
export type PostcodePlace = {
  readonly country: string;
  /** Capitals and digits alone. */
  readonly postcode: string;
  readonly latitude: number;
  readonly longitude: number;
};

/** A postcode as it is kept and compared: people write it with and without blanks and hyphens. */
export const postcodeKey = (postcode: string): string =>
  postcode.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * By how many characters from the left a postcode says its district, where tables are usually of districts: ZIP of ZIP+4, Canada's
 * forward sortation areas, the Netherlands' four digits, Ireland's routing keys, Portugal's four digits. Britain's
 * districts are all but the last three.
 */
export const districtLengths: Readonly<Record<string, number>> = {
  US: 5,
  CA: 3,
  NL: 4,
  IE: 3,
  PT: 4,
  GB: -3,
};

/** The postcode and its district, the longer first. */
export function keysOf(country: string, postcode: string): readonly string[] {
  const key = postcodeKey(postcode);
  const length = districtLengths[country];
  if (length === undefined || key.length < 4) return [key];
  const district = key.slice(0, length);
  return district === '' || district === key ? [key] : [key, district];
}

export const mostPlaces = 200_000;
export const placesAtOnce = 5_000;

/** Everything that stands against places as they were given, each with its pointer. */
export function checkPlaces(
  given: readonly { country: string; postcode: string; latitude: number; longitude: number }[],
): readonly PostcodePlace[] {
  const problems: ProblemDetail[] = [];
  const places = given.map(({ country, postcode, latitude, longitude }, at) => {
    const key = postcodeKey(postcode);
    const refuse = (field: string, detail: string) =>
      problems.push({ pointer: `/places/${at}/${field}`, code: 'postcode.bad_place', detail });
    if (!/^[A-Z]{2}$/.test(country))
      refuse('country', `“${country}” is no country. Write two capitals, such as US.`);
    if (key === '' || key.length > 12) refuse('postcode', `“${postcode}” is no postcode.`);
    if (Math.abs(latitude) > 90) refuse('latitude', 'A latitude lies between -90 and 90 degrees.');
    if (Math.abs(longitude) > 180) refuse('longitude', 'A longitude lies between -180 and 180 degrees.');
    return { country, postcode: key, latitude, longitude };
  });
  const [first] = problems;
  if (first)
    throw new Invalid(
      first.code,
      `${problems.length === 1 ? 'One of the places cannot be' : `${problems.length} of the places cannot be`} taken. ${first.detail}`,
      problems.slice(0, 100),
    );
  return places;
}
