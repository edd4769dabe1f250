/**
 * The compact form of Thrift, as far as the headers of Parquet need it (apache/thrift, doc/specs/thrift-compact-protocol.md): structs with
 * whole numbers, texts, lists and structs in them.
 */
export type Field =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly struct: Struct }
  | { readonly i32s: readonly number[] }
  | { readonly texts: readonly string[] }
  | { readonly structs: readonly Struct[] };
/** Fields by their numbers, in rising order. */
export type Struct = Readonly<Record<number, Field>>;

const types = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 } as const;

export function encodeStruct(struct: Struct): Buffer {
  const bytes: number[] = [];
  writeStruct(bytes, struct);
  return Buffer.from(bytes);
}

function writeStruct(bytes: number[], struct: Struct): void {
  let last = 0;
  for (const [key, field] of Object.entries(struct)) {
    const id = Number(key);
    const type = typeOf(field);
    // The number of a field is told as the step from the one before, where that is small enough.
    if (id - last <= 15) bytes.push(((id - last) << 4) | type);
    else {
      bytes.push(type);
      writeVarint(bytes, zigzag(id));
    }
    last = id;
    writeField(bytes, field);
  }
  bytes.push(0);
}

function typeOf(field: Field): number {
  if ('i32' in field) return types.i32;
  if ('i64' in field) return types.i64;
  if ('text' in field) return types.text;
  return 'struct' in field ? types.struct : types.list;
}

function writeField(bytes: number[], field: Field): void {
  if ('i32' in field) writeVarint(bytes, zigzag(field.i32));
  else if ('i64' in field) writeVarint(bytes, zigzag(field.i64));
  else if ('text' in field) writeText(bytes, field.text);
  else if ('struct' in field) writeStruct(bytes, field.struct);
  else if ('i32s' in field) writeList(bytes, types.i32, field.i32s, (one) => writeVarint(bytes, zigzag(one)));
  else if ('texts' in field) writeList(bytes, types.text, field.texts, (one) => writeText(bytes, one));
  else writeList(bytes, types.struct, field.structs, (one) => writeStruct(bytes, one));
}

function writeList<T>(bytes: number[], type: number, all: readonly T[], write: (one: T) => void): void {
  if (all.length < 15) bytes.push((all.length << 4) | type);
  else {
    bytes.push(0xf0 | type);
    writeVarint(bytes, BigInt(all.length));
  }
  for (const one of all) write(one);
}

function writeText(bytes: number[], text: string): void {
  const encoded = Buffer.from(text, 'utf8');
  writeVarint(bytes, BigInt(encoded.length));
  for (const byte of encoded) bytes.push(byte);
}

const zigzag = (value: number): bigint => (value < 0 ? -2n * BigInt(value) - 1n : 2n * BigInt(value));

export function writeVarint(bytes: number[], value: bigint): void {
  let left = value;
  while (left >= 0x80n) {
    bytes.push(Number(left & 0x7fn) | 0x80);
    left >>= 7n;
  }
  bytes.push(Number(left));
}
