export { bulkJobs, resumeChanges } from './bulk.jobs.ts';
export { bulkRoutes } from './bulk.routes.ts';
