import type { OpenGateways } from '../gateways/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { countersOf } from '../senders/index.ts';
import type { Lease, OpenedChunk } from './chunk.queries.ts';
import { type Batch, type IntentOf, type Text, textAt } from './chunk.ts';
import type { Tools } from './steps/step.ts';

/** A leased chunk with what its texts share and the texts that have no outcome yet; null when it is no longer ours. */
export async function openBatch(
  tools: Tools,
  gateways: OpenGateways,
  lease: Lease,
  tx: Tx,
): Promise<Batch | null> {
  const opened = await tools.store.readChunk(tx, lease);
  if (!opened) return null;
  const {
    chunk,
    run,
    sender,
    workspaceZone,
    policyVersion,
    permissionStandard,
    countries,
    isCounted,
    remainingMs,
    isTroubled,
  } = opened;
  const counters = countersOf(lease.workspaceId, sender, run?.id ?? null);
  const [gateway, paces, hours, texts] = await Promise.all([
    gateways.get(tx, sender.gatewayId),
    tools.store.listPaces(tx, counters),
    tools.hours.of(tx, policyVersion),
    openTexts(tools, tx, opened),
  ]);
  return {
    workspaceId: lease.workspaceId,
    chunk,
    run,
    sender,
    gateway,
    counters,
    paces,
    workspaceZone,
    hours,
    rulings: tools.hours.rulings(lease.workspaceId),
    policyVersion,
    permission: tools.hours.permission(permissionStandard),
    newAnswers: [],
    countries,
    isCounted,
    isTroubled,
    isFresh: !chunk.isRecorded && !opened.hasPast,
    uselessAtMs: remainingMs === null ? null : tools.ctx.clock.monotonicMs() + remainingMs,
    texts,
  };
}

/** The texts that still have no outcome. Those that a former owner announced may have left already. */
async function openTexts({ store }: Tools, tx: Tx, { chunk, run, hasPast }: OpenedChunk): Promise<Text[]> {
  const [intended, queued, settled] = await Promise.all([
    hasPast ? store.listIntendedPositions(tx, chunk.id) : new Map<number, IntentOf>(),
    chunk.isRecorded ? store.listQueuedTexts(tx, chunk.baseId, chunk.recipients.length) : [],
    hasPast && !chunk.isRecorded
      ? store.listSettledIds(tx, chunk.baseId, chunk.recipients.length, false)
      : new Set<number>(),
  ]);
  const at = (position: number) => ({
    ...textAt(chunk, position, intended.get(position) ?? null, run?.purpose ?? 'conversational'),
    ...(run?.mmsId && { mmsId: run.mmsId }),
  });
  if (chunk.isRecorded) {
    // Asked last: whatever was put back into the queue by now has its later chunk by now.
    const elsewhere = intended.size > 0 ? await store.listIdsInLaterChunks(tx, chunk) : new Set<number>();
    return queued
      .filter(({ id }) => chunk.recipients[id - chunk.baseId] !== 0 && !elsewhere.has(id))
      .map(({ reason: cause, ...known }) => ({ ...at(known.id - chunk.baseId), ...known, cause }));
  }
  return chunk.recipients.flatMap((recipient, position) =>
    recipient === 0 || settled.has(chunk.baseId + position) ? [] : [at(position)],
  );
}
