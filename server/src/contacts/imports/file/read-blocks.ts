import { createReadStream } from 'node:fs';
import type { Dialect } from './dialect.ts';
import { scanRecords } from './scan-records.ts';

/** A run of whole records, ready to be handed to another thread. */
export type Block = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** For each record: where it starts, where it ends, the line of the file it begins on, and its flaw. */
  readonly records: Uint32Array<ArrayBuffer>;
  /** How far into the file this block reaches. */
  readonly bytesRead: number;
};

export const numbersPerRecord = 4;

// Large enough that handing over costs nothing, small enough that a handful in flight is a few megabytes.
export const blockBytes = 262_144;

export type ReadOptions = {
  readonly path: string;
  readonly dialect: Dialect;
  readonly bomBytes: number;
  /** Rows begin on this line; what stands above is preamble and header. */
  readonly firstLine: number;
  readonly signal?: AbortSignal;
};

/** The file from beginning to end, once, in blocks of whole records. Memory is bounded by the longest record. */
export async function* readBlocks(options: ReadOptions): AsyncGenerator<Block> {
  const decode = decoderOf(options.dialect);
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  let line = 1;
  let bytesRead = options.bomBytes;
  const stream = createReadStream(options.path, { start: options.bomBytes, highWaterMark: blockBytes });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    options.signal?.throwIfAborted();
    bytesRead += chunk.length;
    const bytes = Buffer.concat([rest, decode(chunk, false)]);
    const block = cut(bytes, options, line, false);
    line = block.nextLine;
    rest = bytes.subarray(block.used);
    if (block.records.length > 0) yield { bytes: block.bytes, records: block.records, bytesRead };
  }
  const bytes = Buffer.concat([rest, decode(Buffer.alloc(0), true)]);
  const block = cut(bytes, options, line, true);
  if (block.records.length > 0) yield { bytes: block.bytes, records: block.records, bytesRead };
}

function cut(bytes: Uint8Array, options: ReadOptions, line: number, isLast: boolean) {
  const scan = scanRecords(bytes, options.dialect, line, isLast);
  let skipped = 0;
  while (skipped < scan.lines.length && (scan.lines[skipped] ?? 0) < options.firstLine) skipped += 1;
  const count = scan.starts.length - skipped;
  const records = new Uint32Array(count * numbersPerRecord);
  for (let at = 0; at < count; at += 1) {
    records[at * numbersPerRecord] = scan.starts[at + skipped] ?? 0;
    records[at * numbersPerRecord + 1] = scan.ends[at + skipped] ?? 0;
    records[at * numbersPerRecord + 2] = scan.lines[at + skipped] ?? 0;
    records[at * numbersPerRecord + 3] = scan.flaws[at + skipped] ?? 0;
  }
  // A copy of its own, so that it can be transferred while the rest stays here.
  return {
    bytes: new Uint8Array(bytes.subarray(0, scan.used)),
    records,
    used: scan.used,
    nextLine: scan.nextLine,
  };
}

/** UTF-16 becomes UTF-8 here, because its delimiters are no single bytes. Everything else is left as it is. */
export function decoderOf(dialect: Pick<Dialect, 'encoding'>): (chunk: Buffer, isLast: boolean) => Buffer {
  if (dialect.encoding === 'utf-8') return (chunk) => chunk;
  const decoder = new TextDecoder(dialect.encoding);
  return (chunk, isLast) => Buffer.from(decoder.decode(chunk, { stream: !isLast }));
}
