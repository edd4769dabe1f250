import { setTimeout as sleep } from 'node:timers/promises';

/** Where a process stands between its start and its end, for those who ask whether to send it requests. */
export type Lifecycle = {
  readonly isDraining: boolean;
  /** The end has begun; nothing new should come here. */
  drain(): void;
  /** Resolves when it has been draining for so long that balancers have noticed. */
  drained(ms: number): Promise<void>;
};

export function openLifecycle(
  nowMs: () => number = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): Lifecycle {
  let since: number | null = null;
  return {
    get isDraining() {
      return since !== null;
    },
    drain() {
      since ??= nowMs();
    },
    async drained(ms) {
      const leftMs = since === null ? 0 : since + ms - nowMs();
      if (leftMs > 0) await wait(leftMs);
    },
  };
}
