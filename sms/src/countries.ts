import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { sharedCodes } from './numbers/shared-codes.ts';
import { isCountryCode, parseNumber } from './numbers.ts';

export type { CountryCode };
export { isCountryCode };

/**
 * Which country a number belongs to, by its first digits alone: some 0.1 µs, for code that asks about every text of a
 * campaign. Whether anybody can have the number is for `parseNumber` to say.
 *
 * @param e164 `+` and digits
 * @returns the country, or null for numbers that belong to none (satellites, codes that are not given out). Of +1 what no
 *   single country has, toll-free numbers among them, counts with the US.
 */
export function countryOfNumber(e164: string): CountryCode | null {
  if (e164.startsWith('+1'))
    return countryOfArea(digitAt(e164, 2) * 100 + digitAt(e164, 3) * 10 + digitAt(e164, 4));
  if (!e164.startsWith('+')) return null;
  for (let length = 2; length <= 4; length += 1) {
    const owners = ownersByCode.get(e164.slice(1, length));
    if (owners) return ownerAmong(owners, e164.slice(length));
  }
  return null;
}

/** How the numbers of some countries begin, and which of those beginnings are another country's after all. */
export interface NumberRanges {
  /** `+49`, `+1212`: each number of the countries begins with one of these. */
  readonly prefixes: readonly string[];
  /** Longer beginnings that are not theirs, though they share a calling code: `+441534` where only GB is meant. */
  readonly exceptions: readonly string[];
}

/** The same knowledge turned round, for a database that has to look at a million numbers by itself. */
export function rangesOfCountries(countries: readonly CountryCode[]): NumberRanges {
  const wanted = new Set<string>(countries);
  const prefixes: string[] = [];
  const exceptions: string[] = [];
  for (let area = 200; area <= 999; area += 1) {
    const country = countryOfArea(area);
    if (country && wanted.has(country)) prefixes.push(`+1${area}`);
  }
  for (const [code, { main, others }] of ownersByCode) {
    if (wanted.has(main)) prefixes.push(`+${code}`);
    for (const [country, beginnings] of others) {
      if (wanted.has(country) === wanted.has(main)) continue;
      const list = wanted.has(country) ? prefixes : exceptions;
      list.push(...beginnings.map((beginning) => `+${code}${beginning}`));
    }
  }
  return { prefixes, exceptions };
}

type Owners = {
  readonly main: CountryCode;
  readonly others: readonly (readonly [string, readonly string[]])[];
};

const ownersByCode: ReadonlyMap<string, Owners> = new Map(
  getCountries().flatMap((country): [string, Owners][] => {
    const code = getCountryCallingCode(country);
    if (code === '1') return [];
    const shared = sharedCodes[code];
    return [
      [
        code,
        shared ? { main: shared.main, others: Object.entries(shared.others) } : { main: country, others: [] },
      ],
    ];
  }),
);

function ownerAmong({ main, others }: Owners, national: string): CountryCode {
  for (const [country, beginnings] of others)
    if (beginnings.some((beginning) => national.startsWith(beginning))) return country as CountryCode;
  return main;
}

// Area codes are asked for once each and remembered: 0 means not asked yet.
const countryByArea: (CountryCode | 0)[] = new Array<0>(1000).fill(0);

/** Not a number where no digit stands. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

function countryOfArea(area: number): CountryCode | null {
  // None begins with 0 or 1.
  if (!(area >= 200)) return null;
  const known = countryByArea[area];
  if (known !== 0 && known !== undefined) return known;
  // 555-0100 is kept for stories in every area, so it tells the country of the area and nothing else.
  const parsed = parseNumber(`+1${area}5550100`);
  // Toll-free numbers and areas that are newer than our data belong to no country; they count with the largest, as the
  // numbers of other shared codes do.
  const country = (parsed.ok ? parsed.country : null) ?? 'US';
  countryByArea[area] = country;
  return country;
}
