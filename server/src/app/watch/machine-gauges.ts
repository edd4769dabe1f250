import type { Context } from '../../platform/context.ts';
import { findDatabaseTimeMs } from '../checks.queries.ts';
import { freeBytesOf } from '../checks.ts';

const free = {
  name: 'tidings_disk_free_bytes',
  help: 'Free for data in the folder of this process: uploads, and the database where it is our own.',
};
const skew = {
  name: 'tidings_clock_skew_seconds',
  help: 'How far the clock of this machine is ahead of the database’s.',
};

/** What may be wrong with one machine and not with another. */
export function openMachineGauges(ctx: Context, folder: string, nowMs: () => number = Date.now): void {
  ctx.meter.gauges([free], () => [{ name: free.name, value: freeBytesOf(folder) }]);
  ctx.meter.gauges([skew], async () => {
    const before = nowMs();
    const databaseMs = await ctx.db.system(findDatabaseTimeMs);
    return [{ name: skew.name, value: ((before + nowMs()) / 2 - databaseMs) / 1_000 }];
  });
}
