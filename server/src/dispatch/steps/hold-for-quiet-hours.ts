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
  const ids = new Map<unknown, Map<unknown, number>>();
  for (const text of going(batch)) if (!text.mayHaveLeft) decide(text, batch, tools, now, ids);
  if (batch.newAnswers.length > 0) await tools.store.noteHoursAnswers(tx, batch.newAnswers);
}

function decide(text: Text, batch: Batch, tools: Tools, now: Date, ids: AnswerIds): void {
  const { hours, workspaceZone } = batch;
  const { number, contact, purpose } = text;
  const standing = hours.standingOf({ ...whereaboutsOf(number, contact, workspaceZone), purpose }, now);
  const { asked, verdict } = standing;
  if (verdict.decision === 'drop') text.verdict = drop('place.placeless', asked.candidates.basis);
  else if (verdict.decision === 'hold')
    text.verdict = hold(new Date(verdict.untilMs ?? now.getTime()), holdReason(asked, now));
  else if (asked.rules.length + asked.closures.length > 0 || restsOnRuleAlone(text)) {
    text.closesAt = verdict.untilMs === null ? null : new Date(verdict.untilMs);
    // The kinds of people, and for each of them the few rules about consent that let them through.
    const ofKind = ids.get(standing) ?? new Map<unknown, number>();
    ids.set(standing, ofKind);
    text.hoursId = ofKind.get(text.permission) ?? noteAnswer(batch, tools, standing, text.permission);
    ofKind.set(text.permission, text.hoursId);
  }
}

/** Whoever has agreed stands on record by that; where the law asks for no consent, nothing else says why the text left. */
const restsOnRuleAlone = ({ consentEventId, permission }: Text): boolean =>
  consentEventId === null && permission !== null;

type AnswerIds = Map<unknown, Map<unknown, number>>;

function noteAnswer(
  batch: Batch,
  tools: Tools,
  standing: Parameters<typeof hoursAnswerOf>[0],
  permission: Text['permission'],
): number {
  const answer = hoursAnswerOf(standing, batch.hours, batch.policyVersion, permission);
  if (!tools.hours.isWritten(batch.workspaceId, answer.id)) batch.newAnswers.push(answer);
  return answer.id;
}
