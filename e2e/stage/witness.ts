import { type LedgerRow, streamLedger } from '@tidings/carrier';

export type Accepted = LedgerRow & { kind: 'accepted' };

/** The texts that the carrier accepted, of one campaign or of all: the only thing that stories believe. */
export async function acceptedTexts(ledger: string, tag?: string): Promise<Accepted[]> {
  const found: Accepted[] = [];
  for await (const row of streamLedger(ledger)) {
    if (row.kind === 'accepted' && (tag === undefined || row.tag === tag)) found.push(row);
  }
  return found;
}

/** To whom, in order of their numbers; a number stands there as often as it was texted. */
export async function numbersTexted(ledger: string, tag: string): Promise<string[]> {
  return (await acceptedTexts(ledger, tag)).map((row) => row.to).sort();
}

/** All that one phone and its texts have to do with, in the order in which the carrier wrote it down. */
export async function rowsOfPhone(ledger: string, number: string): Promise<LedgerRow[]> {
  const found: LedgerRow[] = [];
  for await (const row of streamLedger(ledger)) {
    if (('from' in row && row.from === number) || ('to' in row && row.to === number)) found.push(row);
  }
  return found;
}
