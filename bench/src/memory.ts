import { readFileSync } from 'node:fs';

/** Watches the memory of a process with all its threads; null everywhere but on Linux. */
export type MemoryWatch = {
  /** The most that was resident since the last call, in millions of bytes. */
  takePeakMb(): number | null;
  /** The most that was ever resident, as the kernel kept it. */
  highestMb(): number | null;
  stop(): void;
};

const everyMs = 50;

export function watchMemory(pid: number): MemoryWatch {
  let peak: number | null = null;
  const look = () => {
    const now = readMb(pid, 'VmRSS');
    if (now !== null) peak = Math.max(peak ?? 0, now);
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    takePeakMb() {
      look();
      const taken = peak;
      peak = null;
      return taken;
    },
    highestMb: () => readMb(pid, 'VmHWM'),
    stop: () => clearInterval(timer),
  };
}

function readMb(pid: number, name: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const [, kibibytes] =
      new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? null : (Number(kibibytes) * 1_024) / 1_000_000;
  } catch {
    return null;
  }
}
