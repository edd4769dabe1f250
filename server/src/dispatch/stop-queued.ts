import { loadContacts } from '../contacts/index.ts';
import {
  listQueuedTexts,
  listSettledIds,
  type QueuedText,
  recordOutcomes,
  suppressQueued,
} from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { lockOpenChunksOf } from './chunk.queries.ts';
import type { Chunk } from './chunk.ts';
import { isBeforeHold } from './hold/open-texts.queries.ts';
import { listIntendedPositions } from './intent.queries.ts';
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
      stopped += await stopInChunk(tx, ctx, chunk, person.contactId, reason);
  }
  return stopped;
}

async function stopInChunk(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  chunk: Chunk,
  contactId: number,
  reason: string,
): Promise<number> {
  const intended = await listIntendedPositions(tx, chunk.id);
  const positions = chunk.recipients.flatMap((recipient, position) =>
    recipient === contactId && !intended.has(position) ? [position] : [],
  );
  const ids = positions.map((position) => chunk.baseId + position);
  if (ids.length === 0) return 0;
  // Of before a hold: it may have reached the phone, and been the very text that the STOP answers.
  const cause = (await isBeforeHold(tx, chunk.baseId)) ? 'hold.opted_out' : reason;
  return chunk.isRecorded
    ? stopRecorded(tx, ctx, chunk, ids, cause)
    : stopOfCampaign(tx, chunk, contactId, ids, cause);
}

/** Texts on record: direct ones, answers, and those that were to be sent again. A person may have several in a chunk. */
async function stopRecorded(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  chunk: Chunk,
  ids: readonly number[],
  reason: string,
): Promise<number> {
  const wanted = new Set(ids);
  const queued = await listQueuedTexts(tx, chunk.baseId, chunk.recipients.length);
  const stopped = queued
    .filter((text) => wanted.has(text.id) && !isAnswerToKeep(text))
    .map((text) => text.id);
  return (await suppressQueued(tx, stopped, reason, ctx.clock.now())).length;
}

// "You are back" must not follow a STOP; other answers were asked for.
const isAnswerToKeep = ({ kind, reason }: QueuedText) => kind === 'auto' && reason !== 'start_confirmation';

async function stopOfCampaign(
  tx: Tx,
  chunk: Chunk,
  contactId: number,
  ids: readonly number[],
  reason: string,
): Promise<number> {
  const [id] = ids;
  if (id === undefined || (await listSettledIds(tx, id, 1, false)).has(id)) return 0;
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
