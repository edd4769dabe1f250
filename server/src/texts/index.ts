export { eraseFromOperations } from './erase-from-operations.queries.ts';
export { operationRoutes } from './operations.routes.ts';
export { resumeOperations, textJobs } from './texts.jobs.ts';
export { textRoutes } from './texts.routes.ts';
