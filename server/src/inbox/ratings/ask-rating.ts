import { recordAudit, type Scope } from '../../accounts/index.ts';
import { getConversation } from '../../inbound/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { findMeans } from '../answers/find-means.ts';
import { sayAsHouse } from '../answers/say-as-house.ts';
import { insertEvent } from '../event.queries.ts';
import { readSetting } from '../hours/setting.queries.ts';
import { lockStanding, saveStanding } from '../standing.queries.ts';

// Whoever is asked after each talk stops answering, and soon stops reading.
const askedEveryDays = 30;
const dayMs = 86_400_000;
const usualWords = '{{ brand }}: How did we do? Reply with a number from 1 (badly) to 5 (very well).';

/** Asks the person how it was. Once in thirty days; never of somebody who may not be answered. */
export async function askForRating(ctx: Context, scope: Scope, id: number): Promise<number> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const conversation = await getConversation(tx, id);
    const standing = await lockStanding(tx, id, conversation.lastReplyAt);
    const { ratingAskedAt } = standing;
    if (ratingAskedAt !== null && now.getTime() - ratingAskedAt.getTime() < askedEveryDays * dayMs)
      throw new Conflict(
        'rating.asked_lately',
        `They were asked on ${ratingAskedAt.toISOString().slice(0, 10)}; ask again after ${askedEveryDays} days.`,
      );
    const means = await findMeans(tx, conversation, { now });
    if (!means.ok) throw new Conflict(means.lock.code, means.lock.sentence);
    const body = (await readSetting(tx)).ratingBody ?? usualWords;
    const said = await sayAsHouse(tx, ctx, conversation, {
      ...{ body, reason: 'rating', kind: 'rating', actor: scope.actor, withinMs: dayMs },
    });
    if (said === null)
      throw new Conflict('rating.unwritable', 'The words of the question cannot be written for this person.');
    await insertEvent(tx, { conversationId: id, at: now, actor: scope.actor, act: 'rating_asked' });
    await saveStanding(tx, id, { ...standing, ratingAskedAt: now });
    const after = { message_id: publicId('msg', said) };
    await recordAudit(tx, scope, { act: 'conversation.rating_asked', object: publicId('cnv', id), after });
    return said;
  });
}
