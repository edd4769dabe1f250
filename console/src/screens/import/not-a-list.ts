import { later } from '../../ui/language.ts';

/** How files begin that hold no rows of text, and what to do with each. */
const kinds: readonly { starts: readonly number[]; sentence: string }[] = [
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    sentence: later('This is an Excel workbook or an archive. Save it as CSV and choose that.'),
  },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    sentence: later('This is an old Excel workbook. Save it as CSV and choose that.'),
  },
  {
    starts: [0x1f, 0x8b],
    sentence: later('This is a compressed archive. Unpack it and choose the file inside.'),
  },
  {
    starts: [0x25, 0x50, 0x44, 0x46],
    sentence: later('This is a PDF. Export the list as CSV from where it is kept.'),
  },
  { starts: [0x89, 0x50, 0x4e, 0x47], sentence: later('This is a picture, and no list of people.') },
  { starts: [0xff, 0xd8, 0xff], sentence: later('This is a picture, and no list of people.') },
  { starts: [0x47, 0x49, 0x46, 0x38], sentence: later('This is a picture, and no list of people.') },
];

/**
 * Why a file is surely no list, by its first bytes; null when it may be one. It spares people from waiting for a big file
 * to arrive before they hear it; whatever passes here is read by the server, which knows more.
 */
export async function whyNoList(file: Blob): Promise<string | null> {
  if (file.size === 0) return later('This file is empty.');
  const first = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  return kinds.find(({ starts }) => starts.every((byte, at) => first[at] === byte))?.sentence ?? null;
}
