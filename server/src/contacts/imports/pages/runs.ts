import { readSync } from 'node:fs';
import { viewOf } from '../../../platform/byte-writer.ts';
import { places } from './row-record.ts';

/** Sorted records, in memory or in a file. */
export type Run =
  | { readonly kind: 'memory'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly fd: number; readonly from: number; readonly length: number };

/** Walks over the records of a run. `order` and `line` are those of the record that begins at `at` of `bytes`. */
export class RunReader {
  bytes: Uint8Array;
  at = 0;
  length = 0;
  order = 0;
  line = 0;
  view: DataView;
  private end: number;
  private readonly file: { readonly fd: number; position: number; readonly end: number } | null;

  constructor(run: Run, windowBytes: number) {
    const isInMemory = run.kind === 'memory';
    this.bytes = isInMemory ? run.bytes : new Uint8Array(Math.min(windowBytes, run.length));
    this.end = isInMemory ? run.bytes.length : 0;
    this.file = isInMemory ? null : { fd: run.fd, position: run.from, end: run.from + run.length };
    this.view = viewOf(this.bytes);
  }

  /** False when there are no more. */
  next(): boolean {
    this.at += this.length;
    this.length = 0;
    if (!this.holds(4)) return false;
    const length = this.view.getInt32(this.at);
    if (!this.holds(length)) throw new Error('A run of rows ends in the middle of a row.');
    this.length = length;
    this.order = this.view.getFloat64(this.at + places.orderAt);
    this.line = this.view.getFloat64(this.at + places.lineAt);
    return true;
  }

  private holds(count: number): boolean {
    if (this.end - this.at >= count) return true;
    if (this.file === null || this.file.position === this.file.end) return false;
    this.refill(this.file, count);
    return this.end - this.at >= count;
  }

  private refill(file: NonNullable<RunReader['file']>, atLeast: number): void {
    const rest = this.bytes.subarray(this.at, this.end);
    if (atLeast > this.bytes.length) {
      const larger = new Uint8Array(atLeast);
      larger.set(rest);
      this.bytes = larger;
      this.view = viewOf(larger);
    } else this.bytes.copyWithin(0, this.at, this.end);
    this.end = rest.length;
    this.at = 0;
    while (this.end < this.bytes.length && file.position < file.end) {
      const most = Math.min(this.bytes.length - this.end, file.end - file.position);
      const read = readSync(file.fd, this.bytes, this.end, most, file.position);
      if (read === 0) throw new Error('A file of sorted rows is shorter than it was.');
      file.position += read;
      this.end += read;
    }
  }
}
