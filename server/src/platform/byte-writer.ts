/** Bytes that are written one after another, in memory that grows with them. Numbers are big-endian, as on the wire. */
export class ByteWriter {
  bytes: Buffer<ArrayBuffer>;
  length = 0;
  private view: DataView;

  constructor(capacity = 1_024) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
    this.view = viewOf(this.bytes);
  }

  int32(value: number): void {
    this.reserve(4);
    this.view.setInt32(this.length, value);
    this.length += 4;
  }

  int64(value: number): void {
    this.reserve(8);
    writeInt64(this.view, this.length, value);
    this.length += 8;
  }

  float64(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value);
    this.length += 8;
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  /** UTF-8 with the number of its bytes before it; nothing is -1. */
  text(value: string | null): void {
    if (value === null) {
      this.int32(-1);
      return;
    }
    this.reserve(4 + value.length * mostBytesPerUnit);
    const from = this.length + 4;
    const to = from + writeText(this.bytes, value, from);
    this.view.setInt32(this.length, to - from);
    this.length = to;
  }

  /** Bytes of somebody else, such as a text that has its length before it already. */
  copy(source: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    // Short runs are the rule, and a loop over them is done before a call into C++ would have begun.
    if (to - from > 64) this.bytes.set(source.subarray(from, to), this.length);
    else for (let at = 0; at < to - from; at += 1) this.bytes[this.length + at] = source[from + at] as number;
    this.length += to - from;
  }

  /** Writes over what is there. */
  setInt32(at: number, value: number): void {
    this.view.setInt32(at, value);
  }

  written(): Buffer<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.written());
    this.bytes = grown;
    this.view = viewOf(grown);
  }
}

// A character outside the basic plane takes four bytes and two units.
const mostBytesPerUnit = 3;

/** Returns how many bytes it took. A loop writes short ASCII, which is nearly all there is, in a third of the time. */
function writeText(bytes: Buffer, text: string, from: number): number {
  if (text.length > 100) return bytes.write(text, from, 'utf8');
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return bytes.write(text, from, 'utf8');
    bytes[from + at] = code;
  }
  return text.length;
}

const twoTo32 = 2 ** 32;

/** A whole number below 2^53. */
function writeInt64(view: DataView, at: number, value: number): void {
  const high = Math.floor(value / twoTo32);
  view.setInt32(at, high);
  view.setUint32(at + 4, value - high * twoTo32);
}

export function readInt64(view: DataView, at: number): number {
  return view.getInt32(at) * twoTo32 + view.getUint32(at + 4);
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
