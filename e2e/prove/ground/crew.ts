import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { killProcess, readyLine } from '../../stage/processes.ts';

/** Worker processes: they are killed, sent home and hired while the campaign runs. */
export type Crew = {
  size(): number;
  /** As leases have them. */
  names(): string[];
  /** SIGKILL, and another in its place. */
  kill(name: string): Promise<void>;
  killOne(which: number): Promise<void>;
  /** SIGTERM; resolves when it has finished what it had in hand, with its exit code. */
  sendHome(which: number): Promise<number | null>;
  join(): void;
  /** The memory of all of them together, in MiB. */
  memoryMiB(): number;
  end(): Promise<void>;
};

export function openCrew(start: (name: string) => ChildProcess, count: number): Crew {
  let hired = 0;
  const names = new Map<ChildProcess, string>();
  const hire = () => {
    hired += 1;
    const name = `worker-${hired}`;
    const member = start(name);
    names.set(member, name);
    return member;
  };
  const crew = Array.from({ length: count }, hire);
  const memberAt = (which: number): ChildProcess => {
    const member = crew[which % crew.length];
    if (!member) throw new Error('There is no worker to choose from.');
    return member;
  };
  async function replace(victim: ChildProcess): Promise<void> {
    await killProcess(victim, 'SIGKILL');
    names.delete(victim);
    crew[crew.indexOf(victim)] = hire();
  }
  return {
    size: () => crew.length,
    names: () => crew.map((member) => names.get(member) ?? ''),
    async kill(name) {
      const victim = crew.find((member) => names.get(member) === name);
      if (!victim) throw new Error(`There is no worker ${name} to kill.`);
      await replace(victim);
    },
    killOne: (which) => replace(memberAt(which)),
    async sendHome(which) {
      const leaver = memberAt(which);
      crew.splice(crew.indexOf(leaver), 1);
      // One that is only starting knows no signal yet.
      await readyLine(leaver);
      const gone = once(leaver, 'exit');
      leaver.kill('SIGTERM');
      await gone;
      return leaver.exitCode;
    },
    join: () => void crew.push(hire()),
    memoryMiB: () => crew.reduce((sum, { pid }) => sum + residentMiB(pid), 0),
    async end() {
      await Promise.all(crew.map((worker) => killProcess(worker, 'SIGKILL')));
    },
  };
}

function residentMiB(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
