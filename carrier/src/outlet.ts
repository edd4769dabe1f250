import type { News } from './news.ts';
import type { CarrierEvent } from './rows.ts';

/** Where events leave the carrier. Each is told until somebody takes it, in no promised order and sometimes twice. */
export interface Outlet {
  push(news: News, onAcknowledged?: () => void): void;
  /** Events on their way: not yet taken, and not given up. */
  readonly waiting: number;
  readonly gaveUp: number;
  /** Stops telling, lets what is under way end, and returns what nobody has taken. */
  stop(): Promise<CarrierEvent[]>;
}
