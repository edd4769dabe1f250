import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { releaseHeldByRules, releaseHeldChunks } from './chunk.queries.ts';
import { waitsForPeople } from './consent-verdict.ts';
import { routeClosed } from './steps/choose-way.ts';
import { waitingForCodes } from './steps/give-coupons.ts';
import { dayIsFull } from './steps/hold-over-day-cap.ts';

/** Spend caps or prices have changed: texts that a cap holds are judged again now, not when the cap begins anew. */
export async function releaseHeldBySpend(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, (tx) =>
    releaseHeldChunks(tx, ['spend_day', 'spend_month', 'spend_campaign', 'spend_limit'], ctx.clock.now()),
  );
}

/** The rules about hours, or about how often, have changed: texts that they hold are judged again now, by the rules of today. */
export async function releaseHeldByPolicy(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, (tx) => releaseHeldByRules(tx, ctx.clock.now()));
}

/**
 * A reply was judged, or a pause has ended: texts that waited for that are judged again now, in the caller's transaction or after
 * it. Those of other people wait on.
 */
export async function releaseHeldPeople(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  waitedFor: keyof typeof waitsForPeople,
): Promise<void> {
  await releaseHeldChunks(tx, [waitsForPeople[waitedFor]], ctx.clock.now());
}

/** A route was opened or changed: texts whose ways were all closed are routed again now. */
export async function releaseHeldByRoutes(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, (tx) => releaseHeldChunks(tx, [routeClosed], ctx.clock.now()));
}

/** A carrier takes more in a day, or is counted otherwise: texts that waited for its next day are judged again now. */
export async function releaseHeldByDays(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, (tx) => releaseHeldChunks(tx, [dayIsFull], ctx.clock.now()));
}

/** Codes were added: texts that waited for some are judged again now. */
export async function releaseHeldByCoupons(
  ctx: Pick<Context, 'db' | 'clock'>,
  workspaceId: string,
): Promise<void> {
  await ctx.db.tx(workspaceId, (tx) => releaseHeldChunks(tx, [waitingForCodes], ctx.clock.now()));
}
