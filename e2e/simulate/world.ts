import type { Timing } from '../../server/src/dispatch/index.ts';
import type { SendStore } from '../../server/src/dispatch/store.ts';
import type { CarrierReceipt, Gateway } from '../../server/src/gateways/index.ts';
import type { ReceiptStore } from '../../server/src/messages/index.ts';
import type { Context } from '../../server/src/platform/context.ts';
import type { Carrier } from './carrier.ts';
import type { Database } from './database.ts';
import type { Dice } from './dice.ts';
import type { Idlers } from './due.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Scenario } from './scenario.ts';
import type { Life, Scheduler } from './scheduler.ts';
import type { Ground, Tables } from './tables.ts';
import type { Watch } from './watch.ts';

/** Everything there is in one simulated world. */
export type World = {
  readonly scenario: Scenario;
  readonly scheduler: Scheduler;
  readonly dice: Dice;
  readonly tables: Tables;
  readonly database: Database;
  readonly store: MemoryStore;
  readonly receipts: ReceiptStore;
  readonly timing: Timing;
  readonly carrier: Carrier;
  readonly idlers: Idlers;
  readonly watch: Watch;
  /** Who hears what the carrier reports; the carrier is there before anybody. */
  readonly ears: { hear(receipt: CarrierReceipt, taken: () => void): void };
  contextOf(life: Life): Context;
};

/** What is broken on purpose, to see whether it is noticed. */
export type Breakage = {
  store?(store: MemoryStore, on: Ground): Partial<SendStore>;
  receipts?(store: ReceiptStore, on: Ground): Partial<ReceiptStore>;
  gateway?(gateway: Gateway): Gateway;
  timing?: Partial<Timing>;
  losesLastMs?: number;
};
