import { codeTable, rows } from '../errors/code-table.ts';

/**
 * Bird's codes of failures. Some say more with the code of the network behind them (`15005/1`); of the others the first two digits
 * say what kind they are.
 */
export const codes = codeTable(
  rows('invalid_number', { '15005/1': 'Nobody has this number.' }),
  rows('temporary', {
    '15001/34': 'The network failed.',
    '12xxx': 'Something failed at Bird.',
    '15xxx': 'Something failed between Bird and the network.',
  }),
  rows('bad_request', { '11xxx': 'Bird found a field of the text to be wrong.' }),
  rows('refused', { '14xxx': 'Bird wants something of the account to be put right first.' }),
  rows('expired', { Expired: 'Its time was over before the phone could be reached.' }),
  rows('unconfirmed', { 'DLR not received': 'The network never said what became of it.' }),
);

/** The row that speaks for a failure; the failure itself where none does. */
export function rowOf(code: string, source: string | null): string {
  const both = `${code}/${source}`;
  if (source !== null && Object.hasOwn(codes, both)) return both;
  const kind = `${code.slice(0, 2)}xxx`;
  return /^\d{5}$/.test(code) && Object.hasOwn(codes, kind) ? kind : code;
}
