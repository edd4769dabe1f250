import { isInCountriesSql } from '../countries.queries.ts';
import type { NearLeaf } from '../segments/language/ast.ts';
import { postcodeFieldOf } from '../segments/language/catalogue.ts';
import type { Asking } from '../segments/statement.queries.ts';
import { districtLengths, keysOf } from './postcode.ts';

const kmPerMile = 1.609344;
// A degree of latitude is nowhere shorter than this.
const kmPerDegree = 110.5;

/**
 * Whose postcode is among those that lie near. These are found first, in the table of places (some hundreds of some ten thousands),
 * so that no distance is worked out for a person. Whose country is not on record is taken to live where their number is from.
 */
export function nearSql(leaf: NearLeaf, asking: Asking): string {
  const { catalogue, place } = asking;
  const { key, text } = keySql(asking);
  const km = place(leaf.unit === 'miles' ? leaf.within * kmPerMile : leaf.within);
  const centre = centreSql(leaf, asking);
  const ofCountry = catalogue.placed.map((country) => {
    const near = `(select z.postcode from postcode_place z, ${centre} o
      where z.workspace_id = (select current_workspace()) and z.country = ${place(country)}::text
        and abs(z.latitude - o.latitude) <= ${km}::float8 / ${kmPerDegree} and ${distanceSql} <= ${km}::float8)`;
    const lives = `(c.country = ${place(country)}::text or (coalesce(c.country, '') = '' and (${isInCountriesSql('c.number', [country], place)})))`;
    const district = districtSql(country, key);
    if (district === null) return `(${lives} and ${key} in ${near})`;
    // The middle of a district says nothing of a postcode whose own place is known.
    const isKnown = `exists (select from postcode_place k where k.workspace_id = (select current_workspace())
      and k.country = ${place(country)}::text and k.postcode = ${key})`;
    return `(${lives} and (${key} in ${near} or (${district} in ${near} and not ${isKnown})))`;
  });
  return `(${text} <> '' and (${ofCountry.join(' or ') || 'false'}))`;
}

/** The postcode on record and how far it is, for whoever asks why. */
export function nearFoundSql(leaf: NearLeaf, asking: Asking): string {
  const { key, text } = keySql(asking);
  const country = homeSql(leaf, asking);
  const districts = asking.catalogue.placed.flatMap((one) => {
    const district = districtSql(one, key);
    return district === null ? [] : [`when ${asking.place(one)}::text then ${district}`];
  });
  const district = districts.length === 0 ? key : `case ${country} ${districts.join(' ')} else ${key} end`;
  const distance = `(select round((${distanceSql} / ${leaf.unit === 'miles' ? kmPerMile : 1})::numeric, 1)
    from postcode_place z, ${centreSql(leaf, asking)} o where z.workspace_id = (select current_workspace())
      and z.country = ${country} and z.postcode in (${key}, ${district}) order by length(z.postcode) desc limit 1)`;
  return `jsonb_build_object('postcode', ${text}, 'country', c.country, '${leaf.unit}', ${distance})`;
}

/** Where somebody lives, as nearSql takes it. */
function homeSql(leaf: NearLeaf, { catalogue, place }: Asking): string {
  const byNumber = catalogue.placed.map(
    (one) => `when ${isInCountriesSql('c.number', [one], place)} then ${place(one)}::text`,
  );
  const otherwise = `${place(leaf.country)}::text`;
  const found = byNumber.length === 0 ? otherwise : `case ${byNumber.join(' ')} else ${otherwise} end`;
  return `coalesce(nullif(c.country, ''), ${found})`;
}

function keySql({ catalogue, place }: Pick<Asking, 'catalogue' | 'place'>) {
  const text = `(c.fields->>${place(postcodeFieldOf(catalogue) ?? 'postcode')}::text)`;
  return { text, key: `translate(upper(${text}), ' -.', '')` };
}

function districtSql(country: string, key: string): string | null {
  const length = districtLengths[country];
  return length === undefined ? null : `left(${key}, ${length})`;
}

function centreSql({ country, postcode }: NearLeaf, { place }: Pick<Asking, 'place'>): string {
  return `(select latitude, longitude from postcode_place where workspace_id = (select current_workspace())
    and country = ${place(country)}::text and postcode = any(${place(keysOf(country, postcode))}::text[])
    order by length(postcode) desc limit 1)`;
}

// The haversine of the angle between the two, on a globe of the mean radius: half a per cent off at most.
const distanceSql = `12742.0176 * asin(least(1, sqrt(power(sind((z.latitude - o.latitude) / 2), 2)
  + cosd(z.latitude) * cosd(o.latitude) * power(sind((z.longitude - o.longitude) / 2), 2))))`;
