import type { MediaOf } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { endPilots } from './schedule/end-pilots.ts';
import { startDue } from './schedule/start-due.ts';
import { tendSeries } from './series/tend-series.ts';

export const planningJobs = (mediaOf: MediaOf) => ({
  /** Starts the campaigns whose hour has come. */
  'planning.start_due': (ctx: Context): Promise<void> => startDue(ctx),
  /** Gives up the others of pilots that nobody has let go. */
  'planning.end_pilots': (ctx: Context): Promise<void> => endPilots(ctx),
  /** Makes the next times of what comes again. */
  'planning.tend_series': (ctx: Context): Promise<void> => tendSeries(ctx, mediaOf),
});
