const known = new Map<string, readonly string[]>();

/** The zones of a country as Unicode's CLDR lists them; those that keep the same time all year are named once. */
export function zonesOfCountry(country: string): readonly string[] {
  const found = known.get(country);
  if (found) return found;
  const zones = /^[A-Z]{2}$/.test(country) ? distinctZones(localeOf(country).getTimeZones?.() ?? []) : [];
  known.set(country, zones);
  return zones;
}

// TypeScript's own description of Intl does not know this method of ECMA-402 yet, and neither do some browsers.
type LocaleWithZones = Intl.Locale & { getTimeZones?(): string[] | undefined };

function localeOf(country: string): LocaleWithZones {
  return new Intl.Locale(`und-${country}`) as LocaleWithZones;
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
