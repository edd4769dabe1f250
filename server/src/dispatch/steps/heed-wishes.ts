import { candidateZones, quietHoursVerdict } from '../../compliance/index.ts';
import { type Batch, going } from '../chunk.ts';
import { waitsForPeople } from '../consent-verdict.ts';
import { isMarketing } from '../lane.ts';
import { hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/** Holds marketing for people who have said on their own page that they want it at other hours. Only ever beside the rules, never in their place. */
export function heedWishes(batch: Batch, { ctx }: Tools): void {
  const now = ctx.clock.now();
  for (const text of going(batch)) {
    const hours = text.contact?.wishes?.hours;
    if (!hours || !text.contact || text.mayHaveLeft || !isMarketing(text.purpose)) continue;
    const verdict = quietHoursVerdict(candidateZones(text.contact, batch.workspaceZone), now, hours);
    if (!verdict.isOpen) text.verdict = hold(verdict.until, waitsForPeople.hours);
    else if (text.closesAt === null || verdict.closesAt < text.closesAt) text.closesAt = verdict.closesAt;
  }
}
