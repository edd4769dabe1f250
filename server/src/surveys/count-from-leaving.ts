import type { Tx } from '../platform/db/pool.ts';
import { type DueSession, postpone } from './session.queries.ts';
import { findSurvey } from './survey.queries.ts';
import { dueAfter } from './survey.ts';

/** Less than that a phone may lie in a pocket. */
const soonMs = 60_000;

/**
 * Hours until a reminder or the end count from when the question left, and not from when it was asked for: quiet hours or a pace may have held
 * it. Moves on whatever was held; returns the sessions of which something is due all the same.
 */
export async function countFromLeaving(tx: Tx, due: readonly DueSession[], now: Date): Promise<DueSession[]> {
  const ready: DueSession[] = [];
  for (const session of due) {
    const { isWaiting, leftAt, lastAskedAt, startedAt } = session;
    const from = isWaiting ? now : leftAt;
    const lateMs = from === null ? 0 : from.getTime() - lastAskedAt.getTime();
    const survey = lateMs > soonMs ? await findSurvey(tx, session.surveyId) : null;
    if (from === null || !survey) {
      ready.push(session);
      continue;
    }
    const moved = { ...session, lastAskedAt: from, startedAt: new Date(startedAt.getTime() + lateMs) };
    const { dueAt, expiresAt } = dueAfter(survey, moved, from);
    await postpone(tx, { ...moved, dueAt, expiresAt });
    if (dueAt <= now) ready.push({ ...moved, expiresAt });
  }
  return ready;
}
