import { readFileSync } from 'node:fs';

/** An area code of the North American plan. A place where a number was once issued, never where its owner is for sure. */
export type Area = {
  readonly country: string;
  readonly region: string;
  /** The zone of most people first. More than one where the area code crosses a zone line. */
  readonly zones: readonly string[];
  /** What the row rests on; see data/README.md. */
  readonly basis: string;
};

export type NumberZone =
  | { readonly timeZone: string; readonly source: 'area_code' | 'country' }
  | { readonly timeZone: null; readonly source: null };

const areas = readAreas(readFileSync(new URL('./data/nanp-area-codes.tsv', import.meta.url), 'utf8'));

// Countries with several zones in which nearly everybody lives in one. Elsewhere (Brazil, Russia, Mexico, Australia …)
// a mobile number does not tell the zone, and guessing one would text people at night.
const mainZones: Readonly<Record<string, string>> = {
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  NZ: 'Pacific/Auckland',
  PG: 'Pacific/Port_Moresby',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kiev',
  XK: 'Europe/Belgrade',
};

/** The area of a +1 number; undefined for other numbers, for toll-free ones and for area codes not on our table. */
export function areaOfNumber(number: string): Area | undefined {
  return number.startsWith('+1') && number.length === 12 ? areas.get(number.slice(2, 5)) : undefined;
}

/**
 * The zone in which the owner of a number most likely is, when the contact itself says nothing. `country` is the
 * two-letter country of the number. A null zone means that the number does not tell; ask zonesOfNumber for all it may be.
 */
export function zoneOfNumber(number: string, country: string | null): NumberZone {
  const ofArea = areaOfNumber(number)?.zones[0];
  if (ofArea) return { timeZone: ofArea, source: 'area_code' };
  const ofCountry = country === null ? undefined : (mainZones[country] ?? onlyZone(zonesOfCountry(country)));
  return ofCountry ? { timeZone: ofCountry, source: 'country' } : { timeZone: null, source: null };
}

/** Every zone in which the owner may be: a law that asks for local time is kept when it is kept in all of them. */
export function zonesOfNumber(number: string, country: string | null): readonly string[] {
  return areaOfNumber(number)?.zones ?? (country === null ? [] : zonesOfCountry(country));
}

const zonesByCountry = new Map<string, readonly string[]>();

/** The zones of a country as Unicode's CLDR lists them; those that keep the same time all year are named once. */
export function zonesOfCountry(country: string): readonly string[] {
  const known = zonesByCountry.get(country);
  if (known) return known;
  const zones = /^[A-Z]{2}$/.test(country) ? distinctZones(localeOf(country).getTimeZones() ?? []) : [];
  zonesByCountry.set(country, zones);
  return zones;
}

// TypeScript's own description of Intl does not know this method of ECMA-402 yet.
type LocaleWithZones = Intl.Locale & { getTimeZones(): string[] | undefined };

function localeOf(country: string): LocaleWithZones {
  return new Intl.Locale(`und-${country}`) as LocaleWithZones;
}

function onlyZone(zones: readonly string[]): string | undefined {
  return zones.length === 1 ? zones[0] : undefined;
}

// A winter and a summer day tell zones apart that matter to somebody's evening; their history before does not.
const winter = new Date('2027-01-15T12:00:00Z');
const summer = new Date('2027-07-15T12:00:00Z');

function distinctZones(zones: readonly string[]): string[] {
  const byOffsets = new Map<string, string>();
  for (const zone of zones) {
    const offsets = `${offsetAt(zone, winter)} ${offsetAt(zone, summer)}`;
    if (!byOffsets.has(offsets)) byOffsets.set(offsets, zone);
  }
  return [...byOffsets.values()];
}

function offsetAt(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

function readAreas(table: string): Map<string, Area> {
  const [, ...lines] = table.trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [code = '', country = '', region = '', zones = '', basis = ''] = line.split('\t');
      return [code, { country, region, zones: zones.split('|'), basis }];
    }),
  );
}
