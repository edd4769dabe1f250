import { zstdDecompressSync } from 'node:zlib';

/** What a struct of compact Thrift holds, by the numbers of its fields; texts as bytes. */
type Read = Map<number, ReadValue>;
type ReadValue = bigint | Buffer | Read | ReadValue[];

/** Reads a Parquet file back as the format is described (apache/parquet-format), knowing nothing of the code that wrote it. */
export function readParquet(file: Buffer): { names: string[]; rows: unknown[][]; groups: number } {
  if (file.subarray(0, 4).toString() !== 'PAR1' || file.subarray(-4).toString() !== 'PAR1')
    throw new Error('no Parquet');
  const length = file.readUInt32LE(file.length - 8);
  const meta = readStruct({ bytes: file.subarray(file.length - 8 - length, file.length - 8), at: 0 });
  const elements = (meta.get(2) as Read[]).slice(1);
  const names = elements.map((one) => (one.get(4) as Buffer).toString());
  const groups = meta.get(4) as Read[];
  const rows = groups.flatMap((group) => {
    const columns = (group.get(1) as Read[]).map((chunk, at) =>
      readColumn(file, chunk.get(3) as Read, elements[at] as Read),
    );
    return Array.from({ length: Number(group.get(3)) }, (_, row) => columns.map((column) => column[row]));
  });
  if (rows.length !== Number(meta.get(3))) throw new Error('the number of rows is wrong');
  return { names, rows, groups: groups.length };
}

function readColumn(file: Buffer, meta: Read, element: Read): unknown[] {
  const from = { bytes: file, at: Number(meta.get(9)) };
  const header = readStruct(from);
  const page = zstdDecompressSync(file.subarray(from.at, from.at + Number(header.get(3))));
  if (page.length !== Number(header.get(2))) throw new Error('a page is not as long as it says');
  const count = Number((header.get(5) as Read).get(1));
  const levels = readLevels(page.subarray(4, 4 + page.readUInt32LE(0)), count);
  const values = page.subarray(4 + page.readUInt32LE(0));
  let at = 0;
  let bit = -1;
  const take = (size: number) => {
    at += size;
    return at - size;
  };
  const next: Record<number, () => unknown> = {
    0: () => {
      bit += 1;
      return ((values[bit >> 3] ?? 0) >> (bit & 7)) & 1;
    },
    2: () => values.readBigInt64LE(take(8)),
    5: () => values.readDoubleLE(take(8)),
    6: () => {
      const size = values.readUInt32LE(take(4));
      const from = take(size);
      return values.subarray(from, from + size).toString();
    },
  };
  const type = Number(element.get(1));
  return levels.map((isThere) => {
    if (!isThere) return null;
    const value = next[type]?.();
    if (type === 0) return value === 1;
    if (type !== 2) return value;
    return element.get(6) === 9n ? new Date(Number(value)) : Number(value);
  });
}

/** The hybrid of runs and packed bits, one bit wide. */
function readLevels(bytes: Buffer, count: number): boolean[] {
  const levels: boolean[] = [];
  const from = { bytes, at: 0 };
  while (levels.length < count) {
    const head = Number(readVarint(from));
    if (head & 1) {
      for (let n = 0; n < (head >> 1) * 8; n += 1)
        levels.push((((bytes[from.at + (n >> 3)] ?? 0) >> (n & 7)) & 1) === 1);
      from.at += head >> 1;
    } else {
      for (let n = 0; n < head >> 1; n += 1) levels.push(bytes[from.at] === 1);
      from.at += 1;
    }
  }
  return levels.slice(0, count);
}

type From = { bytes: Buffer; at: number };

function readStruct(from: From): Read {
  const fields: Read = new Map();
  for (let last = 0; ; ) {
    const head = from.bytes[from.at++] ?? 0;
    if (head === 0) return fields;
    last = head >> 4 ? last + (head >> 4) : Number(unzigzag(readVarint(from)));
    fields.set(last, readValue(from, head & 15));
  }
}

function readValue(from: From, type: number): ReadValue {
  if (type === 5 || type === 6) return unzigzag(readVarint(from));
  if (type === 12) return readStruct(from);
  if (type === 8) {
    const size = Number(readVarint(from));
    from.at += size;
    return from.bytes.subarray(from.at - size, from.at);
  }
  const head = from.bytes[from.at++] ?? 0;
  const size = head >> 4 === 15 ? Number(readVarint(from)) : head >> 4;
  return Array.from({ length: size }, () => readValue(from, head & 15));
}

function readVarint(from: From): bigint {
  for (let value = 0n, shift = 0n; ; shift += 7n) {
    const byte = from.bytes[from.at++] ?? 0;
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return value;
  }
}

const unzigzag = (value: bigint): bigint => (value & 1n ? -(value >> 1n) - 1n : value >> 1n);
