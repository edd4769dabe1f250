import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import { recordAudit } from './audit.queries.ts';
import { readCountries } from './countries.ts';
import type { Scope } from './scope.ts';
import { getWorkspace, saveCountries, type Workspace } from './workspace.queries.ts';

/** Says which countries may be texted, or with null that the home country alone may. Chunks that are decided later keep to it. */
export async function setCountries(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  wanted: readonly string[] | null,
): Promise<Workspace> {
  const countries = readCountries(wanted);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getWorkspace(tx);
    await saveCountries(tx, countries);
    const after = await getWorkspace(tx);
    await recordAudit(tx, scope, {
      act: 'countries.changed',
      object: publicId('wsp', scope.workspaceId),
      before: { countries: before.countries },
      after: { countries: after.countries },
    });
    return after;
  });
}
