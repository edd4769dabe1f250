import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type ListWithCount, lockList, saveTestGroup } from './list.queries.ts';

/** So many get a test at once, at most: whoever means more people means a campaign. */
export const mostTesters = 50;

/** Says whether the people of a list look at texts before others do. */
export async function markTestGroup(
  ctx: Context,
  scope: Scope,
  id: string,
  isTestGroup: boolean,
): Promise<ListWithCount> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const list = await lockList(tx, id);
    if (!list)
      throw new NotFound('list.not_found', `There is no list ${publicId('lst', id)} in this workspace.`);
    if (list.isTestGroup === isTestGroup) return list;
    if (isTestGroup && list.people > mostTesters)
      throw new Invalid(
        'list.too_many_testers',
        `A test group has at most ${mostTesters} people, and this list has ${list.people}. Make a list of those who look at texts.`,
      );
    await saveTestGroup(tx, id, isTestGroup);
    await recordAudit(tx, scope, {
      act: 'list.changed',
      object: publicId('lst', id),
      before: { is_test_group: list.isTestGroup },
      after: { is_test_group: isTestGroup },
    });
    return { ...list, isTestGroup };
  });
}
