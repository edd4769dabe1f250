import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { readNumbers, type Unreadable } from '../suppressions/read-entries.ts';
import {
  addDoNotCallNumbers,
  endDoNotCallList,
  insertDoNotCallList,
  letStand,
  lockDoNotCallList,
} from './do-not-call.queries.ts';
import { checkNewList, type DoNotCallList, doNotCallKeys, type NewDoNotCallList } from './do-not-call.ts';

/** Opens a list; it counts once all of it has been brought and it is finished. */
export async function openDoNotCallList(
  ctx: Context,
  scope: Scope,
  wish: NewDoNotCallList,
): Promise<DoNotCallList> {
  const now = ctx.clock.now();
  const list = checkNewList(wish, now);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const id = ctx.ids.uuid();
    await insertDoNotCallList(tx, { ...list, id, addedBy: scope.actor, addedAt: now });
    await recordAudit(tx, scope, {
      act: 'do_not_call.opened',
      object: publicId('dnc', id),
      after: { kind: list.kind, region: list.region, name: list.name, as_of: list.asOf },
    });
    return lockDoNotCallList(tx, id);
  });
}

export type DoNotCallAdded = {
  readonly list: DoNotCallList;
  readonly added: number;
  readonly known: number;
  readonly unreadable: readonly Unreadable[];
};

/** Puts numbers on a list. One's own may grow after it stands; a register is replaced by a newer one instead. */
export async function addToDoNotCallList(
  ctx: Context,
  scope: Scope,
  id: string,
  texts: readonly string[],
): Promise<DoNotCallAdded> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const list = await lockDoNotCallList(tx, id);
    const mayGrow = list.state === 'loading' || (list.kind === 'own' && list.state === 'standing');
    if (!mayGrow)
      throw new Conflict(
        'do_not_call.closed',
        'This list is closed: it stands as it was brought, or counts no more. Open a new one with its day.',
      );
    const { entries, unreadable } = readNumbers(texts, (await getWorkspace(tx)).country);
    const [key = ''] = doNotCallKeys(ctx, scope.workspaceId);
    const added = await addDoNotCallNumbers(tx, id, key, entries);
    await recordAudit(tx, scope, {
      act: 'do_not_call.extended',
      object: publicId('dnc', id),
      after: { added, unreadable: unreadable.length },
    });
    return {
      ...{ list: { ...list, entries: list.entries + added }, added },
      ...{ known: entries.length - added, unreadable },
    };
  });
}

export async function finishDoNotCallList(ctx: Context, scope: Scope, id: string): Promise<DoNotCallList> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const list = await lockDoNotCallList(tx, id);
    if (list.state !== 'loading')
      throw new Conflict('do_not_call.finished', 'This list has been finished already.');
    if (list.entries === 0)
      throw new Conflict('do_not_call.empty', 'This list has no numbers yet. Bring them, then finish it.');
    const replaced = await letStand(tx, list, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: 'do_not_call.finished',
      object: publicId('dnc', id),
      after: { kind: list.kind, region: list.region, as_of: list.asOf, entries: list.entries, replaced },
    });
    return lockDoNotCallList(tx, id);
  });
}

/** The list counts no more, and why stays on record. */
export async function stopDoNotCallList(
  ctx: Context,
  scope: Scope,
  id: string,
  reason: string,
): Promise<DoNotCallList> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const list = await lockDoNotCallList(tx, id);
    if (list.state === 'ended' || list.state === 'replaced')
      throw new Conflict('do_not_call.ended', 'This list counts no more already.');
    await endDoNotCallList(tx, id, { by: scope.actor, at: ctx.clock.now(), reason });
    await recordAudit(tx, scope, {
      act: 'do_not_call.ended',
      object: publicId('dnc', id),
      before: { kind: list.kind, name: list.name, entries: list.entries },
      after: { reason },
    });
    return lockDoNotCallList(tx, id);
  });
}
