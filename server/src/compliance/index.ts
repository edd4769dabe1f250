export { endRule, makeOwnRule, type RuleWish, setPolicy } from './change-policy.ts';
export { complianceJobs } from './compliance.jobs.ts';
export { complianceRoutes } from './compliance.routes.ts';
export {
  deleteTallyOf,
  findFrequency,
  findTallies,
  lockTallies,
  type NewTally,
  noteTallies,
  saveFrequencyPolicy,
} from './frequency.queries.ts';
export { frequencyRoutes } from './frequency.routes.ts';
export {
  capsOf,
  type Frequency,
  type FrequencyPolicy,
  isUnderUsDayCap,
  noPolicy,
  relationshipOf,
  wishedCap,
} from './frequency.ts';
export { holdReason } from './hold-reason.ts';
export { findHoursAnswer, noteHoursAnswers } from './hours-answer.queries.ts';
export { type HoursAnswer, hoursAnswerOf, type PermissionFact } from './hours-answer.ts';
export { lintRoutes } from './lint.routes.ts';
export { lintForProgram, type ProgramText } from './lint-for-program.ts';
export { approvePack, type PackApproval, revokePack } from './packs/approve-pack.ts';
export { importPack, type PackWish } from './packs/import-pack.ts';
export { countPapersToMend } from './papers/drift.queries.ts';
export { paperRoutes } from './papers/papers.routes.ts';
export { getPolicySetting, loadOwnRules } from './policy.queries.ts';
export { policyRoutes } from './policy.routes.ts';
export { type EmergencyReach, emergencyExemption, emergencyReaches } from './rulings/emergency-reach.ts';
export {
  accountBehind,
  askForReleaseWithin,
  endRulingWithin,
  refuseTags,
  releaseEmergencyWithin,
} from './rulings/rule-on-words.ts';
export { loadRulings } from './rulings/ruling.queries.ts';
export { isReleased, noRulings, type Rulings } from './rulings/ruling.ts';
export { rulingRoutes } from './rulings/rulings.routes.ts';
export { isMarketing, permissionOf, refusalOf, type StandingAsked } from './standing-verdict.ts';
export { idNumber, purposeNumber, subjectNumber, writeMarks } from './tally.ts';
export { cityOf, type TextHours, tellHours, tellPermission } from './tell-hours.ts';
export { findToldContacts, toldForDays, wasToldSql } from './told-how-to-leave.queries.ts';
export { countVelocity, deleteVelocityOf, findVelocityLimits, noteVelocity } from './velocity.queries.ts';
export {
  prefixOf,
  refuseOverVelocity,
  type VelocityCounts,
  type VelocityLimits,
  type VelocityText,
} from './velocity.ts';
export { whereaboutsOf } from './whereabouts.ts';
