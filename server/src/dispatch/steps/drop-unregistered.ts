import { isAffected, papersRefusal } from '@tidings/policy/registrations';
import { countryOfNumber } from '@tidings/sms/countries';
import { type Batch, going } from '../chunk.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * A number without papers texts nobody in the US, whatever the text is: a campaign's, a program's, an answer. Carriers
 * deliver nothing of it and charge for some of it. Decided once for all texts of a chunk, because they share their sender.
 */
export function dropUnregistered(batch: Batch, { ctx }: Pick<Tools, 'ctx'>): void {
  const refusal = papersRefusal(batch.sender, ctx.clock.now().getTime());
  if (!refusal) return;
  for (const text of going(batch)) {
    if (text.mayHaveLeft || !isAffected(batch.sender.kind, countryOfNumber(text.number))) continue;
    text.verdict = drop(refusal.code, refusal.sentence);
  }
}
