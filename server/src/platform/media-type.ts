/**
 * What a picture, film, sound or card is, by its own bytes; whatever its carrier or its name says of it does not count. Null
 * for everything that is not known to be one, such as a page or a program: such things are not kept.
 */
export function mediaTypeOf(content: Uint8Array): string | null {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  for (const { type, at, begins } of signatures) {
    if (bytes.subarray(at, at + begins.length).equals(begins)) return type;
  }
  return filmOrPicture(bytes) ?? cardOf(bytes);
}

const hex = (digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex');
const ascii = (words: string) => Buffer.from(words, 'latin1');

const signatures: readonly { type: string; at: number; begins: Buffer }[] = [
  { type: 'image/jpeg', at: 0, begins: hex('ff d8 ff') },
  { type: 'image/png', at: 0, begins: hex('89 50 4e 47 0d 0a 1a 0a') },
  { type: 'image/gif', at: 0, begins: ascii('GIF87a') },
  { type: 'image/gif', at: 0, begins: ascii('GIF89a') },
  { type: 'image/webp', at: 8, begins: ascii('WEBP') },
  { type: 'image/bmp', at: 0, begins: ascii('BM') },
  { type: 'audio/amr', at: 0, begins: ascii('#!AMR') },
  { type: 'audio/mpeg', at: 0, begins: ascii('ID3') },
  { type: 'audio/ogg', at: 0, begins: ascii('OggS') },
  { type: 'audio/wav', at: 8, begins: ascii('WAVE') },
  { type: 'application/pdf', at: 0, begins: ascii('%PDF-') },
];

// ISO base media: a box `ftyp` whose brand says which of its many uses this is.
const brands: readonly [RegExp, string][] = [
  [/^(heic|heix|mif1|msf1)/, 'image/heic'],
  [/^avif/, 'image/avif'],
  [/^3g/, 'video/3gpp'],
  [/^M4A/, 'audio/mp4'],
  [/^qt/, 'video/quicktime'],
  [/^(isom|iso[2-9]|mp4[12]|avc1|MSNV|dash|M4V)/, 'video/mp4'],
];

function filmOrPicture(bytes: Buffer): string | null {
  if (bytes.toString('latin1', 4, 8) !== 'ftyp') return null;
  const brand = bytes.toString('latin1', 8, 12);
  return brands.find(([pattern]) => pattern.test(brand))?.[1] ?? null;
}

/** Cards and dates are text, so that their first line has to be exactly theirs. */
function cardOf(bytes: Buffer): string | null {
  const [first = ''] = bytes
    .toString('latin1', 0, 40)
    .replace(/^\xef\xbb\xbf/, '')
    .split(/\r?\n/);
  if (/^BEGIN:VCARD\s*$/i.test(first)) return 'text/vcard';
  return /^BEGIN:VCALENDAR\s*$/i.test(first) ? 'text/calendar' : null;
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'video/3gpp': '3gp',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
  'text/vcard': 'vcf',
  'text/calendar': 'ics',
};

/** How the name of such a file ends. */
export const endingOf = (type: string): string => endings[type] ?? type.split('/')[1] ?? 'bin';
