import type { Tx } from '../../platform/db/pool.ts';
import { keysOf, type PostcodePlace } from './postcode.ts';

/** A few hops along the index instead of a pass over every postcode: this is asked with each look at a segment. */
export async function listPlacedCountries(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ country: string }>({
    name: 'postcode_placed_countries',
    text: `with recursive hop as (
             select min(country) as country from postcode_place where workspace_id = current_workspace()
             union all
             select (select min(p.country) from postcode_place p where p.workspace_id = current_workspace() and p.country > hop.country)
             from hop where hop.country is not null)
           select country from hop where country is not null order by country`,
    values: [],
  });
  return rows.map(({ country }) => country);
}

export type Centre = Pick<PostcodePlace, 'country' | 'postcode'>;

/** Of these postcodes, as they were written, those of which neither they nor their district are in the table. */
export async function listUnknownCentres(tx: Tx, centres: readonly Centre[]): Promise<Centre[]> {
  const wanted = centres.flatMap(({ country, postcode }) =>
    keysOf(country, postcode).map((key) => ({ country, postcode, key })),
  );
  const { rows } = await tx.query<Centre>(
    `select w.country, w.postcode from unnest($1::text[], $2::text[], $3::text[]) as w (country, postcode, key)
     left join postcode_place p on p.workspace_id = current_workspace() and p.country = w.country and p.postcode = w.key
     group by w.country, w.postcode having count(p.postcode) = 0`,
    [
      wanted.map(({ country }) => country),
      wanted.map(({ postcode }) => postcode),
      wanted.map(({ key }) => key),
    ],
  );
  return rows;
}

export type CountryPlaces = {
  readonly country: string;
  readonly places: number;
  readonly changedAt: Date;
};

export async function listPlaces(tx: Tx): Promise<CountryPlaces[]> {
  const { rows } = await tx.query<CountryPlaces>(
    `select country, count(*) as places, max(changed_at) as "changedAt" from postcode_place
     where workspace_id = current_workspace() group by country order by country`,
  );
  return rows;
}

export async function countPlaces(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    'select count(*) as n from postcode_place where workspace_id = current_workspace()',
  );
  return rows[0]?.n ?? 0;
}

/** The last word on a postcode counts, within one call as well. */
export async function savePlaces(tx: Tx, places: readonly PostcodePlace[], at: Date): Promise<number> {
  const last = [...new Map(places.map((place) => [`${place.country} ${place.postcode}`, place])).values()];
  const { rowCount } = await tx.query(
    `insert into postcode_place (workspace_id, country, postcode, latitude, longitude, changed_at)
     select current_workspace(), g.country, g.postcode, g.latitude, g.longitude, $5
     from unnest($1::text[], $2::text[], $3::float8[], $4::float8[]) as g (country, postcode, latitude, longitude)
     on conflict (workspace_id, country, postcode)
     do update set latitude = excluded.latitude, longitude = excluded.longitude, changed_at = excluded.changed_at`,
    [
      last.map(({ country }) => country),
      last.map(({ postcode }) => postcode),
      last.map(({ latitude }) => latitude),
      last.map(({ longitude }) => longitude),
      at,
    ],
  );
  return rowCount ?? 0;
}

export async function deletePlaces(tx: Tx, country: string): Promise<number> {
  const { rowCount } = await tx.query(
    'delete from postcode_place where workspace_id = current_workspace() and country = $1',
    [country],
  );
  return rowCount ?? 0;
}
