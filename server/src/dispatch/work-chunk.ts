import { setTimeout as sleep } from 'node:timers/promises';
import { getWorkspace } from '../accounts/index.ts';
import type { OpenGateways } from '../gateways/index.ts';
import { listSettledIds } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getSender } from '../senders/index.ts';
import { announceIfDrained } from './announce-drained.ts';
import { giveBack, type Lease, listIntendedPositions, lockChunk } from './chunk.queries.ts';
import { type Batch, type Chunk, going, type Text, textAt } from './chunk.ts';
import { pipeline } from './pipeline.ts';
import { shareRun } from './run.queries.ts';
import type { Tools, Wave } from './steps/step.ts';
import { longestWaitMs } from './verdict.ts';

/** Takes one leased chunk through the pipeline, and gives it back or closes it. */
export async function workChunk(tools: Tools, gateways: OpenGateways, lease: Lease): Promise<void> {
  const batch = await decide(tools, gateways, lease);
  if (!batch) return;
  const left = isOpen(batch) ? await send(tools, batch) : 1;
  await tools.ctx.db.tx(lease.workspaceId, (tx) => giveBack(tx, batch.chunk, left === 0 ? 'done' : 'ready'));
  if (batch.run) await announceIfDrained(tools.ctx, lease.workspaceId, batch.run.id);
}

const isOpen = ({ run }: Batch) => run === null || run.state === 'running';

/** The deciding half, in one transaction under the chunk's lock. Null when the chunk is no longer ours. */
function decide(tools: Tools, gateways: OpenGateways, lease: Lease): Promise<Batch | null> {
  return tools.ctx.db.tx(lease.workspaceId, async (tx) => {
    const chunk = await lockChunk(tx, lease);
    if (!chunk) return null;
    const batch = await openBatch(gateways, lease.workspaceId, chunk, tx);
    // Paused or stopped: nothing is sent any more, but what a dead worker had announced is still named unknown.
    if (!isOpen(batch)) batch.texts = batch.texts.filter((text) => text.mayHaveLeft);
    for (const step of pipeline) if (step.phase === 'decide') await step.run(batch, tools, tx);
    return batch;
  });
}

async function openBatch(gateways: OpenGateways, workspaceId: string, chunk: Chunk, tx: Tx): Promise<Batch> {
  const sender = await getSender(tx, chunk.senderId);
  return {
    workspaceId,
    chunk,
    sender,
    run: chunk.runId ? await shareRun(tx, chunk.runId) : null,
    gateway: await gateways.get(tx, sender.gatewayId),
    workspaceZone: (await getWorkspace(tx)).timeZone,
    texts: await openTexts(tx, chunk),
  };
}

/** The texts that still have no outcome. Those that a former owner announced may have left already. */
async function openTexts(tx: Tx, chunk: Chunk): Promise<Text[]> {
  const settled = await listSettledIds(tx, chunk.baseId, chunk.recipients.length, chunk.payload !== null);
  const intended = await listIntendedPositions(tx, chunk.id);
  return chunk.recipients.flatMap((recipient, position) => {
    if (recipient === 0 || settled.has(chunk.baseId + position)) return [];
    return [textAt(chunk, position, intended.has(position))];
  });
}

/** The sending half, wave by wave. Returns how many texts are left for another time. */
async function send(tools: Tools, batch: Batch): Promise<number> {
  let queue = going(batch);
  for (let number = 1; queue.length > 0; number += 1) {
    const texts = queue.slice(0, waveSize(tools, batch));
    const wave: Wave = {
      ...batch,
      texts,
      number,
      intentAtMs: 0,
      submittedAt: tools.ctx.clock.now(),
      stop: null,
    };
    for (const step of pipeline) if (step.phase === 'send') await step.run(wave, tools);
    const returned = texts.filter((text) => text.verdict === null || text.verdict.kind === 'retry');
    queue = [...queue.slice(texts.length), ...returned];
    if (wave.stop || tools.signal.aborted || needsNewDecision(returned)) return queue.length;
    if (!(await waitOut(tools, returned))) return queue.length;
    for (const text of returned) text.verdict = null;
  }
  return 0;
}

// A wave takes about a second of the sender's pace, so that a slow number neither outlives its lease nor delays a pause.
function waveSize(tools: Tools, batch: Batch): number {
  return Math.max(1, Math.min(tools.inFlightCap, Math.floor(batch.sender.partsPerSecond)));
}

// Held hours and guards are decided in the first half of the pipeline: the chunk goes back and is taken up again.
function needsNewDecision(returned: readonly Text[]): boolean {
  return returned.some(({ verdict }) => verdict?.kind === 'retry' && verdict.reason !== 'carrier.throttled');
}

/** Waits as long as the carrier asked, if that is short; false when it is not and the chunk had better go back. */
async function waitOut(tools: Tools, returned: readonly Text[]): Promise<boolean> {
  const waitMs = Math.max(
    0,
    ...returned.map(({ verdict }) => (verdict?.kind === 'retry' ? verdict.afterMs : 0)),
  );
  if (waitMs > longestWaitMs) return false;
  // Up to a quarter more, so that workers that were refused together do not come back together.
  if (waitMs > 0)
    await sleep(waitMs * (1 + Math.random() / 4), undefined, { signal: tools.signal }).catch(() => {});
  return !tools.signal.aborted;
}
