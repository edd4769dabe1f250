import type { EncodeProblem } from './pdu.ts';

const headerBytes = 16;
const fewOctets = 32;

/**
 * Bytes on their way out: PDUs are written one behind another into one buffer that grows and is used again. A field that
 * cannot be written is remembered, and `end` then takes the whole PDU back, so that fields need no checks between them.
 */
export class PduWriter {
  bytes: Buffer;
  length = 0;
  /** Strings may be longer than the specification allows. Carriers hand out passwords of ten characters. */
  readonly areLimitsLenient: boolean;
  #start = 0;
  #problem: EncodeProblem | null = null;

  constructor(options: { readonly bytes?: number; readonly areLimitsLenient?: boolean } = {}) {
    this.bytes = Buffer.allocUnsafe(options.bytes ?? 4096);
    this.areLimitsLenient = options.areLimitsLenient ?? false;
  }

  /** What has been written, as a view that the next PDU may overwrite after `clear`. */
  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Forgets what has been written; the memory stays. */
  clear(): void {
    this.length = 0;
  }

  /** Begins a PDU; its length is filled in by `end`. */
  begin(commandId: number, status: number, sequence: number): void {
    this.#start = this.length;
    this.#problem = null;
    this.#reserve(headerBytes);
    this.length += 4;
    this.u32(commandId);
    this.u32(status);
    this.u32(sequence);
  }

  /** Ends a PDU. With a problem, nothing of it stays written. */
  end(): EncodeProblem | null {
    if (this.#problem === null) {
      const length = this.length - this.#start;
      this.bytes.writeUInt32BE(length, this.#start);
    } else {
      this.length = this.#start;
    }
    return this.#problem;
  }

  u8(field: string, value: number): void {
    if ((value & 0xff) !== value) this.refuse('pdu.number_out_of_range', field, 'is not a number of 8 bits');
    if (this.length === this.bytes.length) this.#reserve(1);
    this.bytes[this.length++] = value;
  }

  u16(value: number): void {
    this.#reserve(2);
    this.bytes[this.length++] = value >>> 8;
    this.bytes[this.length++] = value;
  }

  u32(value: number): void {
    this.#reserve(4);
    const { bytes, length } = this;
    bytes[length] = value >>> 24;
    bytes[length + 1] = value >>> 16;
    bytes[length + 2] = value >>> 8;
    bytes[length + 3] = value;
    this.length += 4;
  }

  /**
   * A string and its NUL. A NUL inside would end it early and push what follows into other fields: an address from outside
   * could then choose who pays.
   *
   * @param max octets with the NUL
   */
  cstring(field: string, value: string, max: number): void {
    const { length } = value;
    if (length >= max && !this.areLimitsLenient) {
      this.refuse('pdu.field_too_long', field, `is longer than ${max - 1} characters`);
    }
    this.#reserve(length + 1);
    const { bytes } = this;
    let at = this.length;
    for (let index = 0; index < length; index++) {
      const code = value.charCodeAt(index);
      // Below 1 and above 255 in one comparison.
      if ((code - 1) >>> 0 > 0xfe)
        this.refuse('pdu.field_not_latin1', field, 'has a NUL, or a character that Latin-1 lacks');
      bytes[at++] = code;
    }
    bytes[at++] = 0;
    this.length = at;
  }

  /** Bytes after their length in one octet. */
  octets(field: string, value: Uint8Array): void {
    if (value.length > 0xff) {
      this.refuse(
        'pdu.field_too_long',
        field,
        'is longer than 255 octets; put it into the TLV messagePayload',
      );
      return;
    }
    this.#reserve(value.length + 1);
    this.bytes[this.length++] = value.length;
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  /** An optional parameter. */
  tlv(tag: number, value: Uint8Array): void {
    if ((tag & 0xffff) !== tag)
      this.refuse('pdu.number_out_of_range', nameOfTlv(tag), 'has a tag of more than 16 bits');
    const octets = value.length;
    if (octets > 0xffff) {
      this.refuse('pdu.field_too_long', nameOfTlv(tag), 'is longer than 65,535 octets');
      return;
    }
    this.#reserve(octets + 4);
    this.u16(tag);
    this.u16(octets);
    // Most are words of a few octets, for which a call to copy them costs more than copying.
    const { bytes, length } = this;
    if (octets > fewOctets) bytes.set(value, length);
    else for (let index = 0; index < octets; index++) bytes[length + index] = value[index] as number;
    this.length += octets;
  }

  /** Notes that this PDU cannot be written; the first reason stands. */
  refuse(code: EncodeProblem['code'], field: string, what: string): void {
    this.#problem ??= { code, field, sentence: `${field} ${what}.` };
  }

  #reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}

/** As problems name an optional parameter; made only when there is one, because every text has parameters. */
function nameOfTlv(tag: number): string {
  return `tlv 0x${tag.toString(16).padStart(4, '0')}`;
}
