import { getSwitches } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Announcement } from '../platform/jobs/index.ts';
import type { Facts, KindName } from './kinds.ts';
import type { News } from './notification.queries.ts';
import { spreadNews } from './spread.ts';

const spread = (ctx: Context, workspaceId: string, news: Omit<News, 'to'>): Promise<unknown> =>
  ctx.db.tx(workspaceId, (tx) => spreadNews(tx, ctx, [{ ...news, to: null }]));

/** News that no table of its own keeps in a form that could be looked for. May be told twice: the key is the same then. */
export const notificationReactions = {
  'alert.raised': async (ctx: Context, { workspaceId, data }: Announcement): Promise<void> => {
    await spread(ctx, workspaceId, {
      kind: 'alert.raised' satisfies KindName,
      key: String(data.alert_id),
      subject: null,
      facts: { sentence: String(data.sentence) } satisfies Facts,
    });
  },
  'sending.switched': async (ctx: Context, { workspaceId, data }: Announcement): Promise<void> => {
    const { workspace, installation } = await ctx.db.tx(workspaceId, getSwitches);
    const { since } = data.level === 'workspace' ? workspace : installation;
    await spread(ctx, workspaceId, {
      kind: 'sending.switched' satisfies KindName,
      key: `${data.level}:${data.sending}:${since?.toISOString() ?? ''}`,
      subject: null,
      facts: { state: String(data.sending), reason: String(data.reason ?? '') } satisfies Facts,
    });
  },
};
