import { isTimeZone } from '../platform/time-zone.ts';

export type Place = { readonly name: string; readonly country: string; readonly timeZone: string };
export type PlaceProblem = { readonly pointer: string; readonly code: string; readonly sentence: string };

/** A country decides how national numbers are read and a zone when people may be texted, so both must really exist. */
export function findWorkspaceProblem(place: Place): PlaceProblem | null {
  if (place.name.trim() === '') {
    return problem(
      'name',
      'workspace.no_name',
      'Give the workspace the name under which people know the business.',
    );
  }
  if (!isCountry(place.country)) {
    return problem(
      'country',
      'workspace.unknown_country',
      'Give the country as its two letters, such as US or GB.',
    );
  }
  if (!isTimeZone(place.timeZone)) {
    return problem(
      'time_zone',
      'workspace.unknown_time_zone',
      'Give the time zone by its name, such as America/New_York.',
    );
  }
  return null;
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function isCountry(code: string): boolean {
  // ZZ is "unknown region" and has a display name of its own.
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) !== undefined;
}

const problem = (field: string, code: string, sentence: string): PlaceProblem => ({
  pointer: `/workspace/${field}`,
  code,
  sentence,
});
