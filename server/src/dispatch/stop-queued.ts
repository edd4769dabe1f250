import { loadContacts } from '../contacts/index.ts';
import { listSettledIds, recordOutcomes, suppressQueued } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { giveBack, listIntendedPositions, lockOpenChunksOf } from './chunk.queries.ts';
import type { Chunk } from './chunk.ts';
import { findRun } from './run.queries.ts';

/**
 * Stops whatever still waits for a person of this brand, in the transaction of their opt-out, and says so text by text.
 * What has an intent is on the wire and is left alone; answers to the person's own replies still go.
 * Call it after contacts.optOut: locks go consent → chunk everywhere. Returns how many texts were stopped.
 */
export async function stopQueuedFor(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  person: { contactId: number; brandId: string },
  reason = 'contact.opted_out',
): Promise<number> {
  let stopped = 0;
  // Asked twice: a worker may move the person into a later chunk while we wait for the one they were in, and a statement
  // does not see what was made after it began. The first round's texts are settled by then.
  for (let round = 1; round <= 2; round += 1) {
    for (const chunk of await lockOpenChunksOf(tx, person.contactId, person.brandId))
      if (!isAnswerToKeep(chunk)) stopped += await stopInChunk(tx, ctx, chunk, person.contactId, reason);
  }
  return stopped;
}

// "You are back" must not follow a STOP; other answers were asked for.
const isAnswerToKeep = ({ payload }: Chunk) =>
  payload?.kind === 'auto' && payload.reason !== 'start_confirmation';

async function stopInChunk(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  chunk: Chunk,
  contactId: number,
  reason: string,
): Promise<number> {
  const position = chunk.recipients.indexOf(contactId);
  const id = chunk.baseId + position;
  const intended = await listIntendedPositions(tx, chunk.id);
  if (intended.has(position) || (await listSettledIds(tx, id, 1, chunk.payload !== null)).has(id)) return 0;
  const now = ctx.clock.now();
  if ((await suppressQueued(tx, [id], reason, now)).length > 0) {
    if (chunk.recipients.length === 1) await giveBack(tx, chunk, 'done');
    return 1;
  }
  const run = chunk.runId ? await findRun(tx, chunk.runId) : null;
  const contact = (await loadContacts(tx, [contactId])).get(contactId);
  if (!run || !contact) return 0;
  await recordOutcomes(tx, [
    {
      id,
      campaignId: run.id,
      contactId,
      senderId: chunk.senderId,
      number: contact.number,
      purpose: run.purpose,
      kind: 'campaign',
      body: '',
      parts: 0,
      status: 'suppressed',
      reason,
      reasonDetail: 'Stopped while it waited.',
      heldReason: chunk.heldReason,
      providerId: null,
      consentEventId: null,
      queuedAt: chunk.createdAt,
      submittedAt: null,
    },
  ]);
  return 1;
}
