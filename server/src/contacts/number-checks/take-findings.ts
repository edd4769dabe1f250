import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { saveFindings } from './number-check.queries.ts';
import { type NumberFinding, type NumberSource, toAudit } from './number-check.ts';

/** Takes all that a source says, a page in a transaction. Returns of how many numbers. */
export async function takeFindings(ctx: Context, scope: Scope, source: NumberSource): Promise<number> {
  let taken = 0;
  for await (const page of source.pages()) {
    const once = [...new Map(page.map((one): [string, NumberFinding] => [one.number, one])).values()];
    if (once.length === 0) continue;
    await ctx.db.tx(scope.workspaceId, async (tx) => {
      await saveFindings(tx, once, { source: source.name, at: ctx.clock.now() });
      await recordAudit(tx, scope, {
        act: 'number_check.taken',
        object: source.name,
        after: toAudit(source.name, once.length),
      });
    });
    taken += once.length;
  }
  return taken;
}

/** What somebody brought in one call, or a file in pages of calls. */
export const broughtBy = (name: string, findings: readonly NumberFinding[]): NumberSource => ({
  name,
  pages: () => [findings],
});
