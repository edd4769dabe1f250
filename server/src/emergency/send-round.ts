import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { acceptTexts, openTemplates, type TextWish } from '../texts/index.ts';
import { listActiveIds, lockEmergency, saveEmergency } from './emergency.queries.ts';
import { type Emergency, roundAfter } from './emergency.ts';
import { type PersonToText, saveRound, skipRound, takeForRound } from './roster.queries.ts';

const peopleAtOnce = 500;
// A warning that is four hours old misleads more than it helps; who needs one by then gets a new one.
const validForMs = 4 * 3_600_000;

/**
 * Texts everybody who is still to be texted in this round, some hundreds a transaction: how far it has come is part of each, so a job
 * that dies or runs twice texts nobody twice. Each text passes the same door as any other.
 */
export async function sendRound(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const templates = openTemplates();
  for (;;) {
    const isDone = await ctx.db.tx(workspaceId, async (tx) => {
      const emergency = await lockEmergency(tx, id);
      if (emergency?.state !== 'active') return true;
      const { round } = emergency;
      const people = await takeForRound(tx, id, round, peopleAtOnce);
      if (people.length === 0) return true;
      await skipRound(
        tx,
        id,
        round,
        people.filter((one) => one.isWaiting).map((one) => one.number),
      );
      const texted = people.filter((one) => !one.isWaiting);
      const asked = texted.map((person) => ({
        wish: wishOf(emergency, person),
        actor: emergency.confirmedBy ?? 'system:emergency',
      }));
      // An exercise waits behind passwords and orders: nobody is in danger by it.
      const accepted = await acceptTexts(
        tx,
        ctx,
        templates,
        asked,
        emergency.isDrill ? 'transactional' : 'emergency',
      );
      const outcomes = texted.map(({ number }, at) => {
        const one = accepted[at];
        return one?.ok
          ? { number, messageId: one.id, refusalCode: null, refusal: null }
          : {
              number,
              messageId: null,
              refusalCode: one?.refusal.code ?? '',
              refusal: one?.refusal.sentence ?? '',
            };
      });
      await saveRound(tx, id, round, outcomes, ctx.clock.now());
      return people.length < peopleAtOnce;
    });
    if (isDone) return;
  }
}

/** Nobody hears that they have not answered who was never asked: a round may be due before the one before it has come to everybody. */
function wishOf(emergency: Emergency, { number, contactId, texts }: PersonToText): TextWish {
  const { programId, senderId, body, repeatBody, id } = emergency;
  return {
    to: contactId === null ? number : publicId('con', contactId),
    ...{ programId, purpose: null, from: senderId === null ? null : { senderId } },
    words: { body: texts > 0 ? repeatBody : body },
    ...{ mms: 'none', variables: null, sendAt: null, validForMs },
    metadata: { emergency: publicId('emg', id) },
  };
}

/** Begins rounds that are due, and goes on with those that a lost job has left behind. */
export async function tendEmergencies(ctx: Context, workspaceId: string): Promise<void> {
  for (const id of await ctx.db.tx(workspaceId, listActiveIds)) {
    await ctx.db.tx(workspaceId, async (tx) => {
      const now = ctx.clock.now();
      const emergency = await lockEmergency(tx, id);
      if (emergency?.state !== 'active' || emergency.nextRoundAt === null || emergency.nextRoundAt > now)
        return;
      const next = { ...emergency, round: emergency.round + 1 };
      await saveEmergency(tx, { ...next, nextRoundAt: roundAfter(next, now) });
    });
    await sendRound(ctx, workspaceId, id);
  }
}
