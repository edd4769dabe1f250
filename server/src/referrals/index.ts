export { eraseReferrals, listReferralsOf } from './referral.queries.ts';
export { referralJobs } from './referrals.jobs.ts';
export { referralRoutes } from './referrals.routes.ts';
export { hearReferral } from './take-referral.ts';
