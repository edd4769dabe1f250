export {
  type DoNotCallAsked,
  type DoNotCallKind,
  type DoNotCallVerdict,
  doNotCallKinds,
  doNotCallVerdict,
  doNotCallVersion,
  registersLastDays,
} from './do-not-call.ts';
export { drillPurposes } from './drill.ts';
export { emergencyVerdict, isEmergencyRule } from './emergency.ts';
export {
  afterReturn,
  type ConsentLevelName,
  consentLevels,
  isConsentLevel,
  levelWords,
  outranks,
} from './levels.ts';
export {
  openPermission,
  type Permission,
  type PermissionAsked,
  type PermissionVerdict,
  traceOf,
} from './permission.ts';
export {
  acceptedBy,
  type PermissionRow,
  type PermissionStandard,
  type PermissionVector,
  permissionStandards,
} from './row.ts';
export { permissionRows, permissionVersion, unitedStates } from './rows.ts';
