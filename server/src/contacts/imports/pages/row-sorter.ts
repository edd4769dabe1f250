import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { readBlock } from '../rows/read-block.ts';
import { type Lanes, lanesOf, type RowPlan } from '../rows/row-plan.ts';
import type { Tally } from '../rows/tally.ts';
import { RowCollector } from './row-collector.ts';
import type { Run } from './runs.ts';

// With the block that overflows it this stays below 2 MiB, twice which a thread keeps. A million rows come to 200 runs.
const bytesPerRun = 1_500_000;

/** Reads blocks of a file into sorted runs of people. One for each thread. */
export class RowSorter {
  private readonly plan: RowPlan;
  private readonly lanes: Lanes;
  private readonly fd: number | null;
  private readonly rows = new RowCollector();
  private readonly runs: Run[] = [];
  private fileBytes = 0;

  /** Without a file everything stays in memory: for small ones. */
  constructor(plan: RowPlan, fd: number | null) {
    this.plan = plan;
    this.lanes = lanesOf(plan.columns);
    this.fd = fd;
  }

  read(block: { readonly bytes: Uint8Array; readonly records: Uint32Array }): {
    rejects: string;
    tally: Tally;
  } {
    const read = readBlock(block, this.plan, this.lanes, (person, line, original) =>
      this.rows.add(person, line, original),
    );
    if (this.fd !== null && this.rows.bytes > bytesPerRun) this.spill(this.fd);
    return read;
  }

  /** What has been read, once there are no more blocks. */
  finish(): Run[] {
    if (this.rows.bytes > 0) {
      if (this.fd === null) this.runs.push({ kind: 'memory', bytes: this.rows.take() });
      else this.spill(this.fd);
    }
    return this.runs;
  }

  private spill(fd: number): void {
    const bytes = this.rows.take();
    this.runs.push({ kind: 'file', fd, from: this.fileBytes, length: bytes.length });
    for (let done = 0; done < bytes.length; )
      done += writeSync(fd, bytes, done, bytes.length - done, this.fileBytes + done);
    this.fileBytes += bytes.length;
  }
}

/** A file without a name, so that it is gone with the process, however that ends. */
export function openRunFile(path: string): { readonly fd: number; close(): void } {
  const fd = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return { fd, close: () => closeSync(fd) };
}
