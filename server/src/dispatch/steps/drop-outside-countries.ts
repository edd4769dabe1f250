import { type Batch, going } from '../chunk.ts';
import { countryVerdict } from '../country-verdict.ts';
import { drop } from '../verdict.ts';

/** Answers to people who wrote to us go wherever they wrote from. */
export function dropOutsideCountries(batch: Batch): void {
  if (!batch.run || batch.run.kind === 'answer') return;
  const allowed = new Set(batch.countries);
  for (const text of going(batch)) {
    if (text.mayHaveLeft) continue;
    const abroad = countryVerdict(text.number, allowed);
    if (abroad) text.verdict = drop(abroad.code, abroad.sentence);
  }
}
