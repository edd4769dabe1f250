/**
 * Strings kept outside of the heap, byte after byte. A million texts as strings of their own are a million objects that
 * the garbage collector visits again and again; here they are a few pages that it never looks into.
 */
export interface Shelf {
  /** Keeps a string for ever and returns where it stands. */
  put(text: string): number;
  /** The string, or as much of its beginning. */
  get(place: number, length?: number): string;
  /** Compares without making a string of what stands there. */
  holds(place: number, text: string): boolean;
}

// Places count in words of four bytes, so that 32 bits reach 16 GB.
const wordBytes = 4;
const wordsPerPage = 1 << 18;
// The first page is small: a judge of ten rows needs no megabyte.
const firstPageBytes = 1 << 14;

interface Page {
  bytes: Buffer;
  words: Uint32Array;
}

/** One byte a character where all fit, else two, so that lone halves of surrogate pairs come back as they were. */
export function createShelf(): Shelf {
  const pages: Page[] = [];
  let last = newPage(0);
  let used = 0;

  function reserve(bytes: number): number {
    const needed = wordBytes + bytes;
    if (used + needed > last.bytes.length) {
      last = newPage(Math.max(pages.length === 0 ? firstPageBytes : wordsPerPage * wordBytes, needed));
      pages.push(last);
      used = 0;
    }
    const start = used;
    used = Math.ceil((used + needed) / wordBytes) * wordBytes;
    return start;
  }

  function putWide(text: string, start: number): void {
    last.words[start / wordBytes] = text.length * 2 + 1;
    last.bytes.write(text, start + wordBytes, 'utf16le');
  }

  const pageOf = (place: number) => pages[Math.floor(place / wordsPerPage)] as Page;
  const placeOf = (start: number) => (pages.length - 1) * wordsPerPage + start / wordBytes;

  return {
    put(text) {
      const before = used;
      const start = reserve(text.length);
      const { bytes, words } = last;
      let all = 0;
      for (let i = 0, to = start + wordBytes; i < text.length; i++, to++) {
        const code = text.charCodeAt(i);
        bytes[to] = code;
        all |= code;
      }
      if (all <= 0xff) {
        words[start / wordBytes] = text.length * 2;
        return placeOf(start);
      }
      // Hardly ever: the room is given back and asked for again, twice as large.
      used = start === 0 ? 0 : before;
      const wideStart = reserve(text.length * 2);
      putWide(text, wideStart);
      return placeOf(wideStart);
    },
    get(place, most = Number.POSITIVE_INFINITY) {
      const { bytes, words } = pageOf(place);
      const word = place % wordsPerPage;
      const head = words[word] as number;
      const from = (word + 1) * wordBytes;
      const length = Math.min(head >>> 1, most);
      return head & 1
        ? bytes.toString('utf16le', from, from + length * 2)
        : bytes.toString('latin1', from, from + length);
    },
    holds(place, text) {
      const { bytes, words } = pageOf(place);
      const word = place % wordsPerPage;
      const head = words[word] as number;
      if (head >>> 1 !== text.length) return false;
      const from = (word + 1) * wordBytes;
      const step = head & 1 ? 2 : 1;
      for (let i = 0, at = from; i < text.length; i++, at += step) {
        const code = step === 2 ? (bytes[at] as number) | ((bytes[at + 1] as number) << 8) : bytes[at];
        if (code !== text.charCodeAt(i)) return false;
      }
      return true;
    },
  };
}

function newPage(bytes: number): Page {
  const buffer = new ArrayBuffer(Math.ceil(bytes / wordBytes) * wordBytes);
  return { bytes: Buffer.from(buffer), words: new Uint32Array(buffer) };
}
