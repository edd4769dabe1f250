import { type OwnRules, type Profile, showMinute, type Week, type Window } from '@tidings/policy/hours';
import type { PermissionStandard } from '@tidings/policy/permission';
import { countryOfRegion, regionNames } from '@tidings/policy/places';
import { isCountryCode } from '@tidings/sms/numbers';
import type { EmergencyReach } from './rulings/emergency-reach.ts';

/** A rule of a workspace as it stands on record. */
export type OwnRule = {
  readonly id: number;
  readonly kind: 'hours' | 'day' | 'closure';
  readonly jurisdiction: string;
  readonly reason: string;
  readonly week: WrittenWeek | null;
  /** `2026-12-26`. */
  readonly onDate: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly sparesTransactional: boolean;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
};

export type WrittenWindow = readonly [from: string, to: string] | null;
/** As the API and the database have a week: a day that is left out stays as the law has it, null means none. */
export type WrittenWeek = {
  readonly mon_fri?: WrittenWindow;
  readonly sat?: WrittenWindow;
  readonly sun?: WrittenWindow;
};

export type PolicySetting = {
  readonly profile: Profile;
  readonly urgentPurposes: readonly string[];
  /** How much is taken of what the law accepts as consent. */
  readonly permissionStandard: PermissionStandard;
  /** Whom emergencies reach. */
  readonly emergencyReach: EmergencyReach;
  /** 0 while nobody has changed anything. */
  readonly version: number;
};

/** Orders and the staff's own texts have always gone at any hour; a workspace that wants them by day says so. */
export const usualSetting: PolicySetting = {
  profile: 'strict',
  urgentPurposes: ['transactional', 'internal'],
  permissionStandard: 'relationship',
  emergencyReach: 'joined',
  version: 0,
};

/** What a workspace adds, as the policy takes it. Rules that were ended are left out. */
export function ownRulesOf(
  setting: PolicySetting,
  rules: readonly OwnRule[],
  packRows: OwnRules['packRows'] = [],
): OwnRules {
  const standing = rules.filter((rule) => rule.endedAt === null);
  return {
    packRows,
    profile: setting.profile,
    urgentPurposes: setting.urgentPurposes,
    hours: standing.flatMap(({ id, jurisdiction, reason, week }) =>
      week ? [{ id: String(id), jurisdiction, reason, week: readWeek(week) }] : [],
    ),
    proclaimedDays: standing.flatMap(({ id, jurisdiction, reason, onDate }) =>
      onDate ? [{ id: String(id), jurisdiction, date: onDate, name: reason }] : [],
    ),
    closures: standing.flatMap(({ id, jurisdiction, reason, startsAt, endsAt, sparesTransactional }) =>
      startsAt
        ? [{ id: String(id), jurisdiction, reason, from: startsAt, to: endsAt, sparesTransactional }]
        : [],
    ),
  };
}

export function readWeek(week: WrittenWeek): Partial<Week> {
  return {
    ...(week.mon_fri === undefined ? {} : { monFri: readWindow(week.mon_fri) }),
    ...(week.sat === undefined ? {} : { sat: readWindow(week.sat) }),
    ...(week.sun === undefined ? {} : { sun: readWindow(week.sun) }),
  };
}

const readWindow = (window: WrittenWindow): Window | null =>
  window && { from: readMinute(window[0]), to: readMinute(window[1]) };

const readMinute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export const writeWindow = (window: Window | null): WrittenWindow =>
  window && [showMinute(window.from), showMinute(window.to)];

/** `US-FL`, `CA-ON`, `GB` or `*`: a place that exists. */
export function isJurisdiction(text: string): boolean {
  if (text === '*') return true;
  const [country = '', region] = text.split('-', 2);
  if (region === undefined) return isCountryCode(country);
  return regionNames[region] !== undefined && countryOfRegion(region) === country;
}
