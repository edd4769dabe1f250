import { carrierOf } from '@tidings/policy/carriers';
import { noteCarriers } from '../contacts/index.ts';
import { heedReceipts, saysNothingOfPeople } from '../dispatch/index.ts';
import {
  type Callback,
  type CarrierReceipt,
  messageOfReference,
  type ToldByAccount,
} from '../gateways/index.ts';
import type { ReplyDesk } from '../inbound/index.ts';
import { applyNewReceipts, numberFaultReasons, optOutReason, type Receipt } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import { holdIfAhead } from './hold/hold-if-ahead.ts';
import { notePrices } from './note-prices.ts';
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
  if (receipts.length > 0) await takeReceipts(ctx, instanceId, workspaceId, [{ gatewayId, receipts }]);
}

/** Receipts that came at one moment, of any gateways of a workspace. Answered when all that they say is saved. */
export async function takeReceipts(
  ctx: Context,
  instanceId: string,
  workspaceId: string,
  told: readonly ToldByAccount[],
): Promise<void> {
  const now = ctx.clock.now();
  const read = told.flatMap(({ gatewayId, receipts }) =>
    receipts.map((receipt) => toReceipt(receipt, gatewayId, instanceId, now)),
  );
  const begunAtMs = ctx.clock.monotonicMs();
  const parked = await applyNewReceipts(
    (work) => ctx.db.tx(workspaceId, work),
    read,
    saysNothingOfPeople(read) ? null : (tx, toHeed) => heedReceipts(tx, ctx, toHeed),
  );
  noteReceipts(ctx.meter, read, parked.length, ctx.clock.monotonicMs() - begunAtMs);
  const strange = parked.flatMap((receipt) => receipt.messageId ?? []);
  if (strange.length > 0) await holdIfAhead(ctx, workspaceId, strange);
  await Promise.all([
    learnCarriers(
      ctx,
      workspaceId,
      told.flatMap(({ receipts }) => receipts),
    ),
    notePrices(ctx, workspaceId, told),
  ]);
}

/** Some providers say with a receipt which carrier the number is with; texts to it are paced by that from then on. */
async function learnCarriers(
  ctx: Pick<Context, 'db' | 'log'>,
  workspaceId: string,
  receipts: readonly CarrierReceipt[],
): Promise<void> {
  const findings = new Map<string, string>();
  for (const { network } of receipts) {
    const carrier = network && carrierOf(network.name, network.mccMnc);
    if (network && carrier) findings.set(network.number, carrier);
  }
  if (findings.size === 0) return;
  const said = [...findings].map(([number, carrier]) => ({ number, carrier }));
  // The receipts are on record by now; what could not be learned is learned with the next.
  await ctx.db
    .tx(workspaceId, (tx) => noteCarriers(tx, said))
    .catch((error: unknown) =>
      ctx.log.warn({ err: error }, 'the carriers of some numbers could not be noted'),
    );
}

function toReceipt(receipt: CarrierReceipt, gatewayId: string, instanceId: string, now: Date): Receipt {
  return {
    messageId: receipt.reference === null ? null : messageOfReference(instanceId, receipt.reference),
    gatewayId,
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
