export { planningJobs } from './planning.jobs.ts';
export { planningRoutes } from './planning.routes.ts';
export { findSchedule } from './schedule/schedule.queries.ts';
export { armCampaign } from './schedule/schedule-campaign.ts';
export { startDue } from './schedule/start-due.ts';
