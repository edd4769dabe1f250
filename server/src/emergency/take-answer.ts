import { recordAudit, type Scope } from '../accounts/index.ts';
import { getProgram } from '../contacts/index.ts';
import type { ReplyTaker } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getEmergency } from './declare-emergency.ts';
import { type Answer, isChange, readAnswer, wordsFor } from './emergency.ts';
import { lockAsked, saveAnswer } from './roster.queries.ts';

/**
 * Reads what somebody answers who was asked whether they are safe, before any keyword does: a 1 is theirs and no vote. The last word
 * counts. Whoever needs help, or says what nobody can read, is brought before a person; a HELP gets the answer that the rules want as well.
 */
export const takeSafetyAnswer: ReplyTaker = async (tx, ctx, reply) => {
  const asked = await lockAsked(tx, reply.number, ctx.clock.now());
  if (asked === null || (asked.answer !== null && asked.answer !== 'unclear' && !isChange(reply.body)))
    return null;
  const answer = readAnswer(reply.body);
  // Said once; from then on their words are for people. A machine that sends our own words back would be answered for ever.
  const isToldAlready = asked.answer === answer && answer !== 'safe';
  const { emergencyId, number, emergency } = asked;
  const said = { answer, words: reply.body, notedBy: null, at: reply.receivedAt };
  await saveAnswer(tx, { emergencyId, number }, said);
  const { brandName } = await getProgram(tx, emergency.programId);
  return {
    programId: emergency.programId,
    says: isToldAlready ? null : wordsFor(answer, emergency, brandName),
    reason: 'emergency',
    asksFor: answer === 'safe' ? null : answer === 'needs_help' ? 'needs_help' : 'reply',
  };
};

/** Somebody of the staff has heard from a person otherwise, such as by telephone. */
export async function notePerson(
  ctx: Context,
  scope: Scope,
  id: string,
  heard: { readonly number: string; readonly answer: Exclude<Answer, 'unclear'>; readonly words: string },
): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    await getEmergency(tx, id);
    const { number, answer, words } = heard;
    const said = { answer, words, notedBy: scope.actor, at: ctx.clock.now() };
    if (!(await saveAnswer(tx, { emergencyId: id, number }, said)))
      throw new NotFound('emergency.not_on_roster', 'This number is not on the roster of this emergency.');
    // Neither the number nor the note: who is asked for in the roster can be erased there.
    await recordAudit(tx, scope, {
      act: 'emergency.person_noted',
      object: publicId('emg', id),
      after: { answer },
    });
  });
}
