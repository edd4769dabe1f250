/**
 * Reads the fields of one PDU. Nothing throws and nothing is read past the end: a field that is not there is zero or empty,
 * and `isTruncated` says so afterwards.
 */
export class PduReader {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
  isTruncated = false;

  constructor(bytes: Buffer, at: number, end: number) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  u8(): number {
    if (this.at < this.end) return this.bytes[this.at++] as number;
    this.isTruncated = true;
    return 0;
  }

  u32(): number {
    if (this.end - this.at < 4) {
      this.at = this.end;
      this.isTruncated = true;
      return 0;
    }
    this.at += 4;
    return this.bytes.readUInt32BE(this.at - 4);
  }

  /**
   * A string up to its NUL, however long. Some carriers leave out the NUL of a last field, so a string may also end where the
   * PDU does; only one that has not even begun is missing.
   */
  cstring(): string {
    const { bytes, at, end } = this;
    if (at >= end) {
      this.isTruncated = true;
      return '';
    }
    if (bytes[at] === 0) {
      this.at = at + 1;
      return '';
    }
    let to = at + 1;
    while (to < end && bytes[to] !== 0) to++;
    this.at = to < end ? to + 1 : end;
    return bytes.toString('latin1', at, to);
  }

  /** Bytes after their length in one octet, as a view; fewer when the length says more than there are. */
  octets(): Buffer {
    const length = this.u8();
    const from = this.at;
    if (length > this.end - from) this.isTruncated = true;
    this.at = Math.min(from + length, this.end);
    return this.bytes.subarray(from, this.at);
  }
}
