export { experimentJobs } from './experiments.jobs.ts';
export { experimentRoutes } from './experiments.routes.ts';
export { guardRoutes } from './guard/guard.routes.ts';
export { plansRoutes } from './plans.routes.ts';
