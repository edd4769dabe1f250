import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Check } from '../accounts/index.ts';
import { findUnsafe } from '../platform/db/checks.ts';
import { findMissingIndexes } from '../platform/db/missing-indexes.ts';
import type { Db } from '../platform/db/pool.ts';
import { findHold } from '../platform/installation.queries.ts';
import { findDatabaseTimeMs, findDatabaseVersion } from './checks.queries.ts';
import { consoleFolder, type DataPlaces } from './places.ts';

/**
 * What can be wrong with an installation, each said in one sentence with what to do. `doctor`, the setup page and /readyz
 * ask the same questions. A warning works for now; a failure does not.
 */
export type Question = { readonly name: string; ask(): Promise<Answer> | Answer };
export type Answer = Omit<Check, 'name'>;

const ok = (sentence: string): Answer => ({ status: 'ok', sentence });
const warning = (sentence: string): Answer => ({ status: 'warning', sentence });
const failed = (sentence: string): Answer => ({ status: 'failed', sentence });

/** Asks everything, one after the other; a question that breaks is answered by what broke it. */
export async function runChecks(questions: readonly Question[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { name, ask } of questions) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch((error: Error) => failed(error.message));
    checks.push({ name, ...answer });
  }
  return checks;
}

export function askNode(version = process.versions.node): Question {
  const isNewEnough = Number.parseInt(version, 10) >= 24;
  return {
    name: 'node',
    ask: () =>
      isNewEnough
        ? ok(`Node.js is ${version}.`)
        : failed(`Node.js is ${version}; Tidings needs 24 or newer. \`npm run setup\` brings it.`),
  };
}

// British Columbia and Alberta gave up changing their clocks in 2026; older tables are an hour wrong there in winter.
const probes = [
  { zone: 'America/Vancouver', offset: 'GMT-7', since: '2026b' },
  { zone: 'America/Edmonton', offset: 'GMT-6', since: '2026c' },
] as const;

export function askTimeZones(offsetOf: (zone: string) => string = offsetNextWinter): Question {
  return {
    name: 'time_zones',
    ask() {
      const wrong = probes.filter(({ zone, offset }) => offsetOf(zone) !== offset);
      const version = process.versions.tz ?? 'unknown';
      if (wrong.length === 0) return ok(`Time-zone data ${version} knows the changes of 2026.`);
      const zones = wrong.map(({ zone }) => zone).join(' and ');
      return failed(
        `Time-zone data ${version} is wrong for ${zones}, so people there could be texted in quiet hours; update Node.js to one with tzdata ${wrong.at(-1)?.since} or newer.`,
      );
    },
  };
}

function offsetNextWinter(zone: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  const parts = format.formatToParts(new Date('2027-01-15T12:00:00Z'));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

export function askDatabase(db: Db): Question {
  return {
    name: 'database',
    async ask() {
      return ok(`PostgreSQL ${await db.system(findDatabaseVersion)} answers.`);
    },
  };
}

export function askDatabaseSafety(db: Db): Question {
  return {
    name: 'database_safety',
    async ask() {
      const findings = await db.system(findUnsafe);
      if (findings.length > 0) return failed(findings.join(' '));
      return ok('Every workspace is fenced off by row security, and a crash forgets nothing (fsync is on).');
    },
  };
}

/** `schema` is the dump of the migrations, which says what there should be. */
export function askIndexes(db: Db, schema: () => string): Question {
  return {
    name: 'indexes',
    async ask() {
      const findings = await db.system((tx) => findMissingIndexes(tx, schema()));
      if (findings.length > 0) return failed(findings.join(' '));
      return ok('Every index that the migrations made is there and can be used.');
    },
  };
}

export function askMigrations(listPending: () => Promise<string[]>): Question {
  return {
    name: 'migrations',
    async ask() {
      const pending = await listPending();
      if (pending.length === 0) return ok('The database is at the present version.');
      return failed(`The database lacks ${pending.join(', ')}; run \`npm run migrate\`.`);
    },
  };
}

export function askHold(db: Db): Question {
  return {
    name: 'hold',
    async ask() {
      const { hold } = await db.system(findHold);
      if (hold === null) return ok('Texts may leave: the installation is not on hold.');
      return warning(`The installation is on hold and sends nothing. ${hold.detail}`);
    },
  };
}

const skewWarnsMs = 2_000;
const skewFailsMs = 30_000;

export function askClock(db: Db, nowMs: () => number = Date.now): Question {
  return {
    name: 'clock',
    async ask() {
      const before = nowMs();
      const databaseMs = await db.system(findDatabaseTimeMs);
      const skew = Math.abs(databaseMs - (before + nowMs()) / 2);
      if (skew < skewWarnsMs) return ok('This machine and the database agree about the time.');
      const sentence = `The clocks of this machine and the database differ by ${Math.round(skew / 1_000)} s; keep both in step with NTP.`;
      return skew < skewFailsMs ? warning(sentence) : failed(sentence);
    },
  };
}

const gigabyte = 1_000_000_000;

export function askDisk(folder: string, freeBytes: (folder: string) => number = freeBytesOf): Question {
  return {
    name: 'disk',
    ask() {
      const free = freeBytes(folder);
      const shown = `${(free / gigabyte).toFixed(1)} GB`;
      if (free >= 2 * gigabyte) return ok(`${shown} are free for data in ${folder}.`);
      const sentence = `Only ${shown} are free in ${folder}; a list of a million people needs about 2 GB.`;
      return free >= gigabyte / 4 ? warning(sentence) : failed(sentence);
    },
  };
}

/** Of the folder, or, before it has been made, of where it will be. */
export function freeBytesOf(folder: string): number {
  if (!existsSync(folder)) return freeBytesOf(dirname(folder));
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

export function askSecretKey(places: DataPlaces, isGiven: boolean): Question {
  return {
    name: 'secret_key',
    ask() {
      if (isGiven) return ok('The secret key is given by TIDINGS_SECRET_KEY.');
      if (!existsSync(places.secretKey))
        return warning('There is no secret key yet; the first start makes one.');
      const isPrivate = (statSync(places.secretKey).mode & 0o077) === 0;
      if (!isPrivate)
        return failed(`Others may read ${places.secretKey}; run: chmod 600 ${places.secretKey}`);
      return ok(`The secret key is in ${places.secretKey}; keep it with your backups.`);
    },
  };
}

export function askConsole(folder = consoleFolder): Question {
  return {
    name: 'console',
    ask: () =>
      existsSync(join(folder, 'index.html'))
        ? ok('The web console is built.')
        : warning('The web console is not built; run `npm run build`. The API works without it.'),
  };
}

export type CarrierFound = {
  readonly ping: () => Promise<string>;
  /** We start it ourselves, so it is away whenever the service is. */
  readonly isKept: boolean;
};

/** `found` is null while no rehearsal carrier is configured, as before setup. */
export function askCarrier(found: CarrierFound | null): Question {
  return {
    name: 'carrier',
    async ask() {
      if (found === null) return ok('No rehearsal carrier is configured yet; setup adds one.');
      try {
        return ok(`The rehearsal carrier answers at ${await found.ping()}.`);
      } catch (error) {
        if (found.isKept)
          return warning('The rehearsal carrier is not running; it is started with the service.');
        throw error;
      }
    },
  };
}
