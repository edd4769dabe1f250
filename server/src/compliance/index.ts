export { candidateZones } from './candidate-zones.ts';
export { complianceJobs } from './compliance.jobs.ts';
export { complianceRoutes } from './compliance.routes.ts';
export {
  deleteTallyOf,
  findFrequency,
  lockTallies,
  type NewTally,
  noteTallies,
  saveFrequencyPolicy,
} from './frequency.queries.ts';
export { frequencyRoutes } from './frequency.routes.ts';
export { capsOf, type Frequency, type FrequencyPolicy, noPolicy, wishedCap } from './frequency.ts';
export { lintRoutes } from './lint.routes.ts';
export { lintForProgram, type ProgramText } from './lint-for-program.ts';
export {
  openFromHour,
  openUntilHour,
  type QuietVerdict,
  quietHoursVerdict,
} from './quiet-hours.ts';
export { idNumber, purposeNumber, subjectNumber, writeMarks } from './tally.ts';
export { findToldContacts, toldForDays, wasToldSql } from './told-how-to-leave.queries.ts';
export { countVelocity, deleteVelocityOf, findVelocityLimits, noteVelocity } from './velocity.queries.ts';
export { prefixOf, refuseOverVelocity, type VelocityText } from './velocity.ts';
export { instantOfHour, isZone, wallTimeAt } from './zone-time.ts';
