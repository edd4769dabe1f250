import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, in which /proc counts; it has been 100 on every Linux there is. */
const ticksPerSecond = 100;
const usPerTick = 1_000_000 / ticksPerSecond;

type Stat = { pid: number; parent: number; ownUs: number; withDeadChildrenUs: number };

/** Processor time of a process and of everything it has started, living or dead, in microseconds; null without /proc. */
export function processorTimeUs(pid: number): number | null {
  const stats = readStats();
  const root = stats?.find((one) => one.pid === pid);
  if (!stats || !root) return null;
  return below(stats, pid).reduce((sum, one) => sum + one.withDeadChildrenUs, root.withDeadChildrenUs);
}

/** The ids of everything that a process has started and that lives, and of what those have started; none without /proc. */
export const processesBelow = (pid: number): number[] => below(readStats() ?? [], pid).map((one) => one.pid);

const below = (stats: readonly Stat[], parent: number): Stat[] =>
  stats.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(stats, one.pid)]);

function readStats(): Stat[] | null {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []));
  } catch {
    return null;
  }
}

function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, kernel = 0, childrenUser = 0, childrenKernel = 0] = fields.slice(11, 15);
    const ownUs = (user + kernel) * usPerTick;
    return {
      pid,
      parent: fields[1] ?? 0,
      ownUs,
      withDeadChildrenUs: ownUs + (childrenUser + childrenKernel) * usPerTick,
    };
  } catch {
    return null;
  }
}
