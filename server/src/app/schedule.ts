import type { Schedule } from '../platform/jobs/index.ts';

/** What is done by the clock on the wall, in UTC. */
export const schedule: Schedule = [
  { task: 'accounts.sweep', cron: '17 * * * *' },
  // Daily, so that a service that was off at the turn of the month is at most a day late.
  { task: 'messages.make_partitions', cron: '23 3 * * *' },
];
