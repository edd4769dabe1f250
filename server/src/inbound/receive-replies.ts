import { optOut } from '../contacts/index.ts';
import type { Inbound, InboundPart } from '../gateways/index.ts';
import { type Batches, openBatches } from '../platform/batches.ts';
import type { Context } from '../platform/context.ts';
import { listReplyBrands } from './inbound.queries.ts';
import { isLeaving, reasonOf } from './leaving/leave.ts';
import { takeParts } from './parts/take-parts.ts';
import { type Reply, understand } from './reply.ts';
import { type ReplyAt, takeReplies } from './take-replies.ts';
import { wishOf } from './wish.ts';

/** Where what people send back comes in, from every gateway of this process. */
export type ReplyDesk = {
  /**
   * Answers when each of these replies has been stored and acted on. One that fails does not hold up the others; the first
   * failure is thrown at the end, so that the carrier brings the batch again (repeats are known).
   */
  receive(workspaceId: string, gatewayId: string, replies: readonly Inbound[]): Promise<void>;
  /** Answers when these parts have been stored, and the texts that are whole by them acted on. */
  receiveParts(workspaceId: string, gatewayId: string, parts: readonly InboundPart[]): Promise<void>;
};

// More would keep the chunks of a campaign locked for longer than a worker should wait.
const repliesAtMost = 200;
const workspacesAtOnce = 4;

/**
 * Replies of a workspace that come while others are being written share the next transaction. The ledger of consents has one
 * end, so opt-outs come one after another whatever we do; together they take its lock once, and a dozen statements for all.
 * A batch that fails is taken one by one.
 *
 * Whoever leaves does not queue behind those who chat: a campaign is answered by hundreds, and what each of them wants is found out one
 * after another. Where something of a number is under way its next reply goes the same way, so that the order of a number stays.
 */
export function openReplyDesk(ctx: Context): ReplyDesk {
  const lane = (): Batches<ReplyAt, null> =>
    openBatches(
      async (workspaceId, replies) => {
        await ctx.db.tx(workspaceId, (tx) => takeReplies(tx, ctx, replies));
        return replies.map(() => ({ ok: true, answer: null }));
      },
      { most: repliesAtMost, atOnce: workspacesAtOnce, isInOrder: true },
    );
  const take = openLanes(lane(), lane());
  return {
    async receive(workspaceId, gatewayId, replies) {
      const taken = replies.map(async (inbound) => {
        const reply = understand(inbound);
        try {
          await take(workspaceId, { ...reply, gatewayId });
        } catch (error) {
          if (isLeaving(reply)) await stopAtLeast(ctx, workspaceId, reply);
          throw error;
        }
      });
      for (const one of await Promise.allSettled(taken)) if (one.status === 'rejected') throw one.reason;
    },
    receiveParts: (workspaceId, gatewayId, parts) =>
      ctx.db.tx(workspaceId, (tx) => takeParts(tx, ctx, gatewayId, parts)),
  };
}

function openLanes(leaving: Batches<ReplyAt, null>, others: Batches<ReplyAt, null>) {
  const underWay = new Map<string, { readonly lane: Batches<ReplyAt, null>; replies: number }>();
  return async (workspaceId: string, reply: ReplyAt): Promise<void> => {
    const whose = `${workspaceId} ${reply.from}`;
    const held = underWay.get(whose) ?? { lane: isLeaving(reply) ? leaving : others, replies: 0 };
    held.replies += 1;
    underWay.set(whose, held);
    try {
      await held.lane.add(workspaceId, reply);
    } finally {
      held.replies -= 1;
      if (held.replies === 0) underWay.delete(whose);
    }
  };
}

// Fail open for STOP: when anything around it failed, the opt-out itself still stands, for every brand.
async function stopAtLeast(ctx: Context, workspaceId: string, reply: Reply): Promise<void> {
  await ctx.db
    .tx(workspaceId, async (tx) => {
      for (const brand of await listReplyBrands(tx)) {
        const { number, contactId: _, ...wish } = wishOf(ctx, reply, null);
        await optOut(tx, ctx, {
          ...wish,
          ...reasonOf(reply),
          number,
          brandId: brand.id,
          actor: 'system:inbound',
        });
      }
    })
    .catch((error: unknown) =>
      ctx.log.error({ err: error }, 'an opt-out could not be recorded; the carrier will bring it again'),
    );
}
