import type { MediaOf } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { watchCampaigns } from './guard/watch-campaigns.ts';
import { tendExperiments } from './tend-experiments.ts';

export const experimentJobs = (mediaOf: MediaOf) => ({
  /** Stops arms that drive people away, decides what is due, sends winners on. */
  'experiments.tend': (ctx: Context): Promise<void> => tendExperiments(ctx, mediaOf),
  /** Pauses campaigns that go wrong. */
  'experiments.guard': (ctx: Context): Promise<void> => watchCampaigns(ctx),
});
