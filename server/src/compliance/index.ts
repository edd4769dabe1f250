export { candidateZones } from './candidate-zones.ts';
export {
  openFromHour,
  openUntilHour,
  type QuietVerdict,
  quietHoursVerdict,
} from './quiet-hours.ts';
export { instantOfHour, isZone, wallTimeAt } from './zone-time.ts';
