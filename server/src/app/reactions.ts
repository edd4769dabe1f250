import { recountClicked } from '../analytics/index.ts';
import { campaignReactions } from '../campaigns/index.ts';
import { learnLines } from '../contacts/index.ts';
import { recountFrom } from '../conversions/index.ts';
import {
  releaseHeldByCoupons,
  releaseHeldByDays,
  releaseHeldByPolicy,
  releaseHeldByRoutes,
  releaseHeldBySpend,
  stopQueuedFor,
  stopQueuedForAll,
} from '../dispatch/index.ts';
import { type SettledReplies, takeReplies } from '../inbox/index.ts';
import { isJudgedAnew, type JudgedAnew } from '../links/index.ts';
import { notificationReactions } from '../notifications/index.ts';
import type { Context } from '../platform/context.ts';
import type { Announcement, Task } from '../platform/jobs/index.ts';
import { forgetClicksRefusedBy } from '../rights/index.ts';

/** What a slice does because something has happened in another. It may be told twice. */
export type Reaction = (ctx: Context, news: Announcement) => Promise<void>;
export type Reactions = Readonly<Record<string, Reaction>>;

/** Somebody of staff recorded an opt-out. Dispatch would not text the person anyway; this says so, text by text, at once. */
const dispatchReactions: Reactions = {
  'contact.opted_out': (ctx, { workspaceId, data }) =>
    ctx.db.tx(workspaceId, async (tx) => {
      const contactId = Number(data.contact_id);
      for (const brandId of data.brand_ids as string[]) await stopQueuedFor(tx, ctx, { contactId, brandId });
    }),
  'contacts.opted_out': (ctx, { workspaceId, data }) =>
    ctx.db.tx(workspaceId, async (tx) => {
      const [contactIds, brandIds] = [data.contact_ids as number[], data.brand_ids as string[]];
      await stopQueuedForAll(tx, ctx, { contactIds, brandIds });
    }),
  'spending.changed': (ctx, { workspaceId }) => releaseHeldBySpend(ctx, workspaceId),
  'coupons.added': (ctx, { workspaceId }) => releaseHeldByCoupons(ctx, workspaceId),
  'routes.changed': (ctx, { workspaceId }) => releaseHeldByRoutes(ctx, workspaceId),
  'carrier_days.changed': (ctx, { workspaceId }) => releaseHeldByDays(ctx, workspaceId),
  'policy.changed': (ctx, { workspaceId }) => releaseHeldByPolicy(ctx, workspaceId),
};

/** Whoever came with a file has lines too; campaigns look by themselves, single texts do not. */
const contactReactions: Reactions = {
  'import.finished': (ctx, { workspaceId }) =>
    ctx.db.tx(workspaceId, (tx) => learnLines(tx, ctx.clock.now())),
};

/** A refusal holds for what was kept before, by whichever way it came. */
const rightsReactions: Reactions = {
  'import.finished': (ctx, { workspaceId, data }) =>
    forgetClicksRefusedBy(ctx, workspaceId, String(data.import_id)),
};

/** Who clicked, and who only seemed to, was told apart anew; what was counted by that before is counted anew once all of it is known. */
const clickReactions: Reactions = {
  'clicks.judged_anew': (ctx, { workspaceId, data }) =>
    ctx.db.tx(workspaceId, async (tx) => {
      const asked = data as JudgedAnew;
      if (!(await isJudgedAnew(tx, asked))) return;
      await recountFrom(tx, ctx.clock.now(), new Date(asked.since));
      await recountClicked(tx, new Date(asked.since));
    }),
};

const inboxReactions: Reactions = {
  'replies.settled': (ctx, { workspaceId, data }) =>
    takeReplies(ctx, workspaceId, data.replies as SettledReplies),
};

/** Everything that happens because something else happened. */
export const reactions: readonly Reactions[] = [
  dispatchReactions,
  contactReactions,
  rightsReactions,
  campaignReactions,
  clickReactions,
  inboxReactions,
  notificationReactions,
];

/** The job that carries news: all who listen are told, and one who fails does not keep it from the others. */
export function tellListeners(listeners: readonly Reactions[]): Task {
  return async (ctx, payload) => {
    const news = payload as Announcement;
    const concerned = listeners.flatMap((one) => one[news.type] ?? []);
    const told = await Promise.allSettled(concerned.map((react) => react(ctx, news)));
    const failures = told.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []));
    if (failures.length > 0)
      throw new AggregateError(failures, `Not everybody could be told of ${news.type}.`);
  };
}
