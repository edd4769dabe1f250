import { countParts } from '@tidings/sms';
import type { MessageKind } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { quietly, together } from '../platform/db/together.ts';
import type { Lane } from './lane.ts';
import { directChunkSize } from './queue-direct.ts';
import { type SendStore, sqlStore } from './store.ts';

export type SingleText = {
  /** Null for a number that is nobody's contact. */
  contactId: number | null;
  number: string;
  senderId: string;
  body: string;
  /** Answers only: whatever else is sent needs consent to a program, in which the pipeline looks the person up. */
  kind: Extract<MessageKind, 'auto'>;
  purpose: string;
  lane: Lane;
  /** For answers that a business has written: the answer run of its program, whose brand the person must not have left. */
  runId?: string;
  /** Why this text exists, in one word: `stop_confirmation`, `help`…; the carrier sees it as `auto:<reason>`. */
  reason: string;
  /** What goes along with it. */
  mmsId?: string | null;
  /** After so many real milliseconds it is better not sent at all. */
  withinMs?: number | undefined;
};

type QueueStore = Pick<SendStore, 'nextMessageBlock' | 'recordOutcomes' | 'insertRecordedChunk'>;

/** Reasons of answers that a business has written; an opt-out stops those that still wait. */
export const businessAnswers = [
  ...(['keyword', 'did_you_mean', 'no_keyword', 'away', 'rating'] as const),
  ...(['emergency', 'survey', 'contest', 'referral'] as const),
] as const;
export const isBusinessAnswer = (reason: string | null): boolean =>
  (businessAnswers as readonly (string | null)[]).includes(reason);

/** Queues one text in the caller's transaction and returns its id. It goes through the same pipeline as any other. */
export async function queueText(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  text: SingleText,
  store: QueueStore = sqlStore,
): Promise<number> {
  const { ids, saved } = await writeTexts(tx, ctx, [text], null, store);
  await saved;
  return ids[0] ?? 0;
}

export type TextsWritten = {
  /** Of each, in their order. */
  readonly ids: readonly number[];
  /** They are on their way into the queue; what is asked for before this is waited for shares their round trip. */
  readonly saved: Promise<unknown>;
};

/**
 * Queues texts of one moment. Those from one number share a chunk, so that a worker decides about them at once; each then has the
 * shortest time of its neighbours, which differ by less than ten seconds. `ahead` is what `askForBlock` was answered, if it was asked.
 */
export async function writeTexts(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  texts: readonly SingleText[],
  ahead: Promise<number> | null = null,
  store: QueueStore = sqlStore,
): Promise<TextsWritten> {
  const now = ctx.clock.now();
  const groups = chunksOf(texts);
  const blocks = await together(
    groups.map((_, at) => (at === 0 && ahead ? ahead : store.nextMessageBlock(tx))),
  );
  const ids = new Map<SingleText, number>();
  const saving = groups.flatMap((group, n) => {
    const [first] = group;
    const baseId = blocks[n];
    if (!first || baseId === undefined) return [];
    group.forEach((text, at) => {
      ids.set(text, baseId + at);
    });
    const times = group.flatMap(({ withinMs }) => withinMs ?? []);
    return [
      store.recordOutcomes(
        tx,
        group.map((text, at) => toOutcome(text, baseId + at, now)),
      ),
      store.insertRecordedChunk(tx, {
        runId: first.runId ?? null,
        lane: first.lane,
        senderId: first.senderId,
        baseId,
        recipients: group.map(({ contactId }) => contactId ?? -1),
        notBefore: now,
        withinMs: times.length === 0 ? undefined : Math.min(...times),
      }),
    ];
  });
  return { ids: texts.map((text) => ids.get(text) ?? 0), saved: quietly(together(saving)) };
}

const alikeWithinMs = 10_000;

function chunksOf(texts: readonly SingleText[]): SingleText[][] {
  const alike = Map.groupBy(texts, ({ senderId, lane, runId, withinMs }) =>
    [senderId, lane, runId ?? '', withinMs === undefined ? '' : Math.floor(withinMs / alikeWithinMs)].join(),
  );
  return [...alike.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / directChunkSize) }, (_, at) =>
      group.slice(at * directChunkSize, (at + 1) * directChunkSize),
    ),
  );
}

function toOutcome(
  { contactId, number, senderId, body, kind, purpose, reason, mmsId = null }: SingleText,
  id: number,
  now: Date,
) {
  return {
    id,
    campaignId: null,
    contactId,
    senderId,
    number,
    purpose,
    kind,
    body,
    parts: countParts(body).parts,
    status: 'queued' as const,
    reason,
    reasonDetail: null,
    heldReason: null,
    providerId: null,
    consentEventId: null,
    mmsId,
    queuedAt: now,
    submittedAt: null,
  };
}
