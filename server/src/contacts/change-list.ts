import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { nameTaken, readListName } from './create-list.ts';
import { deleteList, type ListWithCount, lockList, saveList } from './list.queries.ts';

/** So many get a test at once, at most: whoever means more people means a campaign. */
export const mostTesters = 50;

export type ListChange = { readonly name?: string | undefined; readonly isTestGroup?: boolean | undefined };

/** Gives a list another name, or says whether its people look at texts before others do. Whatever names it does so by its id. */
export async function changeList(
  ctx: Context,
  scope: Scope,
  id: string,
  change: ListChange,
): Promise<ListWithCount> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const list = await requireList(tx, id);
    const { name = list.name, isTestGroup = list.isTestGroup } = change;
    const after = { name: readListName(name), isTestGroup };
    if (after.name === list.name && isTestGroup === list.isTestGroup) return list;
    if (isTestGroup && !list.isTestGroup) refuseManyTesters(list);
    if (!(await saveList(tx, id, after))) throw nameTaken(after.name);
    await recordAudit(tx, scope, {
      act: 'list.changed',
      object: publicId('lst', id),
      before: { name: list.name, is_test_group: list.isTestGroup },
      after: { name: after.name, is_test_group: isTestGroup },
    });
    return { ...list, ...after };
  });
}

/**
 * Removes a list; its people stay. What still names it, a segment or a campaign that was not launched, cannot be sent from then on
 * and says so: nobody who was to be left out is texted because the list is gone.
 */
export async function removeList(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const { name, people } = await requireList(tx, id);
    await deleteList(tx, id);
    await recordAudit(tx, scope, {
      act: 'list.removed',
      object: publicId('lst', id),
      before: { name, people },
    });
  });
}

async function requireList(tx: Tx, id: string): Promise<ListWithCount> {
  const list = await lockList(tx, id);
  if (list) return list;
  throw new NotFound('list.not_found', `There is no list ${publicId('lst', id)} in this workspace.`);
}

function refuseManyTesters({ people }: ListWithCount): void {
  if (people <= mostTesters) return;
  throw new Invalid(
    'list.too_many_testers',
    `A test group has at most ${mostTesters} people, and this list has ${people}. Make a list of those who look at texts.`,
  );
}
