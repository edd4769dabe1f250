/**
 * A GIF without its comments and without what programs have put in beside the repetition: block by block, nothing else is
 * touched, so that every frame stays as it was. Null of what is no whole GIF.
 */
export function cleanGif(
  content: Buffer,
): { content: Buffer; frames: number; width: number; height: number } | null {
  if (content.length < 14 || !/^GIF8[79]a$/.test(content.toString('latin1', 0, 6))) return null;
  const kept: Buffer[] = [];
  const headEnd = 13 + tableBytes(content[10] ?? 0);
  kept.push(content.subarray(0, headEnd));
  let at = headEnd;
  let frames = 0;
  for (;;) {
    const block = content[at];
    if (block === 0x3b) break;
    const end =
      block === 0x21 ? endOfExtension(content, at) : block === 0x2c ? endOfFrame(content, at) : null;
    if (end === null) return null;
    if (block === 0x2c) frames += 1;
    if (block === 0x2c || isKept(content, at)) kept.push(content.subarray(at, end));
    at = end;
  }
  kept.push(Buffer.from([0x3b]));
  const [width, height] = [content.readUInt16LE(6), content.readUInt16LE(8)];
  return frames === 0 ? null : { content: Buffer.concat(kept), frames, width, height };
}

/** Times and transparency belong to the frames; of applications' blocks only the one about repetition does. */
function isKept(content: Buffer, at: number): boolean {
  const label = content[at + 1];
  if (label === 0xf9) return true;
  return label === 0xff && /^(NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(content.toString('latin1', at + 3, at + 14));
}

const tableBytes = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

const endOfExtension = (content: Buffer, at: number) => endOfSubBlocks(content, at + 2);

const endOfFrame = (content: Buffer, at: number) =>
  at + 11 > content.length ? null : endOfSubBlocks(content, at + 11 + tableBytes(content[at + 9] ?? 0));

/** Where a row of sub-blocks ends; null where the file ends before. */
function endOfSubBlocks(content: Buffer, from: number): number | null {
  let at = from;
  while (at < content.length) {
    const size = content[at] ?? 0;
    at += size + 1;
    if (size === 0) return at;
  }
  return null;
}
