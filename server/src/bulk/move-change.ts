import { recordAudit, requirePermission, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs/index.ts';
import {
  countPeopleWaiting,
  endChange,
  getChange,
  lockChange,
  saveBegun,
  saveFound,
} from './bulk-change.queries.ts';
import { acts, type BulkChange, isOver, refuseBegin, total } from './bulk-change.ts';
import { gatherPeople } from './gather-people.ts';
import { payloadOf } from './request-change.ts';

export const workTask = 'bulk.work';

/** Looks for the people and counts them; then waits for a word, unless it was told not to. */
export async function gatherFor(tx: Tx, ctx: Context, scope: Scope, id: string): Promise<void> {
  const change = await lockChange(tx, id);
  if (change.status !== 'gathering' || change.whom === null) return;
  await gatherPeople(tx, ctx, id, change.whom);
  const found = await countPeopleWaiting(tx, id);
  await saveFound(tx, id, change.beginsAtOnce ? 'working' : 'ready', found, ctx.clock.now());
  if (change.beginsAtOnce) await enqueueWork(tx, scope, id);
}

/** Lets it begin with those who were found; `people` is how many whoever says so has seen. Begun twice it goes on. */
export async function beginChange(
  ctx: Context,
  scope: Scope,
  id: string,
  people: number | undefined,
): Promise<BulkChange> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const change = await lockChange(tx, id);
    requirePermission(scope, acts[change.act]);
    refuseBegin(change, people);
    if (change.status === 'working') return change;
    await saveBegun(tx, id, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: 'bulk_change.begun',
      object: publicId('bch', id),
      after: { people: change.found },
    });
    await enqueueWork(tx, scope, id);
    return getChange(tx, id);
  });
}

/** Ends it where it stands: what is done stays done, and nobody else's turn comes. Stopped twice it stays stopped. */
export async function stopChange(ctx: Context, scope: Scope, id: string): Promise<BulkChange> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const change = await lockChange(tx, id);
    requirePermission(scope, acts[change.act]);
    if (isOver(change)) return change;
    await endChange(tx, id, { status: 'stopped', at: ctx.clock.now() });
    await tellEnd(tx, scope, { ...change, status: 'stopped' });
    return getChange(tx, id);
  });
}

export const enqueueWork = (tx: Tx, scope: Pick<Scope, 'workspaceId' | 'actor'>, id: string) =>
  enqueue(tx, workTask, payloadOf(scope, id), { key: `${workTask}:${id}` });

export async function tellEnd(tx: Tx, scope: Scope, change: BulkChange): Promise<void> {
  await recordAudit(tx, scope, {
    act: `bulk_change.${change.status}`,
    object: publicId('bch', change.id),
    after: {
      ...{ people: change.found, changed: change.changed, unchanged: change.unchanged },
      refused: total(change),
    },
  });
}
