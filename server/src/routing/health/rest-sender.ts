import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { getSender } from '../../senders/index.ts';
import { lockHealth, saveHealth } from './sender-health.queries.ts';
import { judgeHealth, type SenderHealth } from './sender-health.ts';

/** `hours` of 0 end a rest; `reason` goes on record with either. */
export type Rest = { readonly hours: number; readonly reason: string | null };

/** Lets a number rest from pools for so many hours, or ends its rest. Campaigns that name the number itself go on. */
export async function restSender(
  ctx: Context,
  scope: Scope,
  senderId: string,
  { hours, reason }: Rest,
): Promise<SenderHealth> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await getSender(tx, senderId);
    const now = ctx.clock.now();
    const before = (await lockHealth(tx)).get(senderId);
    const figures = before ?? {
      ...{ texts: 0, delivered: 0, undelivered: 0, filtered: 0, failed: 0, silent: 0, measuredAt: now },
    };
    const { texts, delivered, undelivered, filtered, failed, silent, measuredAt } = figures;
    const counted = { texts, delivered, undelivered, filtered, failed, silent };
    // Whoever ends a rest has looked; the figures of before may not begin it anew.
    const ended = judgeHealth(counted) === 'rest' ? 'skip' : judgeHealth(counted);
    const state = hours > 0 ? 'rest' : ended;
    const health: SenderHealth = {
      ...{ senderId, ...counted, measuredAt, state, since: before?.state === state ? before.since : now },
      restsUntil: hours > 0 ? new Date(now.getTime() + hours * 3_600_000) : null,
      restedBy: hours > 0 ? scope.actor : null,
      restReason: hours > 0 ? reason : null,
    };
    await saveHealth(tx, [health]);
    await recordAudit(tx, scope, {
      act: hours > 0 ? 'sender.rested' : 'sender.rest_ended',
      object: publicId('snd', senderId),
      after: { hours, ...(reason !== null && { reason }) },
    });
    return health;
  });
}
