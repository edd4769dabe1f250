export {
  candidateZones,
  openFromHour,
  openUntilHour,
  type QuietVerdict,
  quietHoursVerdict,
  type Whereabouts,
} from './quiet-hours.ts';
export { instantOfHour, isZone, wallTimeAt } from './zone-time.ts';
