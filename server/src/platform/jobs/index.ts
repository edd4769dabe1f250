export { drainJobs } from './drain-jobs.ts';
export { announce, countLateJobs, enqueue, type LateJobs } from './jobs.queries.ts';
export { migrateJobs } from './migrate-jobs.ts';
export { type JobRunner, runJobs } from './run-jobs.ts';
export { type Announcement, eventTask, type Schedule, type Task, type Tasks } from './task.ts';
