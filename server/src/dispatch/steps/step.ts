import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Batch } from '../chunk.ts';
import type { Timing } from '../timing.ts';

/** What a worker has at hand for every step. */
export type Tools = {
  ctx: Context;
  timing: Timing;
  /** This installation's part of every reference. */
  instanceId: string;
  /** Most texts that may be on the wire, and so unknown after a crash, for one chunk. */
  inFlightCap: number;
  signal: AbortSignal;
};

/** A part of a chunk that is being sent: its own intent, its own outcome. */
export type Wave = Batch & {
  number: number;
  /** Monotonic milliseconds at which the intent was durable; the guard counts from here. */
  intentAtMs: number;
  /** When the texts were handed over, on the business clock. */
  submittedAt: Date;
  /** Set when sending must stop for the whole chunk: paused, stopped, lease lost, carrier away. */
  stop: string | null;
};

export type Step =
  | { name: string; phase: 'decide'; run(batch: Batch, tools: Tools, tx: Tx): Promise<void> | void }
  | { name: string; phase: 'send'; run(wave: Wave, tools: Tools): Promise<void> };
