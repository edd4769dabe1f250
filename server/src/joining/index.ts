export { type Confirmation, type Confirmed, confirmJoin } from './confirm-join.ts';
export { eraseJoinRequests } from './erase-join-requests.queries.ts';
export { formRoutes } from './forms.routes.ts';
export { type JoinMethod, type JoinRefusal, type JoinResult, type JoinWish, joinMethods } from './join.ts';
export { type JoinContext, join } from './join-program.ts';
export { type JoinRule, usualRule } from './join-rule.ts';
export { type Joinable, loadJoinable } from './joinable.ts';
export { joiningJobs } from './joining.jobs.ts';
export { joiningRoutes } from './joining.routes.ts';
export { joiningPages } from './pages.routes.ts';
export {
  closeProgram,
  publishProgram,
  setJoinRule,
  writeStandingPolicies,
  writeWords,
} from './publish-program.ts';
export { tendRequests } from './tend-requests.ts';
