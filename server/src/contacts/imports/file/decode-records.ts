import { isAscii, isUtf8 } from 'node:buffer';

export type Decoded = {
  readonly texts: string[] /** Records that held something else than ASCII, by what they were. */;
  readonly utf8: number;
  readonly windows1252: number;
};

const windows1252 = new TextDecoder('windows-1252');

/**
 * The text of each record. A record that is not UTF-8 is read as Windows-1252, which is what older spreadsheets write;
 * record by record, because lists are pasted together from both. Windows-1252 that happens to be UTF-8 does not occur in
 * words: it would take a letter such as Ã followed by a sign such as ©.
 */
export function decodeRecords(
  bytes: Uint8Array,
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
): Decoded {
  const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts: string[] = new Array(starts.length);
  if (isAscii(block)) {
    // One string for the block: cutting it up copies nothing.
    const whole = block.toString('latin1');
    for (let at = 0; at < starts.length; at += 1) texts[at] = whole.slice(starts[at], ends[at]);
    return { texts, utf8: 0, windows1252: 0 };
  }
  let utf8 = 0;
  let other = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const from = starts[at] ?? 0;
    const to = ends[at] ?? from;
    const text = block.toString('utf8', from, to);
    if (text.length === to - from && !text.includes('\uFFFD')) texts[at] = text;
    else if (!text.includes('\uFFFD') || isUtf8(block.subarray(from, to))) {
      texts[at] = text;
      utf8 += 1;
    } else {
      texts[at] = windows1252.decode(block.subarray(from, to));
      other += 1;
    }
  }
  return { texts, utf8, windows1252: other };
}
