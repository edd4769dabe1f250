import { headerOctets } from './decode-pdu.ts';

/**
 * Why a stream cannot be read any further. A length that is wrong leaves no way of finding where the next PDU begins, so the
 * connection has to be closed.
 */
export interface StreamDefect {
  readonly code: 'stream.length_too_short' | 'stream.length_too_long';
  /** What the header said. */
  readonly length: number;
  readonly sentence: string;
}

/** Takes the frame of one PDU: it stands in `bytes` from `start` to `end`. */
export type TakeFrame = (bytes: Buffer, start: number, end: number) => void;

/** Finds PDUs in a stream, however it is cut into chunks. */
export interface Splitter {
  /**
   * Takes the next chunk and hands over every PDU that is whole by now, in order, before it returns.
   *
   * @returns null, or why nothing more can be read; from then on every call says so again and hands nothing over
   */
  push(chunk: Buffer): StreamDefect | null;
  /** From the next header on, PDUs may be this long. */
  allow(maxOctets: number): void;
  /** Octets kept of a PDU that has not come to its end. */
  readonly keptOctets: number;
}

/** Enough for a message_payload of 64 KiB and everything around it. */
export const longestPduOctets = 70_000;

const firstKeptOctets = 256;

/**
 * Makes a splitter. It keeps at most one PDU that is not whole yet, in memory that grows with what has really come: a header
 * that promises 70,000 octets costs nothing.
 *
 * @param options.maxOctets a longer PDU ends the stream
 */
export function createSplitter(options: { readonly maxOctets?: number; readonly take: TakeFrame }): Splitter {
  const { take } = options;
  let maxOctets = options.maxOctets ?? longestPduOctets;
  let kept = Buffer.alloc(0);
  let keptOctets = 0;
  let defect: StreamDefect | null = null;

  function lengthAt(bytes: Buffer, at: number): number {
    const length = bytes.readUInt32BE(at);
    if (length < headerOctets || length > maxOctets) defect = defectOf(length, maxOctets);
    return length;
  }

  function keep(chunk: Buffer, from: number, to: number): void {
    const needed = keptOctets + to - from;
    if (needed > kept.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, kept.length * 2, firstKeptOctets));
      kept.copy(grown, 0, 0, keptOctets);
      kept = grown;
    }
    chunk.copy(kept, keptOctets, from, to);
    keptOctets = needed;
  }

  /** Completes the PDU that an earlier chunk began; returns where in the chunk it ended. */
  function completeKept(chunk: Buffer): number {
    let at = 0;
    if (keptOctets < 4) {
      at = Math.min(4 - keptOctets, chunk.length);
      keep(chunk, 0, at);
      if (keptOctets < 4) return at;
    }
    const length = lengthAt(kept, 0);
    if (defect) return at;
    const to = Math.min(at + length - keptOctets, chunk.length);
    keep(chunk, at, to);
    if (keptOctets === length) {
      // What takes the PDU may hold on to views of it, so the next one gets memory of its own.
      const whole = kept;
      kept = Buffer.alloc(0);
      keptOctets = 0;
      take(whole, 0, length);
    }
    return to;
  }

  return {
    push(chunk) {
      let at = 0;
      if (defect === null && keptOctets > 0) at = completeKept(chunk);
      while (defect === null && chunk.length - at >= 4) {
        const length = lengthAt(chunk, at);
        if (defect !== null || length > chunk.length - at) break;
        at += length;
        take(chunk, at - length, at);
      }
      if (defect === null && at < chunk.length) keep(chunk, at, chunk.length);
      return defect;
    },
    allow(octets) {
      maxOctets = octets;
    },
    get keptOctets() {
      return keptOctets;
    },
  };
}

function defectOf(length: number, maxOctets: number): StreamDefect {
  if (length < headerOctets) {
    const sentence = `A PDU says that it has ${length} octets; a header alone has ${headerOctets}.`;
    return { code: 'stream.length_too_short', length, sentence };
  }
  const sentence = `A PDU says that it has ${length} octets; the most is ${maxOctets}.`;
  return { code: 'stream.length_too_long', length, sentence };
}
