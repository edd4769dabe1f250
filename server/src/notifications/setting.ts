import { instantOfWall, wallOf } from '../campaigns/index.ts';
import { type KindName, kindOf, type OutsideWay, type WayToTell, ways } from './kinds.ts';

export const digests = ['none', 'hour', 'day'] as const;

/** What one person wants to be told of, how, and when not. */
export type NotificationSetting = {
  /** Kinds that the person has chosen about; all others are as they come. */
  readonly choices: Partial<Record<KindName, readonly WayToTell[]>>;
  /** Minutes of the day between which nothing is told outside of the console; equal ones are the whole day. */
  readonly quiet: { readonly from: number; readonly until: number } | null;
  /** The person's clock; null for the workspace's. */
  readonly timeZone: string | null;
  /** Whether what is urgent is told in quiet times as well. */
  readonly urgentAnyway: boolean;
  /** Letters at once, gathered by the hour, or once a day. */
  readonly digest: (typeof digests)[number];
  readonly digestHour: number;
  readonly webhookUrl: string | null;
  readonly sealedSecret: Buffer | null;
  readonly number: string | null;
};

export const usualSetting: NotificationSetting = {
  choices: {},
  quiet: null,
  timeZone: null,
  urgentAnyway: true,
  digest: 'none',
  digestHour: 8,
  webhookUrl: null,
  sealedSecret: null,
  number: null,
};

/** By which ways a person is told of a kind: what they chose, as far as there is an address for it. */
export function waysFor(setting: NotificationSetting, kind: KindName): WayToTell[] {
  const chosen = setting.choices[kind] ?? kindOf(kind).usual;
  return ways.filter(
    (way) =>
      chosen.includes(way) &&
      (way !== 'webhook' || setting.webhookUrl !== null) &&
      (way !== 'sms' || setting.number !== null),
  );
}

/**
 * When a letter of this kind may leave. A digest gathers mail alone: whoever asked for a text or a call wants it when it is
 * news. Quiet times hold everything that leaves the console, but for what is urgent where the person wants that told.
 */
export function tellAt(
  setting: NotificationSetting,
  { kind, way, zone, now }: { kind: KindName; way: OutsideWay; zone: string; now: Date },
): Date {
  const clock = setting.timeZone ?? zone;
  const isUrgent = kindOf(kind).isUrgent === true;
  const gathered = way === 'email' && !isUrgent ? nextDigest(setting, clock, now) : now;
  return isUrgent && setting.urgentAnyway ? gathered : afterQuiet(setting.quiet, clock, gathered);
}

function nextDigest({ digest, digestHour }: NotificationSetting, zone: string, now: Date): Date {
  if (digest === 'none') return now;
  if (digest === 'hour') return new Date(Math.ceil(now.getTime() / hourMs) * hourMs);
  return nextTime(zone, now, digestHour * 60);
}

const hourMs = 3_600_000;

function afterQuiet(quiet: NotificationSetting['quiet'], zone: string, at: Date): Date {
  if (quiet === null) return at;
  const { minute } = wallOf(zone, at);
  const { from, until } = quiet;
  const isQuiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  return isQuiet ? nextTime(zone, at, until) : at;
}

/** The next time a clock of the zone shows this minute of a day; where it shows it now, that is tomorrow's. */
function nextTime(zone: string, now: Date, minute: number): Date {
  const { day } = wallOf(zone, now);
  const today = instantOfWall(zone, { day, minute }).at;
  return today > now ? today : instantOfWall(zone, { day: day + 1, minute }).at;
}

/** `22:00` as minutes of the day; null where it is no time. */
export function readTime(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

export const writeTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
