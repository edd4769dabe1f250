import { getWorkspace, listWorkspaceIds } from '../accounts/index.ts';
import {
  askedForHours,
  type DuePoll,
  endPoll,
  type Gateway,
  listKnownReplies,
  listOpenTexts,
  listTextsById,
  type OpenGateways,
  type Polled,
  pauseAfter,
  saveAsked,
  saveCursor,
  statesListedForMs,
  type TextAtCarrier,
  takeDuePolls,
  textsAskedAtOnce,
} from '../gateways/index.ts';
import type { ReplyDesk } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tasks } from '../platform/jobs/index.ts';
import { dayIn, noteTextCosts } from '../spending/index.ts';
import { receiveCallback, takeReceipts } from './receive-callback.ts';

export type PollTools = {
  readonly gateways: OpenGateways;
  readonly replies: ReplyDesk;
  readonly instanceId: string;
};

/** Asks those carriers that cannot call us for what they have to tell. Each minute, and rarer while one does not answer. */
export const pollingJobs = (tools: PollTools): Tasks => ({
  'gateways.poll': async (ctx) => {
    const workspaces = (await ctx.db.system(listWorkspaceIds)).values();
    // Each takes the next workspace there is, so that a slow carrier or two keep nobody's STOP but their own waiting.
    const visit = async () => {
      for (const workspaceId of workspaces) {
        const due = await ctx.db.tx(workspaceId, takeDuePolls);
        await Promise.all(due.map((one) => pollGateway(ctx, tools, workspaceId, one)));
      }
    };
    await Promise.all(Array.from({ length: workspacesAtOnce }, visit));
  },
});

const workspacesAtOnce = 8;

/** One round of one account. What it brought is on record before its place in the list moves on. */
export async function pollGateway(
  ctx: Context,
  tools: PollTools,
  workspaceId: string,
  due: DuePoll,
): Promise<void> {
  const trouble = await round(ctx, tools, workspaceId, due).catch((error: unknown) => {
    ctx.log.warn({ err: error, gatewayId: due.id }, 'what a carrier has to tell could not be taken');
    return 'What the carrier told could not be kept; it is asked again.';
  });
  const failures = trouble === null ? 0 : due.failures + 1;
  await ctx.db.tx(workspaceId, (tx) =>
    endPoll(tx, due.id, { trouble, failures, pauseMs: pauseAfter(failures) }),
  );
}

// A list of more pages is read on with the next round; its place is kept.
const pagesAtMost = 50;

/** Why it could not be asked, in words; null where all went well. */
async function round(
  ctx: Context,
  tools: PollTools,
  workspaceId: string,
  due: DuePoll,
): Promise<string | null> {
  const gateway = await ctx.db.tx(workspaceId, (tx) => tools.gateways.get(tx, due.id));
  if (!gateway.poll) return 'This carrier cannot be asked for what people write.';
  let { cursor } = due;
  for (let page = 0; page < pagesAtMost; page += 1) {
    const asked = await gateway.poll(cursor);
    if (asked.kind === 'failed') return asked.sentence;
    await takePage(ctx, tools, gateway, { workspaceId, gatewayId: due.id }, asked.value);
    cursor = asked.value.cursor;
    if (!asked.value.isMore) break;
  }
  return askOneByOne(ctx, tools, gateway, workspaceId, due);
}

type From = { readonly workspaceId: string; readonly gatewayId: string };

async function takePage(
  ctx: Context,
  tools: PollTools,
  gateway: Gateway,
  from: From,
  page: Polled,
): Promise<void> {
  const { workspaceId, gatewayId } = from;
  // A list begins before where the last one ended; what is known already is passed over.
  const ids = page.inbound.map(({ providerId }) => providerId);
  const known =
    ids.length === 0
      ? new Set<string>()
      : await ctx.db.tx(workspaceId, (tx) => listKnownReplies(tx, gatewayId, ids));
  const inbound = page.inbound.filter(({ providerId }) => !known.has(providerId));
  await receiveCallback(ctx, tools.replies, tools.instanceId, from, { inbound, receipts: [] });
  const receipts = await takeStates(ctx, tools, gateway, from, page.texts);
  await ctx.db.tx(workspaceId, (tx) =>
    saveCursor(tx, gatewayId, { cursor: page.cursor, replies: inbound.length, receipts }),
  );
  await page.settle?.();
}

/** States as receipts and prices as costs, of texts that are ours and where they are news. How many receipts there were. */
async function takeStates(
  ctx: Context,
  { instanceId }: PollTools,
  gateway: Gateway,
  { workspaceId, gatewayId }: From,
  texts: readonly TextAtCarrier[],
): Promise<number> {
  if (texts.length === 0) return 0;
  const { own, zone } = await ctx.db.tx(workspaceId, async (tx) => ({
    own: new Map(
      (
        await listTextsById(
          tx,
          gatewayId,
          texts.map((one) => one.providerId),
        )
      ).map((one) => [one.providerId, one]),
    ),
    zone: (await getWorkspace(tx)).timeZone,
  }));
  const receipts = texts.flatMap((text) => {
    const known = own.get(text.providerId);
    const receipt = known?.isOpen && known.status !== text.status ? gateway.receiptOfText?.(text) : null;
    return receipt ? [receipt] : [];
  });
  if (receipts.length > 0) await takeReceipts(ctx, instanceId, workspaceId, [{ gatewayId, receipts }]);
  const costs = texts.flatMap(({ providerId, price, parts }) => {
    const known = own.get(providerId);
    if (!price || !known || known.isPriced) return [];
    const { messageId, campaignId, sentAt } = known;
    return [
      { messageId, gatewayId, campaignId, day: dayIn(zone, sentAt ?? ctx.clock.now()), parts, ...price },
    ];
  });
  if (costs.length > 0) await ctx.db.tx(workspaceId, (tx) => noteTextCosts(tx, 'listing', costs));
  return receipts.length;
}

/** What the list does not tell, or no longer: a hundred texts a round whose last word has not come, in turns. */
async function askOneByOne(
  ctx: Context,
  tools: PollTools,
  gateway: Gateway,
  workspaceId: string,
  due: DuePoll,
): Promise<string | null> {
  const { readText } = gateway;
  if (!readText) return null;
  const nowMs = ctx.clock.now().getTime();
  const listedMs = gateway.polling === 'all' ? statesListedForMs : 0;
  const [since, until] = [new Date(nowMs - askedForHours * 3_600_000), new Date(nowMs - listedMs)];
  const page = { after: due.askedId, since, until, limit: textsAskedAtOnce };
  const open = await ctx.db.tx(workspaceId, (tx) => listOpenTexts(tx, due.id, page));
  const texts: TextAtCarrier[] = [];
  let trouble: string | null = null;
  let askedId = open.length < textsAskedAtOnce ? 0 : (open.at(-1)?.id ?? 0);
  for (const { id, providerId } of open) {
    const asked = await readText(providerId);
    if (asked.kind === 'answered') texts.push(asked.value);
    else if (asked.class === 'rate' || asked.class === 'account' || asked.class === 'temporary') {
      // The account is in trouble, and not this text: the next round begins with it.
      [trouble, askedId] = [asked.sentence, id - 1];
      break;
    }
  }
  const receipts = await takeStates(ctx, tools, gateway, { workspaceId, gatewayId: due.id }, texts);
  await ctx.db.tx(workspaceId, (tx) => saveAsked(tx, due.id, askedId, receipts));
  return trouble;
}
