import type { HoursRow } from '../row.ts';
import { countryRows, houseRow, otherCountriesRow, usFederalRow } from './countries.ts';
import { usStateRows } from './us-states.ts';

export { houseRow, otherCountriesRow, usFederalRow } from './countries.ts';

/** Every row there is. */
export const allRows: readonly HoursRow[] = [
  ...[usFederalRow, ...usStateRows],
  ...[...countryRows, otherCountriesRow, houseRow],
];

const byJurisdiction = Map.groupBy(allRows, (row) => row.jurisdiction);

/** The rows of a jurisdiction, one for each span of days; none for a state that says nothing of its own. */
export const rowsOf = (jurisdiction: string): readonly HoursRow[] => byJurisdiction.get(jurisdiction) ?? [];

/** The law of a country: its own row, or that of all which have none. */
export const countryRowsOf = (country: string): readonly HoursRow[] =>
  byJurisdiction.get(country) ?? [otherCountriesRow];

/** Which packs an answer rests on. */
export const packVersions: readonly string[] = [...new Set(allRows.map((row) => row.version))];
