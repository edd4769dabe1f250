import type { CodeReach } from '../../coupons/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Turn } from '../../senders/index.ts';
import type { Batch, Way } from '../chunk.ts';
import type { Desk } from '../desk.ts';
import type { Habits } from '../early.ts';
import type { Foresight } from '../foresight.ts';
import type { HoursMemory } from '../hours-memory.ts';
import type { LateAnswers } from '../late-answers.ts';
import type { Leaving } from '../leaving.ts';
import type { DispatchMeters } from '../meters.ts';
import type { Silence } from '../silence.ts';
import type { SendStore } from '../store.ts';
import type { Switchboard } from '../switchboard.ts';
import type { Timing } from '../timing.ts';
import type { Wire } from '../wire.ts';

/** What a worker has at hand for every step. */
export type Tools = {
  ctx: Context;
  store: SendStore;
  timing: Timing;
  /** This installation's part of every reference. */
  instanceId: string;
  /** Most texts that may be on the wire, and so unknown after a crash, for one chunk. */
  inFlightCap: number;
  signal: AbortSignal;
  /** A seat at the database, for the transactions of a wave. */
  desk: Desk;
  /** Those who answer after their wave has been settled. */
  late: LateAnswers;
  /** The moments at which the texts of a number leave. */
  leaving: Leaving;
  /** Room on the gateways' lines. */
  wire: Wire;
  /** What chunks of a number are likely to need of them. */
  foresight: Foresight;
  /** What urgent chunks of a number are likely to want to know. */
  habits: Habits;
  /** What this worker counts of itself. */
  meters: DispatchMeters;
  /** Accounts that have stopped answering. */
  silence: Silence;
  /** The rules about hours of each workspace, and which answers are on record. */
  hours: HoursMemory;
  /** How far the codes of each pool have been given by this worker. */
  codes: CodeReach;
  /** What has been stopped since an intent. */
  switchboard: Switchboard;
  /** Waits, and lets others of this worker use the time; ends early when the worker is told to stop. */
  wait(ms: number): Promise<void>;
  /** Calls after so many milliseconds, unless what it returns is called before. */
  after(ms: number, call: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
};

/** A part of a chunk that is being sent: its own intent, its own outcome. */
export type Wave = Batch & {
  number: number;
  /** The account by which it leaves. Null while the wave is a whole chunk whose texts leave by several. */
  by: Way | null;
  /** For how many texts it holds room on the gateway's lines. */
  room: number;
  /** The turn it has booked at the sender's pace; null before. */
  turn: Turn | null;
  /** The queue at its pace is full for now: how long until it may try to book again. Zero when it need not wait for that. */
  comeBackInMs: number;
  /** True once its intent is durable; until then not a byte may leave. */
  isAnnounced: boolean;
  /** Monotonic milliseconds of the intent; the guard counts from here. */
  intentAtMs: number;
  /** When the texts were handed over, on the business clock. */
  submittedAt: Date;
  /** The day on whose account its money was committed; null while none was. */
  spentOn: string | null;
  /** Set when sending must stop for the whole chunk: paused, stopped, lease lost, carrier away. */
  stop: string | null;
  /** Resolves once what became of its texts is on record, or will not be: an answer that comes later is for after that. */
  recorded: PromiseWithResolvers<void>;
  /** Nobody waits in the chunk once this wave is settled: it is closed together with its outcomes. */
  isLast: boolean;
  /** True once the chunk has been closed and nothing is left to give back. */
  isClosed: boolean;
};

/** What is done when: `decide` once a chunk; `announce` in the transaction of each wave's intent; `send` after its commit. */
export type Step =
  | { name: string; phase: 'decide'; run(batch: Batch, tools: Tools, tx: Tx): Promise<void> | void }
  | { name: string; phase: 'announce'; run(wave: Wave, tools: Tools, tx: Tx): Promise<void> }
  | { name: string; phase: 'send'; run(wave: Wave, tools: Tools): Promise<void> };
