import { misuse } from './refusal.ts';

export type Place = {
  readonly country: string;
  readonly postcode: string;
  readonly latitude: number;
  readonly longitude: number;
};

export type ReadPlaces = {
  readonly places: Place[];
  readonly unreadable: { readonly line: number; readonly why: string }[];
};

type Columns = {
  readonly country: number | null;
  readonly postcode: number;
  readonly latitude: number;
  readonly longitude: number;
};

const names = {
  country: ['country', 'country_code', 'countrycode'],
  // The Census calls its ZIP areas GEOID, and their inner points INTPTLAT and INTPTLONG.
  postcode: ['postcode', 'postal_code', 'postalcode', 'zip', 'zip_code', 'zipcode', 'plz', 'geoid'],
  latitude: ['latitude', 'lat', 'intptlat'],
  longitude: ['longitude', 'lon', 'lng', 'long', 'intptlong'],
} as const;

/** A table of postcodes with where they lie. Cells stand between commas, semicolons or tabs, as the first line has them. */
export function readPlaces(text: string, country: string | null): ReadPlaces {
  const lines = text.split('\n').map((line) => line.replace(/\s+$/, ''));
  const first = lines.find((line) => line !== '') ?? '';
  const separator = ['\t', ';', ','].find((mark) => first.includes(mark)) ?? ',';
  const cellsOf = (line: string) =>
    line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const named = columnsOf(cellsOf(first), country);
  const columns = named ?? unnamed(cellsOf(first));
  const read: ReadPlaces = { places: [], unreadable: [] };
  let isFirst = true;
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const isHeader = isFirst && named !== null;
    isFirst = false;
    if (isHeader) continue;
    const found = readPlace(cellsOf(line), columns, country);
    if (typeof found === 'string') read.unreadable.push({ line: at + 1, why: found });
    else read.places.push(found);
  }
  return read;
}

function columnsOf(header: readonly string[], country: string | null): Columns | null {
  const at = (wanted: readonly string[]) =>
    header.findIndex((cell) => wanted.includes(cell.toLowerCase().replace(/[ -]+/g, '_')));
  const [postcode, latitude, longitude] = [at(names.postcode), at(names.latitude), at(names.longitude)];
  if (postcode < 0 || latitude < 0 || longitude < 0) return null;
  const ofCountry = at(names.country);
  if (ofCountry < 0 && country === null)
    throw misuse('No column says the country. Say it for all of them: --country US.');
  return { country: ofCountry < 0 ? null : ofCountry, postcode, latitude, longitude };
}

/** Without names: a file of GeoNames (country, postcode, place, … latitude in the tenth column), or the four in their order. */
function unnamed(cells: readonly string[]): Columns {
  if (cells.length >= 11) return { country: 0, postcode: 1, latitude: 9, longitude: 10 };
  if (cells.length === 4) return { country: 0, postcode: 1, latitude: 2, longitude: 3 };
  throw misuse(
    'The first line names no columns that are known. Name them: country, postcode, latitude, longitude.',
  );
}

function readPlace(cells: readonly string[], columns: Columns, country: string | null): Place | string {
  const own = (columns.country === null ? '' : (cells[columns.country] ?? '')).toUpperCase() || country || '';
  const postcode = cells[columns.postcode] ?? '';
  const [latitude, longitude] = [degrees(cells[columns.latitude]), degrees(cells[columns.longitude])];
  if (!/^[A-Z]{2}$/.test(own)) return `“${own.slice(0, 20)}” is no country of two capitals.`;
  if (!/[\p{L}\p{N}]/u.test(postcode) || postcode.length > 20)
    return `“${postcode.slice(0, 20)}” is no postcode.`;
  if (latitude === null || Math.abs(latitude) > 90)
    return 'Its latitude is none: write degrees, such as 37.75.';
  if (longitude === null || Math.abs(longitude) > 180)
    return 'Its longitude is none: write degrees, such as -122.42.';
  return { country: own, postcode, latitude, longitude };
}

// With a comma for a point where cells stand between semicolons, as the south of Europe writes.
function degrees(cell: string | undefined): number | null {
  const text = (cell ?? '').replace(',', '.');
  return /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : null;
}
