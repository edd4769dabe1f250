export { type Calendar, dayOf, type HolidayRule, holidayOn, holidaysOf } from './calendar.ts';
export {
  type ChangedPeople,
  changedPeople,
  type OpenSpans,
  type RuleChange,
  ruleChanges,
} from './changes.ts';
export { showInstant, showWall } from './explain.ts';
export { type Hours, type HoursAnswer, openHours, type Standing, type TimedText } from './hours.ts';
export { type HoursLine, hoursTable, type PeopleOfAPlace } from './hours-table.ts';
export { type Case, type HoursVerdict, isOpenEnded } from './judge.ts';
export {
  type Closure,
  looserThanLaw,
  noOwnRules,
  type OwnHours,
  type OwnRules,
  type ProclaimedDay,
  type Profile,
  profiles,
  refuseLooser,
  ruledJurisdictions,
} from './own-rules.ts';
export { diffPack, type Effect, keyOf, type RowDiff, rowsWithin } from './pack-diff.ts';
export { calendars } from './packs/holidays.ts';
export { vectorsOfRow } from './packs/hours-vectors.ts';
export { allRows, packVersions } from './packs/index.ts';
export { hoursOfPurpose, policyPurposes, purposesThatMayBeUrgent } from './purposes.ts';
export {
  type Confidence,
  type HoursRow,
  type HoursVector,
  showMinute,
  showWindow,
  type Week,
  type Window,
} from './row.ts';
export { faultOfOne, faultOfVectors } from './row-vectors.ts';
export { faultOfZoneData } from './tz-check.ts';
export {
  dayOfDate,
  faultOfRow,
  readRow,
  type WrittenHours,
  type WrittenRow,
  writeRow,
} from './written-row.ts';
export { dayAt, instantOf, isZone, wallMsAt } from './zone-time.ts';
