import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goldenBytes, goldenPdus } from '../../test/golden.ts';
import { pduBytes } from './encode-pdu.ts';
import { createSplitter, longestPduOctets } from './splitter.ts';
import { tlv } from './tlvs.ts';

function collect(options: { maxOctets?: number } = {}) {
  const frames: string[] = [];
  const views: Buffer[] = [];
  const splitter = createSplitter({
    ...options,
    take: (bytes, start, end) => {
      frames.push(bytes.toString('hex', start, end));
      views.push(bytes.subarray(start, end));
    },
  });
  return { splitter, frames, views };
}

const all = Buffer.concat(goldenPdus.map(({ bytes }) => bytes));
const expected = goldenPdus.map(({ bytes }) => bytes.toString('hex'));
const header = (length: number) => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(length);
  return bytes;
};

describe('a stream', () => {
  test('gives all PDUs of one chunk in order', () => {
    const { splitter, frames } = collect();
    expect(splitter.push(all)).toBeNull();
    expect(frames).toEqual(expected);
    expect(splitter.keptOctets).toBe(0);
  });

  test('gives the same octet by octet', () => {
    const { splitter, frames } = collect();
    for (let at = 0; at < all.length; at++) splitter.push(all.subarray(at, at + 1));
    expect(frames).toEqual(expected);
  });

  test('gives the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 200 }), { maxLength: 60 }), (lengths) => {
        const { splitter, frames } = collect();
        let at = 0;
        for (const length of lengths) {
          splitter.push(all.subarray(at, at + length));
          at = Math.min(at + length, all.length);
        }
        splitter.push(all.subarray(at));
        expect(frames).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('gives a header that came in three chunks', () => {
    const { splitter, frames } = collect();
    const bytes = goldenBytes('an enquire_link');
    for (const [from, to] of [
      [0, 3],
      [3, 9],
      [9, 16],
    ]) {
      splitter.push(bytes.subarray(from, to));
    }
    expect(frames).toEqual([bytes.toString('hex')]);
  });

  test('gives the PDU that ends in a chunk and keeps the one that begins in it', () => {
    const { splitter, frames } = collect();
    splitter.push(all.subarray(0, 40));
    expect([frames.length, splitter.keptOctets]).toEqual([1, 7]);
    splitter.push(all.subarray(40));
    expect(frames).toEqual(expected);
  });

  test('never writes over a PDU that it has handed over', () => {
    const { splitter, views } = collect();
    for (let at = 0; at < all.length; at += 7) splitter.push(Buffer.from(all.subarray(at, at + 7)));
    expect(views.map((view) => view.toString('hex'))).toEqual(expected);
  });

  test('takes a payload of 65,535 octets', () => {
    const { splitter, frames } = collect();
    const bytes = pduBytes('submit_sm', 1, { tlvs: [tlv('messagePayload', Buffer.alloc(65_535, 'a'))] });
    for (let at = 0; at < bytes.length; at += 1460) splitter.push(bytes.subarray(at, at + 1460));
    expect(frames).toEqual([bytes.toString('hex')]);
  });
});

describe('a length that cannot be', () => {
  test.each([0, 1, 8, 15])('of %i octets is too short for a header', (length) => {
    const { splitter, frames } = collect();
    expect(splitter.push(header(length))).toMatchObject({ code: 'stream.length_too_short', length });
    expect(frames).toEqual([]);
  });

  test.each([longestPduOctets + 1, 0x7fffffff, 0x80000000, 0xffffffff])(
    'of %i octets is too long',
    (length) => {
      const { splitter } = collect();
      expect(splitter.push(header(length))).toMatchObject({ code: 'stream.length_too_long', length });
      expect(splitter.keptOctets).toBe(0);
    },
  );

  test('ends the stream after the PDUs before it, and for good', () => {
    const { splitter, frames } = collect();
    const defect = splitter.push(Buffer.concat([all, header(8), all]));
    expect(defect?.sentence).toBe('A PDU says that it has 8 octets; a header alone has 16.');
    expect(frames).toEqual(expected);
    expect(splitter.push(all)).toBe(defect);
    expect(frames).toEqual(expected);
  });

  test('is noticed when it came in pieces', () => {
    const { splitter } = collect();
    expect(splitter.push(Buffer.from([0x48, 0x54]))).toBeNull();
    // "HTTP": somebody tries whether this port speaks HTTP.
    expect(splitter.push(Buffer.from([0x54, 0x50, 0x2f]))).toMatchObject({ length: 0x48545450 });
  });

  test('depends on the limit in force when the header comes', () => {
    const { splitter, frames } = collect({ maxOctets: 32 });
    const text = goldenBytes('a text that lives a day');
    splitter.push(goldenBytes('an enquire_link'));
    splitter.allow(longestPduOctets);
    expect(splitter.push(text)).toBeNull();
    splitter.allow(32);
    expect(splitter.push(text)?.code).toBe('stream.length_too_long');
    expect(frames).toHaveLength(2);
  });
});

describe('memory', () => {
  test('follows what has come, not what a header promises', () => {
    const before = process.memoryUsage().arrayBuffers;
    const splitters = Array.from({ length: 1_000 }, () => collect().splitter);
    for (const splitter of splitters) splitter.push(header(longestPduOctets));
    expect(splitters.every(({ keptOctets }) => keptOctets === 16)).toBe(true);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2_000_000);
  });

  test('holds at most one PDU that is not whole', () => {
    const { splitter } = collect();
    const bytes = header(longestPduOctets);
    splitter.push(bytes);
    for (let at = 0; at < 69; at++) splitter.push(Buffer.alloc(1_000));
    expect(splitter.keptOctets).toBeLessThanOrEqual(longestPduOctets);
  });
});
