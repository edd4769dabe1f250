import { heedReceipts } from '../dispatch/index.ts';
import { type Callback, type CarrierReceipt, messageOfReference } from '../gateways/index.ts';
import type { ReplyDesk } from '../inbound/index.ts';
import { applyReceipts, numberFaultReasons, optOutReason, type Receipt } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import { holdIfAhead } from './hold/hold-if-ahead.ts';
import { noteReceipts } from './note-receipts.ts';

/**
 * What a carrier tells, however it came. Replies come first, because a STOP must not wait for receipts; whatever fails
 * throws, and the carrier brings the whole of it again, which is harmless: both halves know what they have seen.
 */
export async function receiveCallback(
  ctx: Context,
  replies: ReplyDesk,
  instanceId: string,
  from: { workspaceId: string; gatewayId: string },
  { inbound, parts = [], receipts }: Callback,
): Promise<void> {
  const { workspaceId, gatewayId } = from;
  if (inbound.length > 0) await replies.receive(workspaceId, gatewayId, inbound);
  if (parts.length > 0) await replies.receiveParts(workspaceId, gatewayId, parts);
  if (receipts.length > 0) await takeReceipts(ctx, instanceId, workspaceId, receipts);
}

/** Receipts that came at one moment, of any gateways of a workspace, in one transaction. */
export async function takeReceipts(
  ctx: Context,
  instanceId: string,
  workspaceId: string,
  receipts: readonly CarrierReceipt[],
): Promise<void> {
  const now = ctx.clock.now();
  const read = receipts.map((receipt) => toReceipt(receipt, instanceId, now));
  const begunAtMs = ctx.clock.monotonicMs();
  const parked = await ctx.db.tx(workspaceId, async (tx) => {
    await heedReceipts(tx, ctx, read);
    return applyReceipts(tx, read);
  });
  noteReceipts(ctx.meter, read, parked.length, ctx.clock.monotonicMs() - begunAtMs);
  const strange = parked.flatMap((receipt) => receipt.messageId ?? []);
  if (strange.length > 0) await holdIfAhead(ctx, workspaceId, strange);
}

function toReceipt(receipt: CarrierReceipt, instanceId: string, now: Date): Receipt {
  return {
    messageId: receipt.reference === null ? null : messageOfReference(instanceId, receipt.reference),
    providerId: receipt.providerId,
    status: receipt.status,
    reason: reasonOf(receipt),
    reasonDetail: receipt.sentence,
    // When it happened, as our clock has it: the carrier's clock may differ, and in a rehearsal ours runs faster.
    occurredAt: now,
  };
}

function reasonOf({ code, isOptOut, numberFault }: CarrierReceipt): string | null {
  if (isOptOut) return optOutReason;
  if (numberFault) return numberFaultReasons[numberFault];
  return code === null ? null : `carrier.${code}`;
}
