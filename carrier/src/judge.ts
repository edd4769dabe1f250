import { streamLedger } from './ledger.ts';
import type { LedgerRow } from './rows.ts';
import { createTally, type Verdict } from './tally.ts';

/** One tag, or everything when none is named. */
export interface JudgeScope {
  tag?: string;
}

/** Says what happened from the rows alone. Pure: the same rows always give the same verdict. */
export function judge(ledger: Iterable<LedgerRow>, { tag }: JudgeScope = {}): Verdict {
  const tally = createTally();
  for (const row of ledger) tally.add(row, Date.parse(row.at));
  return tally.verdict(tag);
}

/** Judges a ledger file as a stream, for runs whose rows would not fit in memory. */
export async function judgeFile(path: string, { tag }: JudgeScope = {}): Promise<Verdict> {
  const tally = createTally();
  for await (const row of streamLedger(path)) tally.add(row, Date.parse(row.at));
  return tally.verdict(tag);
}

/** How often each of our references was accepted: one missing here is lost, one above 1 is doubled. */
export async function acceptedReferences(
  path: string,
  { tag }: JudgeScope = {},
): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for await (const row of streamLedger(path)) {
    if (row.kind !== 'accepted' || (tag !== undefined && row.tag !== tag)) continue;
    times.set(row.reference, (times.get(row.reference) ?? 0) + 1);
  }
  return times;
}
