import type { ProgressCounts } from '../../ui/progress-parts.ts';

type Counted = { figures: { delivered: number; unconfirmed: number } };

/** Whether figures by groups are older than the progress beside them: they know of other deliveries than it does. */
export function isBehind(groups: readonly Counted[], progress: ProgressCounts): boolean {
  const sum = (of: keyof Counted['figures']) => groups.reduce((all, { figures }) => all + figures[of], 0);
  return sum('delivered') !== progress.delivered || sum('unconfirmed') !== progress.accepted + progress.sent;
}
