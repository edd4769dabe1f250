import { papersRefusal } from '@tidings/policy/registrations';
import type { Sender } from '../senders/index.ts';
import type { StandingCounts } from './standing.queries.ts';
import type { Findings } from './text-problems.ts';

/** What stands against a campaign because its number has no papers: everything, where everybody is concerned. */
export function findPapersProblems(sender: Sender, counts: StandingCounts, now: Date): Findings {
  const people = counts.senderUnregistered;
  const refusal = people === 0 ? null : papersRefusal(sender, now.getTime());
  if (!refusal) return { problems: [], warnings: [] };
  const remedy = 'Choose another number, or see to its registration: `tidings registration numbers`.';
  const finding = {
    code: refusal.code,
    sentence: `${refusal.sentence} ${remedy}`,
    pointer: '/sender_id',
    people,
  };
  return counts.willReceive === 0
    ? { problems: [finding], warnings: [] }
    : { problems: [], warnings: [finding] };
}
