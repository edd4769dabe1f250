import { listGatewaysOfKinds } from '../gateways/index.ts';
import type { Tools } from './steps/step.ts';

/** The gateways whose urgent texts a worker leaves to others. */
export type LeaveToOthers = {
  /** Reads again which gateways are of these kinds. */
  look(): Promise<void>;
  /** Those that are not ours for now. */
  left(): readonly string[];
  /** Whether this one is among them in any case, head start or not. */
  isLeft(gatewayId: string): boolean;
  /** False where all gateways are left to others: news of urgent texts is not for us, and looking at it would delay them. */
  isConcerned(): boolean;
};

/**
 * A password that a busy worker takes up waits behind the campaign it renders; a thread that has nothing else to do has it on
 * the wire by then. So the thread gets a head start, and no more: whatever it leaves, because it is slow, or was ended, goes
 * all the same. `headStartMs` is infinite for the thread itself, which has no lines and leaves those gateways for good.
 */
export function leaveToOthers(
  { ctx }: Pick<Tools, 'ctx'>,
  kinds: () => readonly string[],
  headStartMs: number,
  /** Kinds that this worker keeps in any case. */
  own: readonly string[],
): LeaveToOthers {
  let gatewayIds: readonly string[] = [];
  let isConcerned = true;
  let tookAllAtMs = ctx.clock.monotonicMs();
  return {
    async look() {
      const wanted = kinds();
      const [found, kept] =
        wanted.length === 0
          ? [[], null]
          : await ctx.db.system((tx) =>
              Promise.all([listGatewaysOfKinds(tx, wanted), listGatewaysOfKinds(tx, own)]),
            );
      gatewayIds = found.map(({ gatewayId }) => gatewayId);
      isConcerned = kept === null || kept.length > 0;
    },
    isLeft: (gatewayId) => gatewayIds.includes(gatewayId),
    isConcerned: () => isConcerned,
    left() {
      const nowMs = ctx.clock.monotonicMs();
      if (nowMs - tookAllAtMs < headStartMs) return gatewayIds;
      tookAllAtMs = nowMs;
      return [];
    },
  };
}
