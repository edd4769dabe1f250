const firstRoomBytes = 1 << 16;
// Up to here, going through a string oneself is cheaper than to call somebody who does it faster.
const fewCharacters = 24;

/** Anything but plain ASCII without quotes and backslashes: what JSON may have to write in another way. */
const unplain = /[^ !#-[\]-~]/;

/**
 * Puts words together to lines of bytes in UTF-8, in memory that is used again and again. Nothing is made on the way: as strings
 * that are joined and then written, the rows of a text were a quarter of all that the garbage collector got to see.
 */
export class Packer {
  #room = Buffer.allocUnsafeSlow(firstRoomBytes);
  #used = 0;

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  /** Any text, in UTF-8. */
  add(text: string): void {
    // A code unit takes three bytes at the most.
    this.#reserve(text.length * 3);
    this.#used += this.#room.write(text, this.#used);
  }

  /** Words of our own, which are ASCII for certain. */
  ascii(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const room = this.#room;
    const from = this.#used;
    if (length > fewCharacters) room.write(text, from, 'latin1');
    else for (let i = 0; i < length; i++) room[from + i] = text.charCodeAt(i);
    this.#used = from + length;
  }

  /** A text within quotation marks, as JSON has it. */
  quote(text: string): void {
    if (text.length > fewCharacters) this.#quoteMany(text);
    else this.#quoteFew(text);
  }

  /** A whole number from 0 on. */
  whole(value: number): void {
    let digits = 1;
    for (let power = 10; value >= power; power *= 10) digits++;
    this.#reserve(digits);
    const room = this.#room;
    const from = this.#used;
    let left = value;
    for (let at = from + digits - 1; at >= from; at--) {
      const rest = Math.floor(left / 10);
      room[at] = 0x30 + (left - rest * 10);
      left = rest;
    }
    this.#used = from + digits;
  }

  /** Everything added so far, and begins anew: the bytes are good until something is added. */
  take(): Buffer {
    const bytes = this.#room.subarray(0, this.#used);
    this.#used = 0;
    return bytes;
  }

  #quoteFew(text: string): void {
    const { length } = text;
    this.#reserve(length + 2);
    const room = this.#room;
    let to = this.#used;
    room[to++] = 0x22;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) {
        this.add(JSON.stringify(text));
        return;
      }
      room[to++] = code;
    }
    room[to++] = 0x22;
    this.#used = to;
  }

  #quoteMany(text: string): void {
    if (unplain.test(text)) {
      this.add(JSON.stringify(text));
      return;
    }
    const { length } = text;
    this.#reserve(length + 2);
    const room = this.#room;
    const from = this.#used;
    room[from] = 0x22;
    room.write(text, from + 1, 'latin1');
    room[from + length + 1] = 0x22;
    this.#used = from + length + 2;
  }

  #reserve(more: number): void {
    const most = this.#used + more;
    if (most <= this.#room.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#room.length * 2));
    this.#room.copy(larger, 0, 0, this.#used);
    this.#room = larger;
  }
}
