import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// A service that still runs loads some of its files, and starts its threads, long after it was built over. So a build stays for a month from when
// the next one took its place, and the last three stay whatever their age: with an update every few months, the one that is
// running is the one before.
const staysForMs = 30 * 24 * 60 * 60 * 1_000;
const staysAlways = 3;

// One line for each build, the latest first: when it was made, and what it consists of. Times of files say less: several builds share most of
// their files, and only whoever a file belongs to may set its time.
const list = '.builds';

type Build = { builtAt: number; files: readonly string[] };

/** Writes down what was just built into the folder, and removes what no service can need any more. */
export function removeOldBuilds(folder: string, current: readonly string[], nowMs: number): void {
  const before = readBuilds(folder).filter(({ files }) => !isSame(files, current));
  const builds = [{ builtAt: nowMs, files: current }, ...before];
  const kept = builds.filter((_, at) => at < staysAlways || nowMs - replacedAt(builds, at) <= staysForMs);
  writeBuilds(folder, kept);
  const stays = new Set([list, ...kept.flatMap(({ files }) => files)]);
  for (const name of readdirSync(folder)) if (!stays.has(name)) removeOld(folder, name, builds, nowMs);
}

/** What is on no list came by a build that was broken off, or by one that knew no list: it goes by the time of the file. */
function removeOld(folder: string, name: string, builds: readonly Build[], nowMs: number): void {
  const path = join(folder, name);
  const isListed = builds.some(({ files }) => files.includes(name));
  try {
    if (isListed || nowMs - statSync(path).mtimeMs > staysForMs) rmSync(path, { force: true });
  } catch {
    // What cannot be removed takes some room; what was built is built.
  }
}

function replacedAt(builds: readonly Build[], at: number): number {
  return builds[at - 1]?.builtAt ?? Number.POSITIVE_INFINITY;
}

function readBuilds(folder: string): Build[] {
  return readList(join(folder, list)).flatMap((line) => {
    const [builtAt, ...files] = line.split(' ');
    return files.length === 0 ? [] : [{ builtAt: Number(builtAt), files }];
  });
}

function readList(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function writeBuilds(folder: string, builds: readonly Build[]): void {
  const aside = join(folder, `${list}.${process.pid}`);
  writeFileSync(aside, builds.map(({ builtAt, files }) => `${[builtAt, ...files].join(' ')}\n`).join(''));
  renameSync(aside, join(folder, list));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join(' ') === other.toSorted().join(' ');
}
