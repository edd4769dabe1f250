import { isMarketing, whereaboutsOf } from '../../compliance/index.ts';
import { type Batch, going } from '../chunk.ts';
import { waitsForPeople } from '../consent-verdict.ts';
import { hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/** Holds marketing for people who have said on their own page that they want it at other hours. Only ever beside the rules, never in their place. */
export function heedWishes(batch: Batch, { ctx }: Tools): void {
  const now = ctx.clock.now();
  for (const text of going(batch)) {
    const { contact, number, purpose } = text;
    const hours = contact?.wishes?.hours;
    if (!hours || !contact || text.mayHaveLeft || !isMarketing(purpose)) continue;
    const where = whereaboutsOf(number, contact, batch.workspaceZone);
    const wish = { from: hours.from * 60, to: hours.until * 60 };
    const { decision, untilMs } = batch.hours.verdictOf({ ...where, purpose, wish }, now);
    const until = untilMs === null ? null : new Date(untilMs);
    if (decision !== 'allow') text.verdict = hold(until ?? now, waitsForPeople.hours);
    else if (until && (text.closesAt === null || until < text.closesAt)) text.closesAt = until;
  }
}
