import { promisify } from 'node:util';
import { zstdCompress } from 'node:zlib';
import type { Column, ColumnKind, Row, Value, Writer } from './column.ts';
import { encodeStruct, type Field, type Struct, writeVarint } from './thrift.ts';

/**
 * Parquet (apache/parquet-format): rows in groups, each column of a group in one page, every value optional, written plainly and compressed
 * by Zstandard, and at the end of the file where everything stands.
 *
 *   PAR1 · group (page of column 1 · page of column 2 · …) · group … · footer · its length (4 bytes) · PAR1
 *
 * Only one group of rows and the places of those before are kept.
 */
const magic = Buffer.from('PAR1');
/** Large enough to compress well, small enough to hold sixteen columns of them in some megabytes. */
const rowsAGroup = 20_000;

const physical: Readonly<Record<ColumnKind, number>> = {
  boolean: 0,
  integer: 2,
  time: 2,
  number: 5,
  text: 6,
};
/** What the bytes mean: text in UTF-8, milliseconds since 1970. */
const converted: Partial<Record<ColumnKind, number>> = { text: 0, time: 9 };
const [plain, runLength, optional, zstd, dataPage] = [0, 3, 1, 6, 0];
const compress = promisify(zstdCompress);

type Group = { readonly columns: readonly Struct[]; readonly bytes: number; readonly rows: number };

export function parquetWriter(columns: readonly Column[]): Writer {
  const groups: Group[] = [];
  let waiting: Row[] = [];
  let offset = magic.length;

  async function flush(): Promise<Buffer> {
    const rows = waiting;
    waiting = [];
    const chunks: Buffer[] = [];
    const placed: Struct[] = [];
    let bytes = 0;
    for (const [at, column] of columns.entries()) {
      const page = await writePage(
        column.kind,
        rows.map((row) => row[at] ?? null),
      );
      placed.push(columnChunk(column, rows.length, offset, page));
      chunks.push(page.header, page.body);
      offset += page.header.length + page.body.length;
      bytes += page.header.length + page.rawBytes;
    }
    groups.push({ columns: placed, bytes, rows: rows.length });
    return Buffer.concat(chunks);
  }

  return {
    contentType: 'application/vnd.apache.parquet',
    extension: 'parquet',
    begin: () => magic,
    async write(rows) {
      const done: Buffer[] = [];
      for (const row of rows) {
        waiting.push(row);
        if (waiting.length === rowsAGroup) done.push(await flush());
      }
      return Buffer.concat(done);
    },
    async end() {
      const last = waiting.length > 0 ? await flush() : Buffer.alloc(0);
      const footer = encodeStruct(fileMetaData(columns, groups));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(footer.length);
      return Buffer.concat([last, footer, length, magic]);
    },
  };
}

type Page = { readonly header: Buffer; readonly body: Buffer; readonly rawBytes: number };

async function writePage(kind: ColumnKind, values: readonly Value[]): Promise<Page> {
  const known = values.filter((value) => value !== null);
  const raw = Buffer.concat([levelsOf(values), encodeValues(kind, known)]);
  const body = await compress(raw);
  const header = encodeStruct({
    1: { i32: dataPage },
    2: { i32: raw.length },
    3: { i32: body.length },
    5: {
      struct: { 1: { i32: values.length }, 2: { i32: plain }, 3: { i32: runLength }, 4: { i32: runLength } },
    },
  });
  return { header, body, rawBytes: raw.length };
}

/** Which values are there: a bit each, in one bit-packed run, with the length of it all before. */
function levelsOf(values: readonly Value[]): Buffer {
  const groups = Math.ceil(values.length / 8);
  const head: number[] = [];
  writeVarint(head, BigInt((groups << 1) | 1));
  const bits = Buffer.alloc(groups);
  for (const [at, value] of values.entries())
    if (value !== null) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length + bits.length);
  return Buffer.concat([length, Buffer.from(head), bits]);
}

function encodeValues(kind: ColumnKind, values: readonly NonNullable<Value>[]): Buffer {
  if (kind === 'text') return encodeTexts(values.map(String));
  if (kind === 'boolean') {
    const bits = Buffer.alloc(Math.ceil(values.length / 8));
    for (const [at, value] of values.entries())
      if (value === true) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
    return bits;
  }
  const bytes = Buffer.alloc(values.length * 8);
  for (const [at, value] of values.entries())
    if (kind === 'number') bytes.writeDoubleLE(Number(value), at * 8);
    else bytes.writeBigInt64LE(BigInt(value instanceof Date ? value.getTime() : Number(value)), at * 8);
  return bytes;
}

function encodeTexts(texts: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(texts.reduce((sum, text) => sum + 4 + Buffer.byteLength(text), 0));
  let at = 0;
  for (const text of texts) {
    const length = bytes.write(text, at + 4);
    bytes.writeUInt32LE(length, at);
    at += 4 + length;
  }
  return bytes;
}

function columnChunk({ name, kind }: Column, rows: number, offset: number, page: Page): Struct {
  const meta: Struct = {
    1: { i32: physical[kind] },
    2: { i32s: [plain, runLength] },
    3: { texts: [name] },
    4: { i32: zstd },
    5: { i64: rows },
    6: { i64: page.header.length + page.rawBytes },
    7: { i64: page.header.length + page.body.length },
    9: { i64: offset },
  };
  return { 2: { i64: offset }, 3: { struct: meta } };
}

function fileMetaData(columns: readonly Column[], groups: readonly Group[]): Struct {
  const root: Struct = { 4: { text: 'rows' }, 5: { i32: columns.length } };
  const elements = columns.map(({ name, kind }): Struct => {
    const meaning = converted[kind];
    const fields: Record<number, Field> = {
      1: { i32: physical[kind] },
      3: { i32: optional },
      4: { text: name },
    };
    return meaning === undefined ? fields : { ...fields, 6: { i32: meaning } };
  });
  return {
    1: { i32: 1 },
    2: { structs: [root, ...elements] },
    3: { i64: groups.reduce((sum, one) => sum + one.rows, 0) },
    4: {
      structs: groups.map(
        (one): Struct => ({ 1: { structs: one.columns }, 2: { i64: one.bytes }, 3: { i64: one.rows } }),
      ),
    },
    6: { text: 'Tidings' },
  };
}
