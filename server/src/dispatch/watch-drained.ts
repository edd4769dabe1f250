import type { Tools } from './steps/step.ts';

// A finished campaign is told within this time; asking after each of its two thousand chunks would cost more than sending.
const askEveryMs = 250;

/** Finds out which of the runs that were worked on have nobody left who waits. */
export type DrainWatch = {
  note(workspaceId: string, runId: string): void;
  /** Asks about those noted since the last time; returns how many. */
  ask(): Promise<number>;
  readonly everyMs: number;
};

export function watchDrained(tools: Pick<Tools, 'ctx' | 'store'>): DrainWatch {
  let noted = new Map<string, string>();
  return {
    everyMs: askEveryMs,
    note: (workspaceId, runId) => void noted.set(runId, workspaceId),
    async ask() {
      const due = noted;
      noted = new Map();
      for (const [runId, workspaceId] of due) {
        try {
          await tools.store.announceIfDrained(tools.ctx, workspaceId, runId);
        } catch (error) {
          for (const [run, workspace] of due) noted.set(run, workspace);
          throw error;
        }
        due.delete(runId);
      }
      return 0;
    },
  };
}
