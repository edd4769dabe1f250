import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { Gateway } from '../../../server/src/gateways/index.ts';
import { waitFor } from './waiting.ts';

/**
 * Where a worker stops: so many texts of a wave have left and the rest is in its hands; or its word is with the database and
 * the answer to the commit has not been read.
 */
export type Moment = { readonly leastTexts: number; readonly after: number | 'word' };

const places = (folder: string) => ({
  wish: join(folder, 'wish'),
  frozen: join(folder, 'frozen'),
  awake: join(folder, 'awake'),
});

/** The proof's end: it wishes for a moment, and one worker, whichever comes to it first, stops itself there. */
export function openFreezing(folder: string) {
  mkdirSync(folder, { recursive: true });
  const { wish, frozen, awake } = places(folder);
  return {
    folder,
    /** Returns what lets the sleeper go on. */
    async freezeOne(moment: Moment): Promise<() => Promise<boolean>> {
      for (const file of [frozen, awake]) rmSync(file, { force: true });
      // Written beside and moved there: a worker sees all of it or nothing.
      writeFileSync(`${wish}.new`, JSON.stringify(moment));
      renameSync(`${wish}.new`, wish);
      if (!(await waitFor(async () => existsSync(frozen), announcedWithinMs)))
        throw new Error(
          'No worker announced a wave of so many texts; there are too few for so many freezes.',
        );
      const pid = Number(readFileSync(frozen, 'utf8'));
      return async () => {
        process.kill(pid, 'SIGCONT');
        return waitFor(async () => existsSync(awake), awakeWithinMs);
      };
    },
  };
}

const announcedWithinMs = 300_000;
const awakeWithinMs = 120_000;

/** The worker's end, around its store and its gateway. A signal from outside would come when most of a wave has left. */
export function freezingIn(folder: string) {
  const { wish, frozen, awake } = places(folder);
  let leftUntil: number | null = null;
  const freeze = () => {
    leftUntil = null;
    writeFileSync(`${frozen}.new`, String(process.pid));
    renameSync(`${frozen}.new`, frozen);
    process.kill(process.pid, 'SIGSTOP');
    // Here it wakes.
    tellWhenAwake(() => writeFileSync(awake, ''));
  };
  /** Moved away by one worker alone. */
  const take = (texts: number): Moment | null => {
    try {
      const moment = JSON.parse(readFileSync(wish, 'utf8')) as Moment;
      if (texts < moment.leastTexts) return null;
      renameSync(wish, `${wish}.${process.pid}`);
      return moment;
    } catch {
      return null;
    }
  };
  return {
    store: (store: SendStore): Pick<SendStore, 'insertIntent'> => ({
      insertIntent(tx, chunk, number, positions, gatewayId) {
        const asked = store.insertIntent(tx, chunk, number, positions, gatewayId);
        const moment = take(positions.length);
        // What was asked in this breath leaves when it is over, the commit with it.
        if (moment?.after === 'word') setImmediate(freeze);
        else if (moment) leftUntil = moment.after;
        return asked;
      },
    }),
    gateway: (gateway: Gateway): Gateway => ({
      ...gateway,
      submit(texts, limits) {
        if (leftUntil !== null) {
          leftUntil -= texts.length;
          if (leftUntil < 0) freeze();
        }
        return gateway.submit(texts, limits);
      },
    }),
  };
}

// Timers of one process come in the order of their hours. Of what was to leave within the second of its wave nothing waits any
// more when so many have passed one after another, however long that takes.
const beats = 25;
const beatMs = 100;

function tellWhenAwake(tell: () => void, left = beats): void {
  setTimeout(() => (left === 0 ? tell() : tellWhenAwake(tell, left - 1)), beatMs);
}
