import { areaCodes, areaOfCode } from './area-codes.ts';

/** The states, districts, territories and provinces of the countries whose area codes we know zones for. */
export const regionNames: Readonly<Record<string, string>> = {
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
const territories = new Set(['PR', 'GU', 'VI', 'AS', 'MP']);

/** The country in which a state or province code lies. */
export const countryOfRegion = (code: string): 'US' | 'CA' => (provinces.has(code) ? 'CA' : 'US');

/** Whether US federal law is the law there: the territories have country codes of their own. */
export const isUnderUsLaw = (country: string): boolean => country === 'US' || territories.has(country);

/** The fifty states and the District of Columbia. */
export const usStates: readonly string[] = Object.keys(regionNames).filter(
  (code) => !provinces.has(code) && !territories.has(code),
);

const zonesByRegion = readZones();

/** Every zone that people of a state or province keep, the one of most area codes first; none for what is no region. */
export const zonesOfRegion = (code: string): readonly string[] => zonesByRegion.get(code) ?? [];

function readZones(): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, Set<string>>();
  for (const areaCode of areaCodes) {
    const area = areaOfCode(areaCode);
    for (const region of area?.region.split('|') ?? []) {
      if (regionNames[region] === undefined || countryOfRegion(region) !== area?.country) continue;
      const known = seen.get(region) ?? new Set();
      for (const zone of area.zones) known.add(zone);
      seen.set(region, known);
    }
  }
  return new Map([...seen].map(([region, zones]) => [region, [...zones]]));
}
