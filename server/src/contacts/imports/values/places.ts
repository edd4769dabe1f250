import { countryOfRegion, regionNames, zonesOfRegion } from '@tidings/policy/places';
import { isCountryCode } from '@tidings/sms/numbers';

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const codeByName = new Map(Object.entries(regionNames).map(([code, name]) => [plain(name), code]));

/** `NC` for “NC”, “n.c.” and “North Carolina”; undefined for what is no state or province. */
export function regionCode(text: string): string | undefined {
  if (text.length === 2 && regionNames[text]) return text;
  const letters = plain(text);
  const code = letters.length === 2 ? letters.toUpperCase() : codeByName.get(letters);
  return code !== undefined && regionNames[code] ? code : undefined;
}

/**
 * The zone of an address in this state, when all of the state keeps the same one. Texas, Florida, Indiana and a dozen
 * others are crossed by a line, so there the area code says more.
 */
export function zoneOfRegion(code: string): string | undefined {
  const [zone, ...others] = zonesOfRegion(code);
  return others.length === 0 ? zone : undefined;
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

export { countryOfRegion };
