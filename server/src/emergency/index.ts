export { emergencyJobs } from './emergency.jobs.ts';
export { emergencyRoutes } from './emergency.routes.ts';
export { eraseFromEmergencies, listEmergenciesOf } from './roster.queries.ts';
export { takeSafetyAnswer } from './take-answer.ts';
