import { papersRefusal } from '@tidings/policy/registrations';
import type { Sender } from '../sender.queries.ts';

/** Where a number stands with the carriers of the US. */
export type NumberStanding = {
  readonly sender: Sender;
  /** `closed`: nothing of it goes to the US. */
  readonly standing: 'approved' | 'rehearsal' | 'grace' | 'closed';
  /** The rule by which it is closed; null where it is open. */
  readonly rule: string | null;
  readonly sentence: string;
};

export function standingOf(sender: Sender, now: Date): NumberStanding {
  const { papers, number } = sender;
  const nowMs = now.getTime();
  if (papers.isRehearsal)
    return {
      ...{ sender, standing: 'rehearsal', rule: null },
      sentence: `${number} reaches no real phone: it is registered for rehearsal alone, and needs no papers.`,
    };
  // What is approved counts for more than a grace that has not ended yet.
  const refusal = papersRefusal({ ...sender, papers: { ...papers, graceUntilMs: null } }, nowMs);
  if (refusal === null)
    return { sender, standing: 'approved', rule: null, sentence: `${number} may text the US.` };
  if (papers.graceUntilMs !== null && nowMs < papers.graceUntilMs) {
    const until = new Date(papers.graceUntilMs).toISOString().slice(0, 10);
    return {
      ...{ sender, standing: 'grace', rule: null },
      sentence: `${number} may text the US without papers until ${until}, because it did before they were asked for. ${refusal.sentence}`,
    };
  }
  return { sender, standing: 'closed', rule: refusal.code, sentence: refusal.sentence };
}
