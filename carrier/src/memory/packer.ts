/** Joins strings to bytes in UTF-8, in memory that is used again and again. */
export interface Packer {
  readonly isEmpty: boolean;
  add(text: string): void;
  /** Everything added so far, and begins anew: the bytes are good until the next `add`. */
  take(): Buffer;
}

const firstRoomBytes = 1 << 16;
// Larger strings get memory of their own, which the kernel has to find and clear first: that cost more than the rest.
const pieceLength = 1 << 12;

export function createPacker(): Packer {
  let room = Buffer.allocUnsafeSlow(firstRoomBytes);
  let used = 0;
  let piece = '';

  function pack(): void {
    // A code unit takes three bytes at the most.
    const most = used + piece.length * 3;
    if (most > room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(most, room.length * 2));
      room.copy(larger, 0, 0, used);
      room = larger;
    }
    used += room.write(piece, used);
    piece = '';
  }

  return {
    get isEmpty() {
      return used === 0 && piece === '';
    },
    add(text) {
      piece += text;
      if (piece.length >= pieceLength) pack();
    },
    take() {
      pack();
      const bytes = room.subarray(0, used);
      used = 0;
      return bytes;
    },
  };
}
