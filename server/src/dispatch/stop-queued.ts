import type { Contact } from '../contacts/index.ts';
import type { Outcome, QueuedText } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Chunk, Run } from './chunk.ts';
import { isBusinessAnswer } from './queue-text.ts';
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

/** What texts are stopped with, and what is known of who stops. */
type Stopping = {
  readonly store: StopStore;
  readonly now: Date;
  readonly reason: string;
  readonly contactIds: ReadonlySet<number>;
  readonly contacts: ReadonlyMap<number, Contact>;
  readonly runs: Map<string, Run | null>;
};

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
  return stopQueuedForAll(
    tx,
    ctx,
    { contactIds: [person.contactId], brandIds: [person.brandId] },
    reason,
    store,
  );
}

export type PeopleLeaving = {
  readonly contactIds: readonly number[];
  readonly brandIds: readonly string[];
  /** Where they leave these programs alone. Answers without a program, such as a confirmation, are then left to go. */
  readonly programIds?: readonly string[];
};

/** The same for many people who leave the same brands at one moment: the open chunks are looked through once for all. */
export async function stopQueuedForAll(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  { contactIds, brandIds, programIds }: PeopleLeaving,
  reason = 'contact.opted_out',
  store: StopStore = sqlStore,
): Promise<number> {
  if (contactIds.length === 0) return 0;
  let stopping: Stopping | null = null;
  let stopped = 0;
  // Asked twice: a worker may move the person into a later chunk while we wait for the one they were in, and a statement
  // does not see what was made after it began. The first round's texts are settled by then.
  for (let round = 1; round <= 2; round += 1) {
    const chunks = await store.lockOpenChunksOf(tx, contactIds, brandIds, programIds ?? null);
    if (chunks.length === 0) continue;
    stopping ??= {
      store,
      reason,
      now: ctx.clock.now(),
      contactIds: new Set(contactIds),
      contacts: await store.loadContacts(tx, contactIds),
      runs: new Map(),
    };
    const outcomes: Outcome[] = [];
    for (const chunk of chunks) stopped += await stopInChunk(tx, stopping, chunk, outcomes);
    await store.recordOutcomes(tx, outcomes);
    stopped += outcomes.length;
  }
  return stopped;
}

/** Returns how many texts on record were stopped; those of campaigns, which have no row yet, are added to `outcomes`. */
async function stopInChunk(tx: Tx, stopping: Stopping, chunk: Chunk, outcomes: Outcome[]): Promise<number> {
  const intended = await stopping.store.listIntendedPositions(tx, chunk.id);
  const positions = chunk.recipients.flatMap((recipient, position) =>
    stopping.contactIds.has(recipient) && !intended.has(position) ? [position] : [],
  );
  if (positions.length === 0) return 0;
  // Of before a hold: it may have reached the phone, and been the very text that the STOP answers.
  const isOld = await stopping.store.isBeforeHold(tx, chunk.baseId);
  const reason = isOld ? 'hold.opted_out' : stopping.reason;
  if (chunk.isRecorded)
    return stopRecorded(
      tx,
      { ...stopping, reason },
      chunk,
      positions.map((position) => chunk.baseId + position),
    );
  outcomes.push(...(await stoppedOfCampaign(tx, { ...stopping, reason }, chunk, positions)));
  return 0;
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

// "You are back", "welcome" and "reply YES" must not follow a STOP, and neither must what a business answers by itself; what
// the rules want said must.
const notAfterStop = new Set([
  'start_confirmation',
  'join_request',
  'join_reminder',
  'join_code',
  'join_confirmation',
]);
const isAnswerToKeep = ({ kind, reason }: QueuedText) =>
  kind === 'auto' && !notAfterStop.has(reason ?? '') && !isBusinessAnswer(reason);

async function stoppedOfCampaign(
  tx: Tx,
  stopping: Stopping,
  chunk: Chunk,
  positions: readonly number[],
): Promise<Outcome[]> {
  const { store, reason, contacts } = stopping;
  const [first, last] = [Math.min(...positions), Math.max(...positions)];
  const settled = await store.listSettledIds(tx, chunk.baseId + first, last - first + 1, false);
  const run = chunk.runId ? await runOf(tx, stopping, chunk.runId) : null;
  if (!run) return [];
  return positions.flatMap((position) => {
    const id = chunk.baseId + position;
    const contact = contacts.get(chunk.recipients[position] ?? 0);
    if (settled.has(id) || !contact) return [];
    return [
      {
        id,
        campaignId: run.id,
        contactId: contact.id,
        senderId: chunk.senderId,
        number: contact.number,
        purpose: run.purpose,
        kind: 'campaign' as const,
        body: '',
        parts: 0,
        status: 'suppressed' as const,
        reason,
        reasonDetail: 'Stopped while it waited.',
        heldReason: chunk.heldReason,
        providerId: null,
        consentEventId: null,
        queuedAt: chunk.createdAt,
        submittedAt: null,
      },
    ];
  });
}

async function runOf(tx: Tx, { store, runs }: Stopping, id: string): Promise<Run | null> {
  const known = runs.get(id);
  if (known !== undefined) return known;
  const run = await store.findRun(tx, id);
  runs.set(id, run);
  return run;
}
