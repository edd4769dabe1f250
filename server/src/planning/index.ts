export { planningJobs } from './planning.jobs.ts';
export { planningRoutes } from './planning.routes.ts';
export { startDue } from './schedule/start-due.ts';
