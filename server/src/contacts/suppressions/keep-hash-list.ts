import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { lockConsentChain } from '../consent-event.queries.ts';
import { brandsMeant } from './brands-meant.ts';
import {
  addHashes,
  type HashList,
  insertHashList,
  lockHashList,
  lockHashListById,
  removeHashList,
} from './hash-list.queries.ts';
import { readHashes, type Unreadable } from './read-entries.ts';

export type HashWish = {
  readonly name: string;
  readonly brandId: string | null;
  readonly reason: string;
  readonly hashes: readonly string[];
};

export type HashOutcome = {
  readonly list: HashList;
  readonly added: number;
  readonly known: number;
  readonly unreadable: readonly Unreadable[];
};

/** Puts hashes on the list of that name, which is made when there is none. Who stands on it gets no text from then on. */
export async function suppressHashes(ctx: Context, scope: Scope, wish: HashWish): Promise<HashOutcome> {
  const { entries, unreadable } = readHashes(wish.hashes);
  const name = wish.name.normalize('NFC').trim();
  if (name === '')
    throw new Invalid('suppression_list.no_name', 'Give the list a name, such as whose it is.');
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    if (wish.brandId !== null) await brandsMeant(tx, wish.brandId);
    // Two calls of one moment that bring parts of one list make it once.
    await lockConsentChain(tx);
    const found = await lockHashList(tx, name, wish.brandId);
    const { reason, brandId } = wish;
    const by = { addedBy: scope.actor, addedAt: ctx.clock.now() };
    const list = found ?? { id: ctx.ids.uuid(), name, reason, brandId, entries: 0, ...by };
    if (!found) await insertHashList(tx, list);
    const added = await addHashes(tx, list.id, entries);
    await recordAudit(tx, scope, {
      act: 'suppression_list.extended',
      object: publicId('sup', list.id),
      after: { name, reason, is_new: !found, added, unreadable: unreadable.length },
    });
    return {
      list: { ...list, entries: list.entries + added },
      added,
      known: entries.length - added,
      unreadable,
    };
  });
}

/** The list does not count any more. Nobody's consent changes by that. */
export async function liftHashList(
  ctx: Context,
  scope: Scope,
  id: string,
  reason: string,
): Promise<HashList> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const list = await lockHashListById(tx, id);
    if (!list)
      throw new NotFound(
        'suppression_list.not_found',
        `There is no list of hashes ${publicId('sup', id)} in this workspace.`,
      );
    await removeHashList(tx, id, { by: scope.actor, at: ctx.clock.now(), reason });
    await recordAudit(tx, scope, {
      act: 'suppression_list.removed',
      object: publicId('sup', id),
      before: { name: list.name, entries: list.entries },
      after: { reason },
    });
    return list;
  });
}
