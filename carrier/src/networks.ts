import type { Dice } from './random.ts';
import type { Settings } from './settings.ts';

/** The mobile network behind a phone. Which one follows from its number alone, in about the shares of the US. */
export type Network = 'verizon' | 'tmobile' | 'att' | 'other';

const shares: readonly (readonly [Network, number])[] = [
  ['verizon', 0.38],
  ['tmobile', 0.32],
  ['att', 0.28],
];

export function networkOf(dice: Dice, number: string): Network {
  let left = dice('network', number);
  for (const [network, share] of shares) {
    if (left < share) return network;
    left -= share;
  }
  return 'other';
}

/** Why a text does not reach its phone, as the networks say it: more than they let through. */
export type OverLimit = 'att_over_limit' | 'tmobile_over_day' | 'verizon_over_limit';

export interface Networks {
  /** Counts the parts of a text that was accepted; says so when they are more than its network lets through, and then does not count them. */
  take(number: string, sender: string, parts: number, settings: Settings): OverLimit | null;
}

type Counted = { window: number; parts: number };

const minuteMs = 60_000;
// T-Mobile counts from midnight to midnight in the Pacific zone; a rehearsal's day begins eight hours after that of UTC.
const dayMs = 86_400_000;
const dayBeginsAfterMs = 8 * 3_600_000;

/**
 * AT&T and Verizon count a sender's parts by the minute, T-Mobile those of everybody who sends here by the day: one rehearsal
 * carrier is one company's. A network without a limit counts nothing.
 */
export function createNetworks(dice: Dice, now: () => number): Networks {
  const counted = new Map<string, Counted>();
  const fits = (key: string, window: number, parts: number, most: number): boolean => {
    const known = counted.get(key);
    const so = known?.window === window ? known.parts : 0;
    if (so + parts > most) return false;
    counted.set(key, { window, parts: so + parts });
    return true;
  };
  return {
    take(number, sender, parts, settings) {
      const {
        att_parts_per_minute: att,
        tmobile_parts_per_day: tmobile,
        verizon_parts_per_minute: verizon,
      } = settings;
      if (att === 0 && tmobile === 0 && verizon === 0) return null;
      const minute = Math.floor(now() / minuteMs);
      const network = networkOf(dice, number);
      if (network === 'att' && att > 0)
        return fits(`att ${sender}`, minute, parts, att) ? null : 'att_over_limit';
      if (network === 'verizon' && verizon > 0)
        return fits(`verizon ${sender}`, minute, parts, verizon) ? null : 'verizon_over_limit';
      const day = Math.floor((now() - dayBeginsAfterMs) / dayMs);
      if (network === 'tmobile' && tmobile > 0)
        return fits('tmobile', day, parts, tmobile) ? null : 'tmobile_over_day';
      return null;
    },
  };
}
