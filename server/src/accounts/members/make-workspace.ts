import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import { publicId, type WorkspaceId } from '../../platform/ids.ts';
import { announce } from '../../platform/jobs/index.ts';
import { findAccount } from '../account.queries.ts';
import { recordAudit } from '../audit.queries.ts';
import { permissionsOf } from '../roles.ts';
import { memberScope, requireAccount, type Scope } from '../scope.ts';
import type { Furnish } from '../setup.ts';
import { insertWorkspace } from '../workspace.queries.ts';
import { findWorkspaceProblem, type Place } from '../workspace.ts';
import { insertMember } from './member.queries.ts';

/**
 * A further workspace of the installation, furnished like the first, whose owner is whoever makes it. Its audit begins with
 * this; the workspace that was asked from learns nothing of it, for they may be strangers to one another.
 */
export async function makeWorkspace(
  ctx: Context,
  scope: Scope,
  place: Place,
  furnish: Furnish,
): Promise<WorkspaceId> {
  const accountId = requireAccount(scope);
  const problem = findWorkspaceProblem(place);
  if (problem) {
    const pointer = problem.pointer.replace('/workspace', '');
    throw new Invalid(problem.code, problem.sentence, [
      { pointer, code: problem.code, detail: problem.sentence },
    ]);
  }
  const workspaceId = ctx.ids.uuid() as WorkspaceId;
  const owner = memberScope(workspaceId, accountId, permissionsOf('owner', true));
  await ctx.db.tx(workspaceId, async (tx) => {
    const account = await findAccount(tx, accountId);
    await insertWorkspace(tx, { id: workspaceId, ...place });
    await insertMember(tx, accountId, 'owner');
    const object = publicId('wsp', workspaceId);
    await recordAudit(tx, owner, { act: 'workspace.created', object, after: { ...place } });
    await furnish(ctx, tx, owner, { workspaceName: place.name, ownerEmail: account?.email ?? '' });
    await announce(tx, workspaceId, 'workspace.created', { account_id: accountId });
  });
  return workspaceId;
}
