import { type Batch, going } from '../chunk.ts';
import { countryVerdict, reachVerdict } from '../country-verdict.ts';
import { drop } from '../verdict.ts';

/** Answers to people who wrote to us go wherever they wrote from. */
export function dropOutsideCountries(batch: Batch): void {
  if (!batch.run || batch.run.kind === 'answer') return;
  const allowed = new Set(batch.countries);
  for (const text of going(batch)) {
    if (text.mayHaveLeft) continue;
    const against = countryVerdict(text.number, allowed) ?? reachVerdict(batch.sender, text.number);
    if (against) text.verdict = drop(against.code, against.sentence);
  }
}
