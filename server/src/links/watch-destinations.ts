import { listWorkspaceIds, recordAudit, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { publicId } from '../platform/ids.ts';
import type { Outside } from '../platform/outside/outside.ts';
import { type Check, findingOf, mayBeSwitchedOff } from './destination.ts';
import { lockLink, readLinkSetting, saveLink } from './link.queries.ts';
import { listChecks, listDueLinks, saveLinkCheck } from './link-check.queries.ts';

const mostAtOnce = 200;
const underWay = 8;
const look = { method: 'GET', mostBytes: 1_000_000, withinMs: 15_000, redirects: 5 } as const;

/** Looks behind the links of every workspace that wants it. Returns how many were looked at. */
export async function watchDestinations(ctx: Context, outside: Outside): Promise<number> {
  let total = 0;
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    // One workspace in trouble keeps no other from being looked after.
    const failed = await watchWorkspace(workspaceId)
      .then(() => null)
      .catch((error: Error) => error);
    if (failed) ctx.log.error({ err: failed, workspaceId }, 'Links could not be looked after.');
  }
  return total;

  async function watchWorkspace(workspaceId: string): Promise<void> {
    const due = await ctx.db.tx(workspaceId, async (tx) =>
      (await readLinkSetting(tx)).watch === 'off' ? [] : listDueLinks(tx, ctx.clock.now(), mostAtOnce),
    );
    total += due.length;
    const queue = [...due];
    const work = async () => {
      for (let link = queue.shift(); link; link = queue.shift())
        await watchOne(ctx, workspaceId, link, outside);
    };
    await Promise.all(Array.from({ length: underWay }, work));
  }
}

async function watchOne(
  ctx: Context,
  workspaceId: string,
  { id, url }: { readonly id: string; readonly url: string },
  outside: Outside,
): Promise<void> {
  const seen = await outside({ ...look, url, headers: { 'user-agent': 'Tidings link check' } });
  await ctx.db.tx(workspaceId, async (tx) => {
    const [before = null] = await listChecks(tx, [id]);
    const at = ctx.clock.now();
    const check: Check = findingOf(url, seen, before) ?? { ...nothing, url };
    await saveLinkCheck(tx, id, check, at);
    if (!mayBeSwitchedOff(check) || (await readLinkSetting(tx)).watch !== 'switch_off') return;
    const link = await lockLink(tx, id);
    // Somebody may have led it elsewhere meanwhile.
    if (link?.state !== 'on' || link.url !== url) return;
    await saveLink(tx, { ...link, state: 'off', changedAt: at });
    await recordAudit(tx, systemScope(workspaceId, 'links'), {
      act: 'link.switched_off',
      object: publicId('lnk', id),
      before: { state: 'on' },
      after: { state: 'off', why: check.sentence },
    });
  });
}

const nothing: Omit<Check, 'url'> = { host: null, finding: null, times: 0, sentence: null };
