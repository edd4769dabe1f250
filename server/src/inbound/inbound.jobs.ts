import { listWorkspaceIds } from '../accounts/index.ts';
import type { MediaHeaders } from '../gateways/index.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import type { Outside } from '../platform/outside/outside.ts';
import { callTask, makeCall } from './keywords/call-out.ts';
import { fetchDueMedia, fetchMedia, fetchTask } from './media/fetch-media.ts';
import { openLateWalk } from './note-late-campaigns.ts';
import { takeLateTexts } from './parts/take-parts.ts';
import type { ReplyHooks } from './reply-hooks.ts';
import { keptTask, settleKept, settleReplies, settleTask } from './settle-replies.ts';

export type InboundOptions = {
  /** How addresses that others have named are asked. */
  readonly outside: Outside;
  /** What carriers want to see before they hand out what came with a reply; nothing where none of them asks. */
  readonly mediaHeaders?: MediaHeaders;
  /** Slices above that replies concern. */
  readonly hooks?: ReplyHooks;
};

// Outcomes of texts are written down within seconds, or by the next owner of their chunk within minutes; in a rehearsal whose clock
// runs fast such minutes are hours.
const lateWithinMs = 24 * 3_600_000;

export function inboundJobs({ outside, mediaHeaders, hooks }: InboundOptions): Tasks {
  const noteLate = openLateWalk();
  return {
    [settleTask]: (ctx, payload) =>
      settleReplies(ctx, (payload as { workspaceId: string }).workspaceId, hooks),
    [keptTask]: (ctx, payload) => {
      const { workspaceId, replyId } = payload as { workspaceId: string; replyId: number };
      return settleKept(ctx, workspaceId, replyId, hooks);
    },
    [callTask]: (ctx, payload) => {
      const { workspaceId, callId } = payload as { workspaceId: string; callId: string };
      return makeCall(ctx, outside, workspaceId, callId);
    },
    [fetchTask]: (ctx, payload) => {
      const { workspaceId, mediaId } = payload as { workspaceId: string; mediaId: string };
      return fetchMedia(ctx, outside, workspaceId, mediaId, mediaHeaders);
    },
    /** What a job that was lost, or a number that failed, has left behind. */
    'inbound.sweep': async (ctx) => {
      for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
        await takeLateTexts(ctx, workspaceId);
        await fetchDueMedia(ctx, outside, workspaceId, mediaHeaders);
        await settleReplies(ctx, workspaceId, hooks);
        const since = new Date(ctx.clock.now().getTime() - lateWithinMs);
        await noteLate(ctx, workspaceId, since);
      }
    },
  };
}
