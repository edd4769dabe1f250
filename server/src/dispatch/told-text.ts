import { isAskedForAtOnce } from './ask-for-only.ts';
import type { Lease } from './chunk.queries.ts';
import type { OnlyText } from './chunk.ts';
import type { Habits } from './early.ts';
import { urgentLanes } from './lane.ts';

/** What is said with the arrival of a single urgent text: all that a lease of its chunk would tell. */
export type ToldText = Pick<Lease, 'workspaceId' | 'id' | 'senderId' | 'lane'> & {
  readonly baseId: number;
  readonly recipients: readonly number[];
  readonly only: OnlyText;
};

/** Null where nothing is said of a single text: then a lease finds what there is. */
export function readTold(said: string): ToldText | null {
  if (said === '') return null;
  try {
    const told = JSON.parse(said) as ToldText;
    return urgentLanes.includes(told.lane) && isAskedForAtOnce(told.only) ? told : null;
  } catch {
    // Anybody who reaches the database may say anything there.
    return null;
  }
}

/**
 * Takes up texts as they are told of, without a lease of their own before: two round trips less until a password leaves. What is
 * said is believed as little as what a lease says (ask-for-only.ts).
 */
export type ToldTexts = {
  /** A place for the text, and what it is to be taken by. Null where a lease had better find it: then nothing has happened. */
  take(told: ToldText): { readonly lease: Lease; end(isTaken: boolean): void } | null;
};

// A number always has as many places (`lease_send_chunks`), and no chunk is claimed while they are taken.
const atOnce = 2;
// Of several workers who are told of everything one may as well have it: each try in vain costs as much as the text. A lease that comes
// in between now and then is nothing of the kind.
const givesUpAfter = 2;
const restMs = 1_000;

export function openToldTexts(options: {
  readonly habits: Habits;
  readonly worker: string;
  readonly leaseMs: number;
  now(): Date;
  monotonicMs(): number;
  /** From 0 to 1. */
  random(): number;
  /** Whether texts by this account are nothing for this worker at the moment. */
  isElsewhere(gatewayId: string): boolean;
}): ToldTexts {
  const { habits, worker, leaseMs, now, monotonicMs, random, isElsewhere } = options;
  let underWay = 0;
  let restsUntilMs = Number.NEGATIVE_INFINITY;
  let inVain = 0;
  return {
    take(told) {
      const [gatewayId, ...others] = habits.get(told.senderId)?.gatewayIds ?? [];
      // Which of several accounts is open is for the lease to find out; and who has sent nothing from a number knows none.
      if (gatewayId === undefined || others.length > 0 || isElsewhere(gatewayId)) return null;
      if (underWay === atOnce || monotonicMs() < restsUntilMs) return null;
      underWay += 1;
      return {
        lease: {
          ...told,
          fence: 0,
          claim: { worker, at: now(), leaseMs, senderId: told.senderId, gatewayId },
        },
        end(isTaken) {
          underWay -= 1;
          inVain = isTaken ? 0 : inVain + 1;
          if (inVain >= givesUpAfter) restsUntilMs = monotonicMs() + restMs * (1 + random());
        },
      };
    },
  };
}
