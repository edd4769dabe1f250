import { accountJobs } from '../accounts/index.ts';
import { importJobs } from '../contacts/index.ts';
import { eventTask, type Tasks } from '../platform/jobs/index.ts';
import { reactions, tellListeners } from './reactions.ts';
import { findHistory, makeMessagePartitions } from './upkeep.queries.ts';

/** Every kind of job, under the name by which it is put down. */
export const jobs: Tasks = {
  [eventTask]: tellListeners(reactions),
  ...accountJobs,
  ...importJobs(findHistory),
  'messages.make_partitions': (ctx) => ctx.db.system(makeMessagePartitions),
};
