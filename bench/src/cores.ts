import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../../e2e/stage/stage.ts';
import { processesBelow } from './processor-time.ts';
import type { Workplace } from './workplace.ts';

/** One core for what is measured, the others for everybody else, as lists that Linux understands. */
export type Cores = { readonly measured: string; readonly others: string };

/**
 * Gives who asks and the database all cores but one, which is for the process that is measured: `claim` it with its id. What is
 * said of one core is then of one, and nobody else is in its way. Null where there is one core only, or nobody to give them out.
 */
export function setCoresApart(
  { embedded }: Stage,
  workplace: Workplace,
): { claim(pid: number): void } | null {
  const allowed = coresOf(process.pid);
  const cores = partedCores(allowed);
  if (!cores) return null;
  const postmaster = readFileSync(join(embedded.folder, 'cluster', 'postmaster.pid'), 'utf8');
  const [database = ''] = postmaster.split('\n');
  const all = [process.pid, Number(database), ...processesBelow(Number(database))];
  if (!all.every((pid) => keepTo(cores.others, pid))) return null;
  // The scenarios after this one have all of them again.
  workplace.atEnd(() => void keepTo(allowed, process.pid));
  return { claim: (pid) => void keepTo(cores.measured, pid) };
}

/** The last core of a list such as "0-3,8" is the measured one; null where it is the only one. */
export function partedCores(allowed: string): Cores | null {
  const each = allowed.split(',').flatMap((range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
  const measured = each.pop();
  return measured === undefined || each.length === 0
    ? null
    : { measured: String(measured), others: each.join(',') };
}

function coresOf(pid: number): string {
  try {
    return /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** With all its threads; what it starts later follows it. */
const keepTo = (cores: string, pid: number): boolean =>
  spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(pid)]).status === 0;
