import type { Clock } from './clock.ts';
import type { DueList } from './due-list.ts';
import type { Ledger } from './ledger.ts';
import type { Networks } from './networks.ts';
import type { Outlet } from './outlet.ts';
import type { Dice } from './random.ts';
import type { Register } from './register.ts';
import type { Face, LedgerEntry } from './rows.ts';
import type { Settings } from './settings.ts';
import type { Throttle } from './throttle.ts';
import type { Timetable } from './timetable.ts';
import type { Visits } from './visits.ts';

/** What the client can find out after a lost answer: B looks a text up by its own reference, E cannot. */
export type CapabilityClass = 'B' | 'E';

/** Everything that the parts of the engine work with. Faces see the `Carrier` instead. */
export interface Context {
  /** Names this start of the carrier; every id carries it, so that no two starts make the same one. */
  readonly run: string;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly timetable: Timetable;
  /** Steps of texts with which nothing is the matter; see `deliver`. */
  readonly due: DueList;
  readonly throttle: Throttle;
  /** What the networks behind the phones let through. */
  readonly networks: Networks;
  readonly ledger: Ledger;
  readonly register: Register;
  readonly outlets: Readonly<Record<Face, Outlet>>;
  /** How phones open links. */
  readonly visits: Visits;
  /** Where texts go that phones send to a number which has not sent anything yet. */
  readonly faceOfStrangers: Face;
  readonly capabilityClass: CapabilityClass;
  /** Numbers that may send, with their own parts per second; empty means that any sender may. */
  readonly senders: ReadonlyMap<string, number | null>;
  settings: Settings;
  newId(prefix: 'rc' | 'ev'): string;
  /** A time as rows and events have it. */
  isoTime(ms: number): string;
  /** Writes a row and lets it take effect: the only way in which anything changes. Returns the row's time. */
  record(entry: LedgerEntry): number;
}

/** Resolves after the delay, or never when the carrier stops first. */
export function pause(ctx: Pick<Context, 'timetable'>, delayMs: number): Promise<void> {
  if (delayMs <= 0) return Promise.resolve();
  return new Promise((resolve) => ctx.timetable.after(delayMs, resolve));
}
