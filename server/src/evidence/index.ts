export { evidenceJobs } from './evidence.jobs.ts';
export { proofPackRoutes } from './proof-packs.routes.ts';
export { selfCheckRoutes } from './self-check/self-checks.routes.ts';
