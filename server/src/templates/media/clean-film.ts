/**
 * A film or sound of the MP4 family without what phones write into it of place and maker: those boxes are named "free" and filled
 * with nothing, where they stand, so that no offset in the file changes. Null of what is no whole chain of boxes.
 */
export function cleanFilm(content: Buffer): Buffer | null {
  const cleaned = Buffer.from(content);
  return walk(cleaned, 0, cleaned.length) ? cleaned : null;
}

const containers = new Set(['moov', 'trak', 'mdia', 'minf']);
// Place (©xyz, loci), maker, tags of all kinds stand in these two; uuid holds XMP.
const dropped = new Set(['udta', 'meta', 'uuid']);

function walk(bytes: Buffer, from: number, to: number): boolean {
  let at = from;
  while (at < to) {
    const box = boxAt(bytes, at, to);
    if (!box) return false;
    if (dropped.has(box.type)) {
      bytes.write('free', at + 4, 'latin1');
      bytes.fill(0, at + box.head, box.end);
    } else if (containers.has(box.type) && !walk(bytes, at + box.head, box.end)) return false;
    at = box.end;
  }
  return true;
}

function boxAt(bytes: Buffer, at: number, to: number): { type: string; head: number; end: number } | null {
  if (at + 8 > to) return null;
  const short = bytes.readUInt32BE(at);
  const type = bytes.toString('latin1', at + 4, at + 8);
  // 0 is "to the end of the file", 1 "the size follows in eight bytes".
  if (short === 0) return { type, head: 8, end: to };
  if (short === 1 && at + 16 > to) return null;
  const [size, head] = short === 1 ? [Number(bytes.readBigUInt64BE(at + 8)), 16] : [short, 8];
  return size < head || at + size > to ? null : { type, head, end: at + size };
}
