import { readFileSync } from 'node:fs';

/** Watches the memory of a process with all its threads; null everywhere but on Linux. */
export type MemoryWatch = {
  /** The most that was resident since the last call, in mebibytes. */
  takePeakMiB(): number | null;
  /** The most that was ever resident, as the kernel kept it. */
  highestMiB(): number | null;
  stop(): void;
};

const everyMs = 50;

export function watchMemory(pid: number): MemoryWatch {
  let peak: number | null = null;
  const look = () => {
    const now = readMiB(pid, 'VmRSS');
    if (now !== null) peak = Math.max(peak ?? 0, now);
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    takePeakMiB() {
      look();
      const taken = peak;
      peak = null;
      return taken;
    },
    highestMiB: () => readMiB(pid, 'VmHWM'),
    stop: () => clearInterval(timer),
  };
}

function readMiB(pid: number, name: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const [, kibibytes] =
      new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? null : Number(kibibytes) / 1_024;
  } catch {
    return null;
  }
}
