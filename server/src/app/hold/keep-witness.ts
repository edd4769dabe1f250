import type { Context } from '../../platform/context.ts';
import { withFolderLock } from '../../platform/db/embedded/folder-lock.ts';
import { decideHold, type Place } from './decide-hold.ts';
import { type Home, readHome } from './home.ts';
import { beat, type Pulse, readPulse } from './pulse.queries.ts';
import { putOnHold } from './put-on-hold.ts';
import { readWitness, writeWitness } from './witness-file.ts';

export type WitnessOptions = {
  /** In the data folder of this machine. */
  readonly folder: string;
  readonly instanceId: string;
  readonly isEmbedded: boolean;
  /** The address of the database, without user and password. */
  readonly database: string;
};

export type KeptWitness = {
  /** Looks once; what a timer does every second. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

type Keeper = Pick<Context, 'db' | 'log'>;

const lookEveryMs = 1_000;
const lockWithinMs = 30_000;

/**
 * Holds the database against what this machine remembers of it, puts it on hold where it may be behind, and remembers from
 * then on how far it has come: every second in which anything was sent, and at the end. Processes that share the folder
 * write the same file one after the other; of two, the later one may say a second less, which claims less.
 */
export async function keepWitness(ctx: Keeper, options: WitnessOptions): Promise<KeptWitness> {
  const home = findHome(ctx, options.folder);
  if (home === null) return { look: async () => {}, stop: async () => {} };
  const place: Place = { isEmbedded: options.isEmbedded, database: options.database, home };
  let remembered = await withFolderLock(options.folder, lockWithinMs, async () => {
    const pulse = await compare(ctx, options, place, await ctx.db.system(readPulse));
    // Written before it is counted: a death in between must not look like a database that came here without its witness.
    write(options, place, pulse);
    await count(ctx, options, place, pulse);
    return pulse;
  });

  async function look(): Promise<void> {
    const seen = await ctx.db.system(readPulse);
    const isSuspect = seen.beats < remembered.beats || seen.cluster !== remembered.cluster;
    const pulse = isSuspect ? await compare(ctx, options, place, seen) : seen;
    const isNews = isSuspect || pulse.activity !== remembered.activity || pulse.epoch !== remembered.epoch;
    remembered = pulse;
    if (isNews) await count(ctx, options, place, pulse);
  }
  return { look, stop: lookRegularly(ctx, look) };
}

function findHome({ log }: Keeper, folder: string): Home | null {
  try {
    return readHome(folder);
  } catch (error) {
    const cause = (error as Error).message;
    log.warn(
      { cause },
      'This machine cannot remember how far the database has come, so it will not notice an older one.',
    );
    return null;
  }
}

async function compare(ctx: Keeper, options: WitnessOptions, place: Place, pulse: Pulse): Promise<Pulse> {
  const { folder, instanceId } = options;
  const found = readWitness(folder);
  const cause = decideHold(found, { ...pulse, instanceId }, place);
  if (!cause) return pulse;
  await putOnHold(ctx, cause, found === null || found === 'unreadable' ? null : found.seen_to);
  return ctx.db.system(readPulse);
}

async function count(ctx: Keeper, options: WitnessOptions, place: Place, pulse: Pulse): Promise<void> {
  const beats = await ctx.db.system(beat);
  write(options, place, { ...pulse, beats });
}

function write({ folder, instanceId, database }: WitnessOptions, { home }: Place, pulse: Pulse): void {
  const { epoch, beats, cluster, seenTo: seen_to } = pulse;
  const written_at = new Date().toISOString();
  writeWitness(folder, {
    version: 1,
    instance_id: instanceId,
    epoch,
    beats,
    seen_to,
    cluster,
    database,
    home,
    written_at,
  });
}

/** Every second, one look at a time; returns how to end it, with a last look. */
function lookRegularly({ log }: Keeper, look: () => Promise<void>): () => Promise<void> {
  let isWarned = false;
  const lookSafely = () =>
    look().then(
      () => {
        isWarned = false;
      },
      (error: NodeJS.ErrnoException) => {
        // Once for each trouble: while the database is away everybody says so already.
        if (!isWarned)
          log.warn({ cause: error.message }, 'How far the database has come could not be noted.');
        isWarned = true;
      },
    );
  let looking: Promise<void> | null = null;
  const timer = setInterval(() => {
    looking ??= lookSafely().finally(() => {
      looking = null;
    });
  }, lookEveryMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
    await lookSafely();
  };
}
