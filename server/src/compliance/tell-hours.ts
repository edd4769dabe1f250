import { showWall } from '@tidings/policy/hours';
import type { PermissionFact } from './hours-answer.ts';

/** What let a text go, as it is kept with it (`hours_answer`); instants as JSON writes them. */
export type TextHours = {
  readonly profile: string;
  readonly packs: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly zones: readonly string[];
  readonly rules: readonly string[];
  readonly basis: string;
  readonly closesAt: string | null;
  /** Which rule found the consent on file enough; null for texts of before it was asked. */
  readonly permission: PermissionFact | null;
};

/** `America/New_York` as people say it. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

const shownPlaces = 4;

/** What the hour was where the person may be, which rules were asked, and until when they were open. */
export function tellHours(hours: TextHours, at: Date): string {
  const ms = at.getTime();
  const clocks = hours.zones.map((zone) => `${showWall(zone, ms).slice(0, -3)} in ${cityOf(zone)}`);
  const [zone] = hours.zones;
  const until =
    hours.closesAt === null || zone === undefined
      ? ''
      : ` They were open until ${showWall(zone, Date.parse(hours.closesAt)).slice(0, -3)} in ${cityOf(zone)}.`;
  const where = `${hours.basis} The person may be in ${shorten(hours.jurisdictions)}, where it was ${shorten(clocks)}.`;
  return `The hour was right. ${where} Asked by the ${hours.profile} rules (${hours.packs.join(', ')}): ${shorten(hours.rules)}.${until}`;
}

function shorten(words: readonly string[]): string {
  const shown = words.slice(0, shownPlaces).join(', ');
  return words.length > shownPlaces ? `${shown} and ${words.length - shownPlaces} more` : shown;
}

/** Which rule found the consent on file enough, in its own words. */
export const tellPermission = ({ rule, version, sentence }: PermissionFact): string =>
  `${sentence} By ${rule} (${version}).`;
