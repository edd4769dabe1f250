import { Invalid } from '../../../platform/errors.ts';
import type { Encoding } from './dialect.ts';

type Signature = { readonly what: string; readonly bytes: readonly number[]; readonly offset?: number };

const saveAsCsv =
  'Open it in the program it came from, choose “Save as” or “Export”, then CSV, and upload that file.';

// The first bytes of what people upload by mistake.
const signatures: readonly Signature[] = [
  { what: 'an Excel workbook or another ZIP archive', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { what: 'an empty ZIP archive', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { what: 'an old Excel or Word file', bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { what: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { what: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { what: 'a JPEG image', bytes: [0xff, 0xd8, 0xff] },
  { what: 'a GIF image', bytes: [0x47, 0x49, 0x46, 0x38] },
  { what: 'a WebP image or a sound', bytes: [0x52, 0x49, 0x46, 0x46] },
  { what: 'an image or a video', bytes: [0x66, 0x74, 0x79, 0x70], offset: 4 },
  { what: 'a TIFF image', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { what: 'a bitmap image', bytes: [0x42, 0x4d] },
  { what: 'a gzip archive', bytes: [0x1f, 0x8b] },
  { what: 'a 7-Zip archive', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { what: 'a RAR archive', bytes: [0x52, 0x61, 0x72, 0x21] },
  { what: 'a database', bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66] },
];

// Letters that open an ordinary text too ("BMW;…"); these count only when zeros follow.
const needsZeros = new Set(['a bitmap image', 'a WebP image or a sound']);

/** How the text in a file is encoded, told from its first bytes; refuses what is no text, with what to do. */
export function encodingOf(head: Uint8Array): { encoding: Encoding; bomBytes: number } {
  if (head.length === 0)
    throw new Invalid('import.empty', 'The file is empty. Export the list again and upload that.');
  const marked = readByteOrderMark(head);
  if (marked) return marked;
  const found = signatures.find(
    (one) => begins(head, one) && (!needsZeros.has(one.what) || head.includes(0)),
  );
  if (found) throw new Invalid('import.not_text', `This is ${found.what}, not a CSV file. ${saveAsCsv}`);
  const wide = wideEncoding(head);
  if (wide) return { encoding: wide, bomBytes: 0 };
  if (isBinary(head)) throw new Invalid('import.not_text', `This file holds data, not text. ${saveAsCsv}`);
  return { encoding: 'utf-8', bomBytes: 0 };
}

/** Text that is no table: web pages and data for programs. `text` is the beginning of the file. */
export function refuseOtherText(text: string): void {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start === '')
    throw new Invalid(
      'import.empty',
      'The file holds nothing but blank lines. Export the list again and upload that.',
    );
  if (/^<(!doctype|html|head|body|table|\?xml|svg|[a-z]+[\s>])/.test(start)) {
    throw new Invalid('import.not_csv', `This is a web page or XML, not a CSV file. ${saveAsCsv}`);
  }
  if (/^(\{\s*("|\})|\[\s*(\{|\[|"|\]))/.test(start)) {
    throw new Invalid(
      'import.not_csv',
      'This is JSON, not a CSV file. Convert it to CSV with one person on a line, or send the people through the API.',
    );
  }
  if (/^\{\\rtf/.test(start))
    throw new Invalid('import.not_csv', `This is a formatted document, not a CSV file. ${saveAsCsv}`);
  if (/^begin:vcard/.test(start)) {
    throw new Invalid(
      'import.not_csv',
      'These are vCards, not a CSV file. Import them into an address book and export it as CSV.',
    );
  }
}

function readByteOrderMark(head: Uint8Array): { encoding: Encoding; bomBytes: number } | undefined {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw new Invalid(
      'import.utf32',
      'This file is encoded in UTF-32. Save it as “CSV UTF-8” and upload that.',
    );
  }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  return undefined;
}

function begins(head: Uint8Array, signature: Signature): boolean {
  const from = signature.offset ?? 0;
  return signature.bytes.every((byte, at) => head[from + at] === byte);
}

// Without a mark, UTF-16 of Western text shows as a zero in every other byte.
function wideEncoding(head: Uint8Array): Encoding | undefined {
  const pairs = Math.floor(Math.min(head.length, 4_096) / 2);
  if (pairs < 2) return undefined;
  let zerosFirst = 0;
  let zerosSecond = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) zerosFirst += 1;
    if (head[at + 1] === 0) zerosSecond += 1;
  }
  if (zerosSecond > pairs * 0.7 && zerosFirst < pairs * 0.05) return 'utf-16le';
  if (zerosFirst > pairs * 0.7 && zerosSecond < pairs * 0.05) return 'utf-16be';
  return undefined;
}

// Text has line ends and tabs and no other control characters; a stray one is forgiven.
function isBinary(head: Uint8Array): boolean {
  const looked = head.subarray(0, 65_536);
  let controls = 0;
  for (const byte of looked) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1a)
      controls += 1;
  }
  return controls > Math.max(8, looked.length * 0.01);
}
