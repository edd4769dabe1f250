import type { Clock } from './clock.ts';
import type { Db } from './db/pool.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { Meter } from './metrics/meter.ts';
import type { Secrets } from './secrets.ts';
import type { Tracer } from './tracing/tracer.ts';

/** What every verb may ask for. Nothing in the house reaches for a global instead. */
export type Context = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly secrets: Secrets;
  /** What the process counts about itself. */
  readonly meter: Meter;
  /** Whose work it is at, for the log and for traces. */
  readonly tracer: Tracer;
  /** Where people reach this installation, such as `https://texts.example.com`; absent while nobody has said. */
  readonly origin?: string | undefined;
  /** Where this machine reaches it and no other one does: for trying things out. Absent where the port is not fixed. */
  readonly nearOrigin?: string | undefined;
  /** Hosts of the own network that carrier accounts may speak to, by an operator's word. */
  readonly insideHosts?: ReadonlySet<string> | undefined;
};
