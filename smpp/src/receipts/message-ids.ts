/**
 * How a carrier writes its ids. Some answer submit_sm with a hexadecimal id and put the decimal one into the receipt, or the
 * reverse; ask, or compare one of each.
 */
export type IdWriting = 'literal' | 'hex' | 'decimal';

/** How one carrier writes its ids in the two places where they come. */
export interface IdWritings {
  readonly response: IdWriting;
  readonly receipt: IdWriting;
}

const digitsOf = { hex: /^[0-9a-f]{1,64}$/i, decimal: /^\d{1,64}$/ } as const;

/**
 * One spelling for all spellings of an id: no blanks around it, no zeros in front, capital letters; with a writing other than
 * `literal`, the decimal number. Ids have up to 64 digits, so they never become a `number`.
 *
 * Ids that differ in case alone fall together, so look for the id as it came first: see `idsToTry`.
 */
export function canonicalId(id: string, writing: IdWriting = 'literal'): string {
  const trimmed = id.replace(/[\s\0]+/g, '');
  if (writing === 'hex' && digitsOf.hex.test(trimmed)) return BigInt(`0x${trimmed}`).toString();
  if (writing === 'decimal' && digitsOf.decimal.test(trimmed)) return BigInt(trimmed).toString();
  const folded = trimmed.toUpperCase().replace(/^0+(?=.)/, '');
  return folded;
}

/**
 * Under which ids to look for the text that a receipt is about, the surest first: as it is written, then folded, then converted
 * into the writing of the other place. To find it under the last two, keep `canonicalId(id, writings.response)` beside the id of
 * each accepted text.
 */
export function idsToTry(
  receiptId: string,
  writings: IdWritings = { response: 'literal', receipt: 'literal' },
): string[] {
  const trimmed = receiptId.replace(/^[\s\0]+|[\s\0]+$/g, '');
  return [...new Set([trimmed, canonicalId(trimmed, writings.receipt), canonicalId(trimmed)])].filter(
    (id) => id !== '',
  );
}
