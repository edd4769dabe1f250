export { contestJobs } from './contests.jobs.ts';
export { contestRoutes } from './contests.routes.ts';
export { contestPages } from './contests-pages.routes.ts';
export { enterByKeyword, takeAge } from './enter-contest.ts';
export { eraseEntries, listEntriesOf } from './entry.queries.ts';
export { sealedContestSeeds } from './sealed-seeds.ts';
