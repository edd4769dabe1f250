/** One element of a user data header (3GPP TS 23.040, 9.2.3.24). */
export interface HeaderElement {
  /** 0x00 and 0x08 part of a long text, 0x05 ports, 0x24 and 0x25 national tables. */
  readonly id: number;
  readonly data: Uint8Array;
}

/** How the parts of a long text say that they belong together: in a header, with 8 or 16 bits, or in parameters. */
export type PlacedBy = 'udh8' | 'udh16' | 'sar';

/** Where a part stands in a long text. */
export interface PartPlace {
  /** Parts that say it in different ways never belong together. */
  readonly placedBy: PlacedBy;
  /** The same in all parts of one text. */
  readonly reference: number;
  /** At least 2: a text of one part is whole. */
  readonly total: number;
  /** From 1. */
  readonly number: number;
}

/** The header that leads the octets of a message, and what follows it. */
export interface SplitHeader {
  readonly elements: readonly HeaderElement[];
  readonly rest: Uint8Array;
}

const concatenated8 = 0x00;
const concatenated16 = 0x08;

/**
 * Takes the user data header off the octets of a message whose esm_class has bit 0x40.
 *
 * @returns null when its lengths do not add up; then the octets are best read as they are
 */
export function splitHeader(bytes: Uint8Array): SplitHeader | null {
  const end = 1 + (bytes[0] ?? 0);
  if (bytes.length === 0 || end > bytes.length) return null;
  const elements: HeaderElement[] = [];
  let at = 1;
  while (at + 2 <= end) {
    const to = at + 2 + (bytes[at + 1] as number);
    if (to > end) return null;
    elements.push({ id: bytes[at] as number, data: bytes.subarray(at + 2, to) });
    at = to;
  }
  return at === end ? { elements, rest: bytes.subarray(end) } : null;
}

/**
 * Where a part stands, by its header. Walks the elements, because others (ports, national tables) may come first.
 *
 * @returns null when the header has no place, or one that is none: part 3 of 2, or 1 of 1
 */
export function placeByHeader(elements: readonly HeaderElement[]): PartPlace | null {
  for (const { id, data } of elements) {
    const [a = 0, b = 0, c = 0, d = 0] = data;
    if (id === concatenated8 && data.length === 3) {
      return validPlace({ placedBy: 'udh8', reference: a, total: b, number: c });
    }
    if (id === concatenated16 && data.length === 4) {
      return validPlace({ placedBy: 'udh16', reference: (a << 8) | b, total: c, number: d });
    }
  }
  return null;
}

/** The place itself, or null where it is none. */
export function validPlace(place: PartPlace): PartPlace | null {
  return place.total >= 2 && place.number >= 1 && place.number <= place.total ? place : null;
}

/**
 * The header of one part of a long text, with its own length in front: 6 octets, or 7 with a reference of 16 bits.
 *
 * @param place.reference cut to its bits
 */
export function placeHeader(place: PartPlace & { readonly placedBy: 'udh8' | 'udh16' }): Buffer {
  const { placedBy, reference, total, number } = place;
  if (placedBy === 'udh8') return Buffer.from([5, concatenated8, 3, reference & 0xff, total, number]);
  return Buffer.from([6, concatenated16, 4, (reference >> 8) & 0xff, reference & 0xff, total, number]);
}
