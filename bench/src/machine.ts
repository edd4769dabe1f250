import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { prepareBinaries } from '../../server/src/platform/db/embedded/binaries.ts';
import { choosePlaces } from '../../server/src/platform/db/embedded/places.ts';
import { percentile, round } from './measure.ts';

/** What a figure cannot be read without. */
export type Machine = {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgresql: string;
  /** How long the disk takes to have 8 kB for certain, which is what each commit waits for. */
  readonly fdatasyncMs: { readonly p50: number; readonly p99: number };
};

export function describeMachine(folder: string): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: round(totalmem() / 1e9) ?? 0,
    node: process.versions.node,
    postgresql: versionOfPostgres(join(folder, 'machine')),
    fdatasyncMs: timeDisk(join(folder, 'disk')),
  };
}

function versionOfPostgres(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const { folder, account } = choosePlaces(dataDir);
  const { postgres } = prepareBinaries(folder, account);
  const asked = spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  return /\d+(\.\d+)+/.exec(asked.stdout)?.[0] ?? 'unknown';
}

const syncs = 300;

function timeDisk(file: string): Machine['fdatasyncMs'] {
  const handle = openSync(file, 'w');
  const block = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: syncs }, (_, at) => {
    writeSync(handle, block, 0, block.length, at * block.length);
    const startedAt = performance.now();
    fdatasyncSync(handle);
    return performance.now() - startedAt;
  });
  closeSync(handle);
  return { p50: round(percentile(times, 0.5)) ?? 0, p99: round(percentile(times, 0.99)) ?? 0 };
}

/** Figures of two machines never stand on one page. */
export function isSameMachine(one: Machine, other: Machine): boolean {
  const traits = ({ cores, processor, memoryGb, node, postgresql }: Machine) =>
    JSON.stringify([cores, processor, memoryGb, node, postgresql]);
  return traits(one) === traits(other);
}
