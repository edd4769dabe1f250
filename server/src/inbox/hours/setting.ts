import type { BusinessHours, WeekHours } from './business-hours.ts';

export const waysToAssign = ['by_hand', 'round_robin', 'least_busy'] as const;
export type WayToAssign = (typeof waysToAssign)[number];

/** How the inbox of a workspace works. What nobody has said is off. */
export type InboxSetting = {
  /** Null: somebody is there at every hour. */
  readonly hours: WeekHours | null;
  readonly closedDays: readonly string[];
  /** What is answered outside of the hours, once a day at the most; null for nothing. */
  readonly awayBody: string | null;
  /** Within how many minutes of their hours people are to be answered; null where nothing is promised. */
  readonly answerWithinMinutes: number | null;
  readonly assigns: WayToAssign;
  /** A conversation that waits for the person is closed after so many days; null for never. */
  readonly closesAfterDays: number | null;
  /** What asks for a rating from 1 to 5; null for the usual words. */
  readonly ratingBody: string | null;
};

export const usualSetting: InboxSetting = {
  ...{ hours: null, closedDays: [], awayBody: null, answerWithinMinutes: null },
  ...{ assigns: 'by_hand', closesAfterDays: null, ratingBody: null },
};

export const hoursOf = (setting: InboxSetting, timeZone: string): BusinessHours | null =>
  setting.hours === null ? null : { week: setting.hours, closedDays: setting.closedDays, timeZone };
