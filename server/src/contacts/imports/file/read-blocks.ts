import { type FileHandle, open } from 'node:fs/promises';
import type { Dialect } from './dialect.ts';
import { type Scan, scanRecords } from './scan-records.ts';

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
export const blockBytes = 131_072;

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
  const file = await open(options.path, 'r');
  try {
    const read = options.dialect.encoding === 'utf-8' ? readPlain(file) : readWide(file, options.dialect);
    let rest: Uint8Array = new Uint8Array(0);
    let line = 1;
    let bytesRead = options.bomBytes;
    for (;;) {
      options.signal?.throwIfAborted();
      const next = await read(rest, bytesRead);
      const isLast = next.bytesRead === 0;
      bytesRead += next.bytesRead;
      const scan = scanRecords(next.bytes, options.dialect, line, isLast);
      line = scan.nextLine;
      // The few bytes of an unfinished record are copied, so that the block itself can change hands.
      rest = new Uint8Array(next.bytes.subarray(scan.used));
      const records = pack(scan, options.firstLine);
      if (records.length > 0) yield { bytes: next.bytes, records, bytesRead };
      if (isLast) return;
    }
  } finally {
    await file.close();
  }
}

type ReadNext = (
  rest: Uint8Array,
  position: number,
) => Promise<{ bytes: Uint8Array<ArrayBuffer>; bytesRead: number }>;

// Memory of its own for each block (never of the pool that small buffers share), filled right behind the rest.
function readPlain(file: FileHandle): ReadNext {
  return async (rest, position) => {
    const bytes = new Uint8Array(new ArrayBuffer(rest.length + blockBytes));
    bytes.set(rest);
    const { bytesRead } = await file.read(bytes, rest.length, blockBytes, position);
    return { bytes: bytes.subarray(0, rest.length + bytesRead), bytesRead };
  };
}

function readWide(file: FileHandle, dialect: Dialect): ReadNext {
  const decode = decoderOf(dialect);
  const raw = Buffer.alloc(blockBytes);
  return async (rest, position) => {
    const { bytesRead } = await file.read(raw, 0, blockBytes, position);
    const text = decode(raw.subarray(0, bytesRead), bytesRead === 0);
    const bytes = new Uint8Array(rest.length + text.length);
    bytes.set(rest);
    bytes.set(text, rest.length);
    return { bytes, bytesRead };
  };
}

function pack(scan: Scan, firstLine: number): Uint32Array<ArrayBuffer> {
  let skipped = 0;
  while (skipped < scan.lines.length && (scan.lines[skipped] ?? 0) < firstLine) skipped += 1;
  const count = scan.starts.length - skipped;
  const records = new Uint32Array(count * numbersPerRecord);
  for (let at = 0; at < count; at += 1) {
    records[at * numbersPerRecord] = scan.starts[at + skipped] ?? 0;
    records[at * numbersPerRecord + 1] = scan.ends[at + skipped] ?? 0;
    records[at * numbersPerRecord + 2] = scan.lines[at + skipped] ?? 0;
    records[at * numbersPerRecord + 3] = scan.flaws[at + skipped] ?? 0;
  }
  return records;
}

/** UTF-16 becomes UTF-8 here, because its delimiters are no single bytes. Everything else is left as it is. */
export function decoderOf(dialect: Pick<Dialect, 'encoding'>): (chunk: Buffer, isLast: boolean) => Buffer {
  if (dialect.encoding === 'utf-8') return (chunk) => chunk;
  const decoder = new TextDecoder(dialect.encoding);
  return (chunk, isLast) => Buffer.from(decoder.decode(chunk, { stream: !isLast }));
}
