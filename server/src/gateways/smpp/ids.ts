import { canonicalId } from '@tidings/smpp';

/**
 * How a carrier writes an id: `literal` as it comes; `folded` where zeros in front, blanks and letter case wander; `hex` and `decimal`
 * where answers and receipts have the same number in two writings.
 */
export type IdWriting = 'literal' | 'folded' | 'hex' | 'decimal';

export type IdWritings = { readonly response: IdWriting; readonly receipt: IdWriting };

/** The id under which a text is known here, whichever place it comes from. */
export function knownId(id: string, writing: IdWriting): string {
  const trimmed = id.trim();
  if (writing === 'literal') return trimmed;
  return canonicalId(trimmed, writing === 'folded' ? 'literal' : writing);
}
