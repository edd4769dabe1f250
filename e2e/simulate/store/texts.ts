import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { MessageRow, Outcome } from '../../../server/src/messages/index.ts';
import { rowOf, rowsSeen, seen, type Txn } from '../rows.ts';
import type { Ground } from '../tables.ts';
import { insertRow, updateRows } from './change.ts';

/** The record of texts, as message.queries.ts has it. */
export function textStore({ tables, statement }: Ground) {
  const { messages } = tables;
  const rowsOf = (ids: readonly number[]) => ids.map((id) => messages.rows.get(id));
  const inReach = (txn: Txn, fromId: number, count: number): MessageRow[] => {
    const found: MessageRow[] = [];
    for (const [id, message] of rowsSeen(messages, txn))
      if (id >= fromId && id < fromId + count) found.push(message);
    return found;
  };

  return {
    async recordOutcomes(tx, outcomes) {
      if (outcomes.length === 0) return;
      await statement(
        tx,
        `record ${outcomes.map(({ id, status }) => `${id} ${status}`).join(', ')}`,
        async (txn) => {
          for (const outcome of outcomes)
            await insertRow(txn, rowOf(messages, outcome.id), messageOf(outcome), (existing) =>
              mayTakeTheNews(existing, outcome) ? withOutcome(existing, outcome) : null,
            );
        },
      );
    },

    async recordFirstOutcomes(tx, outcomes) {
      if (outcomes.length === 0) return;
      await statement(tx, `record first ${outcomes.map(({ id }) => id).join(', ')}`, async (txn) => {
        for (const outcome of outcomes)
          await insertRow(txn, rowOf(messages, outcome.id), messageOf(outcome), () => {
            throw new Duplicate();
          });
      });
    },

    listSettledIds: (tx, fromId, count, isRecorded) =>
      statement(tx, 'list settled', (txn) => {
        const found = inReach(txn, fromId, count);
        return new Set(
          found.filter(({ status }) => !(isRecorded && status === 'queued')).map(({ id }) => id),
        );
      }),

    listQueuedTexts: (tx, fromId, count) =>
      statement(tx, 'list queued', (txn) =>
        inReach(txn, fromId, count)
          .filter(({ status }) => status === 'queued')
          .map(({ id, contact_id, number, kind, purpose, body, reason, consent_event_id }) => ({
            ...{ id, number, kind, purpose, body, reason },
            contactId: contact_id,
            consentEventId: consent_event_id,
            mmsId: null,
          })),
      ),

    listKnownProviderIds: (tx, providerIds, besideId) =>
      statement(tx, 'whose ids these are', (txn) => {
        const known = [...rowsSeen(messages, txn)].flatMap(([id, { provider_id }]) =>
          id !== besideId && provider_id !== null && providerIds.includes(provider_id) ? [provider_id] : [],
        );
        return new Set(known);
      }),

    listMessages: (tx, ids) =>
      statement(tx, 'list messages', (txn) => rowsOf(ids).flatMap((row) => seen(row, txn) ?? [])),

    requeueUnknown: (tx, ids) =>
      statement(tx, 'requeue', async (txn) => {
        const requeued = await updateRows<MessageRow>(txn, rowsOf(ids), (message) =>
          message.status === 'unknown'
            ? { ...message, status: 'queued', reason: 'carrier.never_had_it', submitted_at: null }
            : null,
        );
        return requeued.map(({ id }) => id);
      }),

    suppressQueued: (tx, ids, reason, at) =>
      statement(tx, 'suppress queued', async (txn) => {
        const suppressed = await updateRows<MessageRow>(txn, rowsOf(ids), (message) =>
          message.status === 'queued' ? { ...message, status: 'suppressed', reason, final_at: at } : null,
        );
        return suppressed.map(({ id }) => id);
      }),

    // The stories of texts decide nothing; that one is written is all that matters here.
    noteMessageEvents: (tx, events) =>
      events.length === 0 ? Promise.resolve() : statement(tx, 'note events', () => {}),
  } satisfies Partial<SendStore>;
}

/** What an INSERT without a conflict rule says where somebody was faster. */
class Duplicate extends Error {
  readonly code = '23505';
}

/** The conflict rule: a guess or a plan takes the news, what is certain stays. */
function mayTakeTheNews(existing: MessageRow, news: Outcome): boolean {
  return existing.status === 'queued' || (existing.status === 'unknown' && news.status !== 'suppressed');
}

export function withOutcome(existing: MessageRow, news: Outcome): MessageRow {
  const { status, reason, reason_detail, body, parts, accepted_at, final_at, ...rest } = messageOf(news);
  return {
    ...existing,
    ...{ status, reason, reason_detail, body, parts, accepted_at, final_at },
    provider_id: rest.provider_id ?? existing.provider_id,
    consent_event_id: rest.consent_event_id ?? existing.consent_event_id,
    submitted_at: rest.submitted_at ?? existing.submitted_at,
  };
}

export function messageOf(outcome: Outcome): MessageRow {
  const { id, number, purpose, kind, body, parts, status, reason, submittedAt, queuedAt } = outcome;
  const isFinal = status === 'failed' || status === 'suppressed';
  return {
    ...{ id, number, purpose, kind, body, parts, status, reason },
    campaign_id: outcome.campaignId,
    contact_id: outcome.contactId,
    sender_id: outcome.senderId,
    reason_detail: outcome.reasonDetail,
    held_reason: outcome.heldReason,
    provider_id: outcome.providerId,
    consent_event_id: outcome.consentEventId,
    queued_at: queuedAt,
    submitted_at: submittedAt,
    accepted_at: status === 'accepted' ? submittedAt : null,
    final_at: isFinal ? (submittedAt ?? queuedAt) : null,
    mms_id: outcome.mmsId ?? null,
  };
}
