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
