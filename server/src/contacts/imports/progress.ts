import type { Context } from '../../platform/context.ts';
import { saveProgress } from './import.queries.ts';

export type Progress = {
  report(rowsDone: number, bytesDone: number): void;
  /** Waits for the last report on its way. */
  settle(): Promise<void>;
};

/** For work whose progress is counted otherwise. */
export const noProgress: Progress = { report: () => {}, settle: async () => {} };

const atMostEveryMs = 500;

/**
 * Lets people watch. Reports go through a connection of their own, because the reading transaction shows nothing until it
 * ends, and one at a time; a report that fails is only a missing tick.
 */
export function watchProgress(ctx: Context, workspaceId: string, importId: string): Progress {
  let lastMs = ctx.clock.monotonicMs();
  let onItsWay: Promise<void> | null = null;
  return {
    report(rowsDone, bytesDone) {
      const nowMs = ctx.clock.monotonicMs();
      if (onItsWay || nowMs - lastMs < atMostEveryMs) return;
      lastMs = nowMs;
      onItsWay = ctx.db
        .tx(workspaceId, (tx) => saveProgress(tx, importId, rowsDone, bytesDone))
        .catch(() => {})
        .finally(() => {
          onItsWay = null;
        });
    },
    settle: async () => {
      await onItsWay;
    },
  };
}
