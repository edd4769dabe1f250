import type { QueuedText } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Chunk } from './chunk.ts';
import { type SendStore, sqlStore } from './store.ts';

type StopStore = Pick<
  SendStore,
  | 'lockOpenChunksOf'
  | 'listIntendedPositions'
  | 'listQueuedTexts'
  | 'listSettledIds'
  | 'suppressQueued'
  | 'recordOutcomes'
  | 'findRun'
  | 'loadContacts'
  | 'isBeforeHold'
>;

/** What a person's texts are stopped with. */
type Stopping = { store: StopStore; now: Date; reason: string };

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
  store: StopStore = sqlStore,
): Promise<number> {
  const stopping = { store, now: ctx.clock.now(), reason };
  let stopped = 0;
  // Asked twice: a worker may move the person into a later chunk while we wait for the one they were in, and a statement
  // does not see what was made after it began. The first round's texts are settled by then.
  for (let round = 1; round <= 2; round += 1) {
    for (const chunk of await store.lockOpenChunksOf(tx, person.contactId, person.brandId))
      stopped += await stopInChunk(tx, stopping, chunk, person.contactId);
  }
  return stopped;
}

async function stopInChunk(tx: Tx, stopping: Stopping, chunk: Chunk, contactId: number): Promise<number> {
  const intended = await stopping.store.listIntendedPositions(tx, chunk.id);
  const positions = chunk.recipients.flatMap((recipient, position) =>
    recipient === contactId && !intended.has(position) ? [position] : [],
  );
  const ids = positions.map((position) => chunk.baseId + position);
  if (ids.length === 0) return 0;
  // Of before a hold: it may have reached the phone, and been the very text that the STOP answers.
  const reason = (await stopping.store.isBeforeHold(tx, chunk.baseId)) ? 'hold.opted_out' : stopping.reason;
  return chunk.isRecorded
    ? stopRecorded(tx, { ...stopping, reason }, chunk, ids)
    : stopOfCampaign(tx, { ...stopping, reason }, chunk, contactId, ids);
}

/** Texts on record: direct ones, answers, and those that were to be sent again. A person may have several in a chunk. */
async function stopRecorded(
  tx: Tx,
  { store, now, reason }: Stopping,
  chunk: Chunk,
  ids: readonly number[],
): Promise<number> {
  const wanted = new Set(ids);
  const queued = await store.listQueuedTexts(tx, chunk.baseId, chunk.recipients.length);
  const stopped = queued
    .filter((text) => wanted.has(text.id) && !isAnswerToKeep(text))
    .map((text) => text.id);
  return (await store.suppressQueued(tx, stopped, reason, now)).length;
}

// "You are back" must not follow a STOP; other answers were asked for.
const isAnswerToKeep = ({ kind, reason }: QueuedText) => kind === 'auto' && reason !== 'start_confirmation';

async function stopOfCampaign(
  tx: Tx,
  { store, reason }: Stopping,
  chunk: Chunk,
  contactId: number,
  ids: readonly number[],
): Promise<number> {
  const [id] = ids;
  if (id === undefined || (await store.listSettledIds(tx, id, 1, false)).has(id)) return 0;
  const run = chunk.runId ? await store.findRun(tx, chunk.runId) : null;
  const contact = (await store.loadContacts(tx, [contactId])).get(contactId);
  if (!run || !contact) return 0;
  await store.recordOutcomes(tx, [
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
