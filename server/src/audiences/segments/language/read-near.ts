import { type DistanceUnit, longestValue, type NearLeaf } from './ast.ts';
import type { Catalogue } from './catalogue.ts';
import { noPlaces } from './check.ts';
import type { Cursor } from './cursor.ts';
import { readNumber } from './read-field.ts';

const unitWords: ReadonlyMap<string, DistanceUnit> = new Map([
  ...['miles', 'mile', 'mi'].map((word) => [word, 'miles'] as const),
  ...['km', 'kilometers', 'kilometres', 'kilometer', 'kilometre'].map((word) => [word, 'km'] as const),
]);

/** `within` has been taken: `20 miles of 94110`, `30 km of "SW1A 1AA" in GB`. The country may be left out where only one is known. */
export function readNear(cursor: Cursor, { placed }: Pick<Catalogue, 'placed'>): NearLeaf {
  const within = readNumber(cursor);
  const unitToken = cursor.next();
  const unit = unitWords.get(unitToken.text.toLowerCase());
  if (unit === undefined) throw cursor.refuseAt(unitToken, 'segment.bad_unit', 'Here belongs miles or km.');
  cursor.needWord('of');
  const token = cursor.next();
  if (
    token.kind === 'mark' ||
    token.kind === 'end' ||
    token.text.trim() === '' ||
    token.text.length > longestValue
  )
    throw cursor.refuseAt(
      token,
      'segment.value_missing',
      'Here belongs a postcode, such as 94110 or "SW1A 1AA".',
    );
  const postcode = token.text.trim();
  if (cursor.takeWord('in')) {
    const country = cursor.next();
    if (country.kind === 'word' && /^[A-Za-z]{2}$/.test(country.text))
      return { kind: 'near', country: country.text.toUpperCase(), postcode, within, unit };
    throw cursor.refuseAt(
      country,
      'segment.wrong_value',
      'Here belongs a country as two capitals, such as US.',
    );
  }
  const [only] = placed;
  if (only === undefined) throw cursor.refuseAt(token, 'segment.no_places', noPlaces(null, placed));
  if (placed.length > 1)
    throw cursor.refuseAt(
      { start: token.end, end: token.end },
      'segment.which_country',
      `Say in which country: of ${token.text} in ${only}. Known are ${placed.join(', ')}.`,
    );
  return { kind: 'near', country: only, postcode, within, unit };
}
