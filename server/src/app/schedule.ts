import type { Schedule } from '../platform/jobs/index.ts';

/** What is done by the clock on the wall, in UTC. */
export const schedule: Schedule = [{ task: 'accounts.sweep', cron: '17 * * * *' }];
