export { findBrief } from './brief/brief.queries.ts';
export type { KeptBrief } from './brief/brief.ts';
export { planningJobs } from './planning.jobs.ts';
export { planningRoutes } from './planning.routes.ts';
export { PlansFields, readPlans } from './read-plans.ts';
export { armCampaign } from './schedule/arm-campaign.ts';
export { findArmedPlan } from './schedule/armed-plan.ts';
export { findSchedule } from './schedule/schedule.queries.ts';
export { startDue } from './schedule/start-due.ts';
