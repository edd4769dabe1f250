import { listWorkspaceIds, recordAudit, systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { announce } from '../../platform/jobs/index.ts';
import { listSenders } from '../../senders/index.ts';
import { lockHealth, measureHealth, saveHealth } from './sender-health.queries.ts';
import { type HealthFigures, judgeHealth, restHours, type SenderHealth, sayHealth } from './sender-health.ts';

const nothing: HealthFigures = { texts: 0, delivered: 0, undelivered: 0, filtered: 0, failed: 0, silent: 0 };

/** Looks at the receipts of a workspace's numbers; what has changed for the better or the worse is on record and told. */
export async function measureSenders(ctx: Context, workspaceId: string): Promise<void> {
  await ctx.db.tx(workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const measured = new Map(
      (await measureHealth(tx, now)).map(({ senderId, ...figures }) => [senderId, figures]),
    );
    const before = await lockHealth(tx);
    const senders = (await listSenders(tx)).filter(({ id }) => measured.has(id) || before.has(id));
    const healths = senders.map(({ id }) => healthNow(id, measured.get(id) ?? nothing, before.get(id), now));
    await saveHealth(tx, healths);
    for (const health of healths) {
      const was = before.get(health.senderId)?.state ?? 'unknown';
      if (was === health.state || (was === 'unknown' && health.state === 'ok')) continue;
      const number = senders.find(({ id }) => id === health.senderId)?.number ?? '';
      const { texts, delivered, filtered, state } = health;
      await recordAudit(tx, systemScope(tx.workspaceId, 'health'), {
        act: 'sender.health_changed',
        object: publicId('snd', health.senderId),
        before: { state: was },
        after: { state, texts, delivered, filtered },
      });
      const sentence = sayHealth(number, health, state);
      await announce(tx, workspaceId, 'sender.health_changed', {
        sender_id: health.senderId,
        was,
        state,
        sentence,
      });
    }
  });
}

/** A rest lasts as long as was said. Where nearly nothing arrived it begins by itself. */
function healthNow(
  senderId: string,
  figures: HealthFigures,
  before: SenderHealth | undefined,
  now: Date,
): SenderHealth {
  const judged = judgeHealth(figures);
  const isResting = before?.restsUntil != null && before.restsUntil > now;
  const begins = judged === 'rest' && !isResting;
  const state = isResting ? 'rest' : judged;
  const restsUntil = begins
    ? new Date(now.getTime() + restHours * 3_600_000)
    : isResting
      ? before.restsUntil
      : null;
  return {
    ...{ senderId, ...figures, measuredAt: now, state, restsUntil },
    since: before && before.state === state ? before.since : now,
    restedBy: begins ? 'system' : isResting ? before.restedBy : null,
    restReason: isResting ? before.restReason : null,
  };
}

export const healthJobs = {
  'routing.measure_health': async (ctx: Context): Promise<void> => {
    for (const workspaceId of await ctx.db.system(listWorkspaceIds)) await measureSenders(ctx, workspaceId);
  },
};
