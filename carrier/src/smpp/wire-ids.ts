/**
 * How ids of texts look on the wire. `same` is as they stand in the ledger. Some carriers answer in hexadecimal, and some
 * of those write the same number in decimal into their receipts; client software stumbles over both.
 */
export const idWritings = ['same', 'hex', 'hex_then_decimal'] as const;
export type IdWriting = (typeof idWritings)[number];

const counterDigits = 8;

export function idInAnswer(id: string, writing: IdWriting): string {
  return writing === 'same' ? id : hexOf(id);
}

export function idInReceipt(id: string, writing: IdWriting): string {
  return writing === 'hex_then_decimal' ? BigInt(`0x${hexOf(id)}`).toString() : idInAnswer(id, writing);
}

/** The run and the counter that an id is made of (`rc_5f0c21aa1` → 5F0C21AA00000001), so that no two are the same. */
function hexOf(id: string): string {
  const run = id.slice(3, 11);
  const counter = Number.parseInt(id.slice(11), 36);
  return `${run}${counter.toString(16).padStart(counterDigits, '0')}`.toUpperCase();
}
