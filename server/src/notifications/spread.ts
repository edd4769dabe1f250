import { getWorkspace, listStaff, type StaffMember } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { kindOf, outsideWays } from './kinds.ts';
import { type Copy, insertCopies, insertNotification, type News } from './notification.queries.ts';
import { listSettings } from './setting.queries.ts';
import { type NotificationSetting, tellAt, usualSetting, waysFor } from './setting.ts';

/** Whether somebody may know of it. Who is kept to some numbers or lists hears of what is theirs by name, or is everybody's. */
export function mayKnow(news: News, { accountId, permissions, isKept }: StaffMember): boolean {
  const { needs } = kindOf(news.kind);
  if (!permissions.has(needs) || news.except?.includes(accountId)) return false;
  if (news.to !== null) return news.to.includes(accountId);
  return !isKept || needs === 'workspace.read';
}

/** Writes down what there is to tell, and for whom: once for each, however often it is brought. How many were new. */
export async function spreadNews(tx: Tx, ctx: Pick<Context, 'clock'>, all: readonly News[]): Promise<number> {
  if (all.length === 0) return 0;
  const now = ctx.clock.now();
  const staff = await listStaff(tx);
  const settings = await listSettings(tx);
  const { timeZone: zone } = await getWorkspace(tx);
  let fresh = 0;
  for (const news of all) {
    const id = await insertNotification(tx, news, now);
    if (id === null) continue;
    fresh += 1;
    const copies = staff
      .filter((member) => mayKnow(news, member))
      .flatMap(({ accountId }) =>
        copyFor(news, accountId, settings.get(accountId) ?? usualSetting, { zone, now }),
      );
    await insertCopies(tx, id, copies);
  }
  return fresh;
}

function copyFor(
  { kind }: News,
  accountId: string,
  setting: NotificationSetting,
  { zone, now }: { zone: string; now: Date },
): Copy[] {
  const ways = waysFor(setting, kind);
  if (ways.length === 0) return [];
  const letters = outsideWays
    .filter((way) => ways.includes(way))
    .map((way) => ({ way, nextAt: tellAt(setting, { kind, way, zone, now }) }));
  return [{ accountId, ways, letters }];
}
