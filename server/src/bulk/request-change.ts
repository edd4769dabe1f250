import { recordAudit, requirePermission, type Scope } from '../accounts/index.ts';
import { loadCatalogue, requireRule, type WrittenRule } from '../audiences/index.ts';
import { getBrand, loadContacts, requireLists, tagOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { countUnfinished, getChange, insertChange } from './bulk-change.queries.ts';
import { type Act, acts, type BulkChange, type Details, type Whom } from './bulk-change.ts';

export const gatherTask = 'bulk.gather';

/** Whom, as it is asked for: a rule may still be words. */
export type WhomWish =
  | Exclude<Whom, { kind: 'rule' }>
  | { readonly kind: 'rule'; readonly written: WrittenRule };

export type ChangeWish = {
  readonly act: Act;
  readonly details: Details;
  readonly whom: WhomWish;
  /** Without waiting for a word once they are counted. */
  readonly beginsAtOnce: boolean;
};

// Each is a job, and somebody looks at each.
const mostUnfinished = 20;

/** Asks for something to be done to many. They are looked for and counted first; nothing is done to anybody yet. */
export async function requestChange(ctx: Context, scope: Scope, wish: ChangeWish): Promise<BulkChange> {
  requirePermission(scope, acts[wish.act]);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const change: BulkChange = {
      id: ctx.ids.uuid(),
      act: wish.act,
      details: await checkDetails(tx, wish.details),
      whom: await checkWhom(tx, wish.whom),
      status: 'gathering',
      beginsAtOnce: wish.beginsAtOnce,
      ...{ found: 0, changed: 0, unchanged: 0, refused: {}, problem: null },
      createdBy: scope.actor,
      createdAt: ctx.clock.now(),
      ...{ begunAt: null, endedAt: null },
    };
    if ((await countUnfinished(tx)) >= mostUnfinished)
      throw new Conflict(
        'bulk_change.too_many',
        `${mostUnfinished} changes are under way or wait for a word already. Begin or stop one of them first.`,
      );
    await insertChange(tx, change);
    await recordAudit(tx, scope, {
      act: 'bulk_change.requested',
      object: publicId('bch', change.id),
      after: { act: change.act, ...factsOf(change.details), whom: change.whom?.kind },
    });
    await enqueue(tx, gatherTask, payloadOf(scope, change.id), { key: `${gatherTask}:${change.id}` });
    return getChange(tx, change.id);
  });
}

export const payloadOf = (scope: Pick<Scope, 'workspaceId' | 'actor'>, changeId: string) => ({
  ...{ workspaceId: scope.workspaceId, changeId, actor: scope.actor },
});

async function checkDetails(tx: Tx, details: Details): Promise<Details> {
  if (details.listId !== undefined) await requireLists(tx, [details.listId]);
  if (details.brandId != null) await getBrand(tx, details.brandId);
  return details.tag === undefined ? details : { ...details, tag: tagOf(details.tag) };
}

async function checkWhom(tx: Tx, whom: WhomWish): Promise<Whom> {
  if (whom.kind === 'rule')
    return { kind: 'rule', rule: await requireRule(tx, whom.written, await loadCatalogue(tx)) };
  if (whom.kind === 'search' && whom.listId !== null) await requireLists(tx, [whom.listId]);
  if (whom.kind === 'contacts') await requireContacts(tx, whom.ids);
  return whom;
}

/** Whoever names people means them: one who is not there is a mistake, and the others may be one as well. */
async function requireContacts(tx: Tx, ids: readonly number[]): Promise<void> {
  const found = await loadContacts(tx, ids);
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined)
    throw new NotFound(
      'contact.not_found',
      `There is no contact ${publicId('con', missing)} in this workspace.`,
    );
}

/** What the audit says of it: notes and numbers stand in the change, and go with it. */
function factsOf({ tag, listId, reason }: Details): Record<string, string> {
  return {
    ...(tag === undefined ? {} : { tag }),
    ...(listId === undefined ? {} : { list: publicId('lst', listId) }),
    ...(reason === undefined ? {} : { reason }),
  };
}
