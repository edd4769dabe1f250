import { dayAt, dayOf, instantOf } from '@tidings/policy/hours';
import { countryOfNumber } from '@tidings/sms/countries';
import {
  type CapName,
  type Caps,
  type Money,
  type Price,
  priceOf,
  roomIn,
  type Spend,
  type Way,
} from '../../spending/index.ts';
import type { Passenger } from './passenger.ts';

export type Purse = ReturnType<typeof openPurse>;

type Priced = Pick<Passenger, 'number' | 'parts' | 'isMms'>;

export type PurseContent = {
  readonly caps: Caps;
  /** What was spent before the launch. */
  readonly spent: Spend;
  readonly prices: readonly Price[];
  readonly way: Way;
  /** The workspace's: caps begin anew at its midnight. */
  readonly zone: string;
};

const dayMs = 86_400_000;

/**
 * The caps of spending over the days of a flight, asked as dispatch asks them (steps/hold-over-spend-cap.ts): a text that no cap
 * has room for waits until its cap begins anew. Nothing else spends meanwhile.
 */
export function openPurse({ caps, spent, prices, way, zone }: PurseContent, startMs: number) {
  const spend: { -readonly [name in keyof Spend]: Spend[name] } = { ...spent };
  const perPart = new Map<string, Money>();
  let today = dayAt(zone, startMs);
  let endsMs = instantOf(zone, today + 1, 0);

  const costOf = ({ number, parts, isMms }: Priced): Money => {
    const country = countryOfNumber(number);
    const kind = isMms ? 'mms' : 'sms';
    const key = `${country} ${kind}`;
    const price = perPart.get(key) ?? priceOf(prices, way, country, kind) ?? 0n;
    perPart.set(key, price);
    return price * BigInt(parts);
  };

  function turnTo(ms: number): void {
    if (ms < endsMs) return;
    const month = monthOf(today);
    today = dayAt(zone, ms);
    endsMs = instantOf(zone, today + 1, 0);
    spend.day = 0n;
    if (monthOf(today) !== month) spend.month = 0n;
  }

  const move = (amount: Money): void => {
    spend.day += amount;
    spend.month += amount;
    spend.campaign += amount;
    if (spend.limitLeft != null) spend.limitLeft -= amount;
  };

  return {
    /** Null where there is room; else the cap that has none, and when it begins anew. */
    holdOf(one: Priced, ms: number): { cap: CapName; untilMs: number } | null {
      turnTo(ms);
      const room = roomIn(caps, spend, true);
      const cost = costOf(one);
      if (!room || cost === 0n || cost <= room.left) return null;
      const until: Readonly<Record<CapName, number>> = {
        day: endsMs,
        month: instantOf(zone, firstOfNextMonth(today), 0),
        campaign: ms + dayMs,
        limit: ms + dayMs,
      };
      return { cap: room.cap, untilMs: until[room.cap] };
    },
    commit(one: Priced, ms: number): void {
      turnTo(ms);
      move(costOf(one));
    },
    /** Of a text that certainly did not leave. */
    giveBack: (one: Priced): void => move(-costOf(one)),
  };
}

const dateOf = (day: number): Date => new Date(day * dayMs);
const monthOf = (day: number): number => dateOf(day).getUTCFullYear() * 12 + dateOf(day).getUTCMonth();
const firstOfNextMonth = (day: number): number =>
  dayOf(dateOf(day).getUTCFullYear(), dateOf(day).getUTCMonth() + 2, 1);
