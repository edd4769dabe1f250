export { actorNameSql, findAccount, findAccountOfActor, findActorName } from './account.queries.ts';
export { accountJobs } from './accounts.jobs.ts';
export { type AccountOptions, accountRoutes } from './accounts.routes.ts';
export { apiKeyRoutes } from './api-keys.routes.ts';
export { auditRoutes } from './audit/audit.routes.ts';
export { type CheckpointBody, toCheckpointBody } from './audit/checkpoint.ts';
export { listAuditOfObject } from './audit/entry.queries.ts';
export { growTree } from './audit/grow-tree.ts';
export { keepAudit } from './audit/keep-audit.ts';
export { type AuditProof, proveEntries } from './audit/prove-entries.ts';
export type { CheckpointPlaces } from './audit/publish-checkpoints.ts';
export { type AuditFact, eraseFromAudit, type FoundEntry, recordAudit } from './audit.queries.ts';
export { countryRoutes } from './countries.routes.ts';
export { letIn } from './factors/forget-factors.ts';
export { sealedAuthenticatorSeeds } from './factors/sealed-seeds.ts';
export { forgetInAnswers } from './forget-in-answers.queries.ts';
export { requireFreshSignIn } from './fresh-sign-in.ts';
export { type Claim, findClaims, type KeptRequest, keepAnswersTo } from './idempotency.queries.ts';
export { answerRepeat, keepAnswersToPosts, readKeptRequest } from './idempotency.routes.ts';
export { type KnownKeys, openKnownKeys } from './known-keys.ts';
export { linkTo } from './links.ts';
export { reachSettings } from './members/reach.ts';
export { findAccountBehind, listStaff, type StaffMember } from './members/staff.queries.ts';
export type { Post } from './passwords/reset-password.ts';
export { requestLogRoutes } from './request-log/request-log.routes.ts';
export {
  answerHeadsAtOnce,
  authorizeRequests,
  decorateWithScope,
  endStreamsWithoutRight,
  keepRequestsWithinReach,
  openAsk,
} from './request-scope.routes.ts';
export { isForKeys, type Role, roleMay, roles } from './roles.ts';
export {
  accountOf,
  isPermission,
  type Permission,
  permissions,
  type Reach,
  requireAccount,
  requirePermission,
  type Scope,
  systemScope,
} from './scope.ts';
export { listSendingSwitches, type SwitchState, shareSending, switchChannel } from './sending.queries.ts';
export { sendingRoutes } from './sending.routes.ts';
export { type Sending, stricterOf } from './sending.ts';
export { setCountries } from './set-countries.ts';
export type { Check } from './setup.routes.ts';
export { type Furnish, offerSetup } from './setup.ts';
export {
  type DefaultRole,
  defaultRoles,
  isOnThisMachine,
  openSingleSignOn,
  type SingleSignOn,
} from './single-sign-on/single-sign-on.ts';
export {
  getSwitches,
  type NamedSwitch,
  type Switches,
  switchInstallationSending,
  switchWorkspaceSending,
} from './switch-sending.ts';
export { forgetInViews } from './views/view.queries.ts';
export { getWorkspace, listWorkspaceIds, type Workspace } from './workspace.queries.ts';
