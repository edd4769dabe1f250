export { experimentJobs } from './experiments.jobs.ts';
export { experimentRoutes } from './experiments.routes.ts';
