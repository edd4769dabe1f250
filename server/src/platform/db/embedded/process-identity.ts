import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process named so that the name cannot be inherited: the system hands out the same pid again, above all in
 * containers, where every boot starts counting at 1. The start time beside the pid tells the two apart.
 */
export function identifyProcess(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const stat = readLinuxStat(pid);
  if (stat === 'not linux') return identifyByPs(pid);
  // A zombie has ended; only its parent has not looked yet.
  if (stat === undefined || stat.state === 'Z') return undefined;
  return `${pid} ${stat.startedAt}`;
}

export function isAlive(identity: string): boolean {
  return identifyProcess(Number.parseInt(identity, 10)) === identity;
}

/** The program's name, as far as the system tells: enough to see whether a pid is a database server at all. */
export function nameOfProcess(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return askPs(pid, 'comm=');
  }
}

function readLinuxStat(pid: number): { state: string; startedAt: string } | 'not linux' | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return process.platform === 'linux' ? undefined : 'not linux';
  }
  // The name stands in brackets and may itself hold spaces and brackets, so fields are counted from the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
}

function identifyByPs(pid: number): string | undefined {
  const startedAt = askPs(pid, 'lstart=');
  return startedAt === '' ? undefined : `${pid} ${startedAt}`;
}

function askPs(pid: number, column: string): string {
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
