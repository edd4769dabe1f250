import { holdReason, hoursAnswerOf, whereaboutsOf } from '../../compliance/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { drop, hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * The one door: every text of every path passes here before its intent. Holds what may not arrive at this hour where the
 * person may be, drops what can reach nobody, and writes down what let the others go.
 */
export async function holdForQuietHours(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  const now = tools.ctx.clock.now();
  batch.newAnswers = [];
  const ids = new Map<unknown, number>();
  for (const text of going(batch)) if (!text.mayHaveLeft) decide(text, batch, tools, now, ids);
  if (batch.newAnswers.length > 0) await tools.store.noteHoursAnswers(tx, batch.newAnswers);
}

function decide(text: Text, batch: Batch, tools: Tools, now: Date, ids: Map<unknown, number>): void {
  const { hours, workspaceZone } = batch;
  const { number, contact, purpose } = text;
  const standing = hours.standingOf({ ...whereaboutsOf(number, contact, workspaceZone), purpose }, now);
  const { asked, verdict } = standing;
  if (verdict.decision === 'drop') text.verdict = drop('place.placeless', asked.candidates.basis);
  else if (verdict.decision === 'hold')
    text.verdict = hold(new Date(verdict.untilMs ?? now.getTime()), holdReason(asked, now));
  else if (asked.rules.length + asked.closures.length > 0) {
    text.closesAt = verdict.untilMs === null ? null : new Date(verdict.untilMs);
    text.hoursId = ids.get(standing) ?? noteAnswer(batch, tools, standing);
    ids.set(standing, text.hoursId);
  }
}

function noteAnswer(batch: Batch, tools: Tools, standing: Parameters<typeof hoursAnswerOf>[0]): number {
  const answer = hoursAnswerOf(standing, batch.hours, batch.policyVersion);
  if (!tools.hours.isWritten(batch.workspaceId, answer.id)) batch.newAnswers.push(answer);
  return answer.id;
}
