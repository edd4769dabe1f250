import { readFileSync } from 'node:fs';
import { isCountryCode } from '@tidings/sms/numbers';

// The states, districts, territories and provinces of the countries whose area codes we know zones for.
const names: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
  PR: 'Puerto Rico',
  GU: 'Guam',
  VI: 'US Virgin Islands',
  AS: 'American Samoa',
  MP: 'Northern Mariana Islands',
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};
const provinces = new Set(['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT']);

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const codeByName = new Map(Object.entries(names).map(([code, name]) => [plain(name), code]));

/** `NC` for “NC”, “n.c.” and “North Carolina”; undefined for what is no state or province. */
export function regionCode(text: string): string | undefined {
  if (text.length === 2 && names[text]) return text;
  const letters = plain(text);
  const code = letters.length === 2 ? letters.toUpperCase() : codeByName.get(letters);
  return code !== undefined && names[code] ? code : undefined;
}

/** The country in which a state or province code lies. */
export function countryOfRegion(code: string): 'US' | 'CA' {
  return provinces.has(code) ? 'CA' : 'US';
}

const zoneByRegion = readZones();

/**
 * The zone of an address in this state, when all of the state keeps the same one. Texas, Florida, Indiana and a dozen
 * others are crossed by a line, so there the area code says more.
 */
export function zoneOfRegion(code: string): string | undefined {
  return zoneByRegion.get(code);
}

function readZones(): Map<string, string> {
  const table = readFileSync(new URL('../../data/nanp-area-codes.tsv', import.meta.url), 'utf8');
  const seen = new Map<string, Set<string>>();
  for (const line of table.trimEnd().split('\n').slice(1)) {
    const [, country = '', region = '', zones = ''] = line.split('\t');
    const isCountryOfItsOwn = country !== 'US' && country !== 'CA';
    const code = isCountryOfItsOwn && names[country] ? country : region;
    if (!names[code] || countryOfRegion(code) === 'US' ? country === 'CA' : country !== 'CA') continue;
    const known = seen.get(code) ?? new Set();
    for (const zone of zones.split('|')) known.add(zone);
    seen.set(code, known);
  }
  return new Map(
    [...seen].filter(([, zones]) => zones.size === 1).map(([code, zones]) => [code, [...zones][0] ?? '']),
  );
}

const languages = ['en', 'es', 'fr', 'de'] as const;
const special: Readonly<Record<string, string>> = {
  usa: 'US',
  unitedstatesofamerica: 'US',
  america: 'US',
  uk: 'GB',
  greatbritain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  eeuu: 'US',
  uae: 'AE',
};
// Most lists have no column for it, and the names of all countries in four languages take 9 MB and 40 ms.
let countries: Map<string, string> | undefined;

/** `MX` for “MX”, “Mexico”, “México”, “Mexique” and “Mexiko”; undefined for what is no country. */
export function countryCode(text: string): string | undefined {
  const letters = plain(text);
  countries ??= readCountries();
  return special[letters] ?? countries.get(letters);
}

function readCountries(): Map<string, string> {
  const found = new Map<string, string>();
  const displays = languages.map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  );
  for (let a = 65; a <= 90; a += 1) {
    for (let b = 65; b <= 90; b += 1) {
      const code = String.fromCharCode(a, b);
      // Countries that are no more (DD) still have names; only those with telephones count.
      if (!isCountryCode(code)) continue;
      const spellings = displays.map((display) => display.of(code)).filter((name) => name !== undefined);
      found.set(code.toLowerCase(), code);
      for (const name of spellings) if (!found.has(plain(name))) found.set(plain(name), code);
    }
  }
  return found;
}

const zones = new Map<string, string | undefined>();

/** The zone by its IANA name, however it is cased; undefined for abbreviations and offsets, which know no summer time. */
export function zoneName(text: string): string | undefined {
  const known = zones.get(text);
  if (known !== undefined || zones.has(text)) return known;
  const found = findZone(text);
  if (zones.size < 5_000) zones.set(text, found);
  return found;
}

function findZone(text: string): string | undefined {
  if (!/^[A-Za-z_]+\/[A-Za-z_/+-]+$/.test(text) || text.startsWith('Etc/')) return undefined;
  try {
    // Intl answers with its own preferred name, which may be an older one; the file's spelling is kept if it is exact.
    const answer = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    return answer.toLowerCase() === text.toLowerCase() ? answer : text;
  } catch {
    return undefined;
  }
}
