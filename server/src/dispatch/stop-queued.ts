import type { Contact } from '../contacts/index.ts';
import type { Outcome, QueuedText } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { together } from '../platform/db/together.ts';
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
  readonly runs: Map<string, Promise<Run | null>>;
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
  // Asked twice: a worker may move the person into a later chunk while we wait for the one they were in, and a statement
  // does not see what was made after it began. What the first has found is held by then and cannot have changed.
  const look = () => store.lockOpenChunksOf(tx, contactIds, brandIds, programIds ?? null);
  const [found, foundNow, contacts] = await together([look(), look(), store.loadContacts(tx, contactIds)]);
  const chunks = new Map([...found, ...foundNow].map((chunk) => [chunk.id, chunk]));
  const stopping: Stopping = {
    store,
    reason,
    now: ctx.clock.now(),
    contactIds: new Set(contactIds),
    contacts,
    runs: new Map(),
  };
  const stopped = await together([...chunks.values()].map((chunk) => stopInChunk(tx, stopping, chunk)));
  const outcomes = new Map(stopped.flatMap((one) => one.outcomes).map((outcome) => [outcome.id, outcome]));
  await store.recordOutcomes(tx, [...outcomes.values()]);
  return stopped.reduce((sum, { onRecord }) => sum + onRecord, outcomes.size);
}

type StoppedInChunk = {
  /** How many texts on record were stopped. */
  readonly onRecord: number;
  /** Of texts of campaigns, which have no row yet. */
  readonly outcomes: readonly Outcome[];
};

async function stopInChunk(tx: Tx, stopping: Stopping, chunk: Chunk): Promise<StoppedInChunk> {
  const theirs = chunk.recipients.flatMap((recipient, position) =>
    stopping.contactIds.has(recipient) ? [position] : [],
  );
  if (theirs.length === 0) return { onRecord: 0, outcomes: [] };
  const { store } = stopping;
  const [intended, isOld, known] = await together([
    store.listIntendedPositions(tx, chunk.id),
    // Of before a hold: it may have reached the phone, and been the very text that the STOP answers.
    store.isBeforeHold(tx, chunk.baseId),
    chunk.isRecorded ? askQueued(tx, stopping, chunk) : askSettled(tx, stopping, chunk, theirs),
  ]);
  const reason = isOld ? 'hold.opted_out' : stopping.reason;
  const positions = theirs.filter((position) => !intended.has(position));
  const ids = new Set(positions.map((position) => chunk.baseId + position));
  if (known.queued) {
    const stopped = known.queued.filter((text) => ids.has(text.id) && !isAnswerToKeep(text));
    const suppressed = await store.suppressQueued(
      tx,
      stopped.map((text) => text.id),
      reason,
      stopping.now,
    );
    return { onRecord: suppressed.length, outcomes: [] };
  }
  return { onRecord: 0, outcomes: stoppedOfCampaign({ ...stopping, reason }, chunk, positions, known) };
}

/** Texts on record: direct ones, answers, and those that were to be sent again. A person may have several in a chunk. */
async function askQueued(tx: Tx, { store }: Stopping, chunk: Chunk): Promise<{ queued: QueuedText[] }> {
  return { queued: await store.listQueuedTexts(tx, chunk.baseId, chunk.recipients.length) };
}

type KnownOfCampaign = {
  readonly queued: null;
  readonly settled: ReadonlySet<number>;
  readonly run: Run | null;
};

async function askSettled(
  tx: Tx,
  stopping: Stopping,
  chunk: Chunk,
  positions: readonly number[],
): Promise<KnownOfCampaign> {
  const [first, last] = [Math.min(...positions), Math.max(...positions)];
  const [settled, run] = await together([
    stopping.store.listSettledIds(tx, chunk.baseId + first, last - first + 1, false),
    chunk.runId ? runOf(tx, stopping, chunk.runId) : null,
  ]);
  return { queued: null, settled, run };
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

function stoppedOfCampaign(
  { reason, contacts }: Stopping,
  chunk: Chunk,
  positions: readonly number[],
  { settled, run }: KnownOfCampaign,
): Outcome[] {
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

function runOf(tx: Tx, { store, runs }: Stopping, id: string): Promise<Run | null> {
  const asked = runs.get(id) ?? store.findRun(tx, id);
  runs.set(id, asked);
  return asked;
}
