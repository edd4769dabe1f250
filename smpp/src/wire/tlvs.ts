import { readTlvValue, type TlvName, type TlvValue, tlvTable, writeTlvValue } from './tlv-table.ts';

/** An optional parameter as it travels. Tags without a name, such as a vendor's from 0x1400 on, are kept like all others. */
export interface Tlv {
  /** 16 bits. */
  readonly tag: number;
  /** At most 65,535 octets. */
  readonly value: Uint8Array;
}

const tagBytes = 4; // Two of the tag, two of the length.

/** The optional parameters of a decoded PDU: read when asked for, never copied. Its bytes are a view of the chunk read. */
export class Tlvs implements Iterable<Tlv> {
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;

  /** The parameters between two offsets; a last one that says it is longer than that is left out. */
  constructor(bytes: Buffer, start: number, end: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
  }

  /** Whether there is none at all. */
  get isEmpty(): boolean {
    return this.#start === this.#end;
  }

  /**
   * The value of a parameter with a name, in the type of that name: a number, a string without its NUL, or bytes.
   *
   * @returns undefined when it is missing, or too short to be read; the first one when there are several
   */
  get<Name extends TlvName>(name: Name): TlvValue<Name> | undefined {
    if (this.isEmpty) return undefined;
    const from = this.#seek(tlvTable[name].tag);
    return from < 0 ? undefined : readTlvValue(name, this.#bytes, from, from + this.#lengthBefore(from));
  }

  /** The bytes of the first parameter with a tag. */
  find(tag: number): Buffer | undefined {
    const from = this.#seek(tag);
    return from < 0 ? undefined : this.#bytes.subarray(from, from + this.#lengthBefore(from));
  }

  /** The first parameter with a tag as text in UTF-8, with or without a NUL at its end, which is left out. */
  findText(tag: number): string | undefined {
    const from = this.#seek(tag);
    if (from < 0) return undefined;
    const bytes = this.#bytes;
    const to = from + this.#lengthBefore(from);
    return bytes.toString('utf8', from, to > from && bytes[to - 1] === 0 ? to - 1 : to);
  }

  /** Where the value of the first parameter with a tag begins, or -1. */
  #seek(tag: number): number {
    const bytes = this.#bytes;
    for (let at = this.#start; at + tagBytes <= this.#end; ) {
      const from = at + tagBytes;
      const to = from + this.#lengthBefore(from);
      if (to > this.#end) return -1;
      if ((((bytes[at] as number) << 8) | (bytes[at + 1] as number)) === tag) return from;
      at = to;
    }
    return -1;
  }

  #lengthBefore(from: number): number {
    const bytes = this.#bytes;
    return ((bytes[from - 2] as number) << 8) | (bytes[from - 1] as number);
  }

  /** All parameters in the order of the wire. */
  *[Symbol.iterator](): Generator<Tlv> {
    const bytes = this.#bytes;
    for (let at = this.#start; at + tagBytes <= this.#end; ) {
      const from = at + tagBytes;
      const to = from + bytes.readUInt16BE(at + 2);
      if (to > this.#end) return;
      yield { tag: bytes.readUInt16BE(at), value: bytes.subarray(from, to) };
      at = to;
    }
  }
}

/** The parameters of a PDU that has none. */
export const noTlvs = new Tlvs(Buffer.alloc(0), 0, 0);

/** Whether parameters fill the bytes between two offsets exactly, none of them reaching past the end. */
export function fitTlvs(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at + tagBytes <= end)
    at += tagBytes + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  return at === end;
}

/**
 * Makes an optional parameter for sending.
 *
 * @param name one of the table, or the tag of a vendor's parameter as a number, whose value is then bytes
 */
export function tlv<Name extends TlvName>(name: Name, value: TlvValue<Name>): Tlv;
export function tlv(tag: number, value: Uint8Array): Tlv;
export function tlv(name: TlvName | number, value: TlvValue<TlvName>): Tlv {
  if (typeof name === 'number') return { tag: name, value: value as Uint8Array };
  return { tag: tlvTable[name].tag, value: writeTlvValue(name, value) };
}
