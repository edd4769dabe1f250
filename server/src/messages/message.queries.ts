import type { Tx } from '../platform/db/pool.ts';
import type { MessageKind, MessageStatus, Outcome } from './message.ts';

/**
 * Which ids of a chunk are taken: those with a text. Of a chunk whose texts were on record before (`isRecorded`) only
 * those count whose outcome is known.
 */
export async function listSettledIds(
  tx: Tx,
  fromId: number,
  count: number,
  isRecorded: boolean,
): Promise<Set<number>> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'messages_settled_ids',
    text: `select id from message where id >= $1 and id < $1::bigint + $2 and workspace_id = current_workspace()
             and not ($3 and status = 'queued')`,
    values: [fromId, count, isRecorded],
  });
  return new Set(rows.map((row) => row.id));
}

/** Which of these ids, as a carrier gives them, are of texts of ours beside the one asked about. */
export async function listKnownProviderIds(
  tx: Tx,
  providerIds: readonly string[],
  besideId: number,
): Promise<Set<string>> {
  const { rows } = await tx.query<{ providerId: string }>({
    name: 'messages_known_provider_ids',
    text: `select provider_id as "providerId" from message
           where provider_id = any($1) and workspace_id = current_workspace() and id <> $2`,
    values: [providerIds, besideId],
  });
  return new Set(rows.map((row) => row.providerId));
}

/** A text that is on record and waits to be sent. */
export type QueuedText = Pick<
  Outcome,
  'id' | 'contactId' | 'number' | 'kind' | 'purpose' | 'body' | 'reason' | 'consentEventId'
> & { readonly mmsId: string | null };

export async function listQueuedTexts(tx: Tx, fromId: number, count: number): Promise<QueuedText[]> {
  const { rows } = await tx.query<QueuedText>({
    name: 'messages_queued_texts',
    text: `select id, contact_id as "contactId", number, kind, purpose, body, reason, consent_event_id as "consentEventId", mms_id as "mmsId"
           from message where id >= $1 and id < $1::bigint + $2 and workspace_id = current_workspace() and status = 'queued'`,
    values: [fromId, count],
  });
  return rows;
}

/** Moves a text whose fate was unknown back to the queue: the carrier has said that it never had it. */
export async function requeueUnknown(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    text: `update message set status = 'queued', reason = 'carrier.never_had_it', submitted_at = null
           where id = any($1) and status = 'unknown' returning id`,
    values: [ids],
  });
  return rows.map((row) => row.id);
}

/** Stops texts that are still only queued; returns those that were. */
export async function suppressQueued(
  tx: Tx,
  ids: readonly number[],
  reason: string,
  at: Date,
): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>({
    text: `update message set status = 'suppressed', reason = $2, final_at = $3 where id = any($1) and status = 'queued' returning id`,
    values: [ids, reason, at],
  });
  return rows.map((row) => row.id);
}

export async function countByStatus(
  tx: Tx,
  campaignId: string,
): Promise<Partial<Record<MessageStatus, number>>> {
  const { rows } = await tx.query<{ status: MessageStatus; count: number }>({
    name: 'messages_count_by_status',
    text: `select status, count(*) as count from message where workspace_id = current_workspace() and campaign_id = $1 group by status`,
    values: [campaignId],
  });
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

export type MessageRow = {
  id: number;
  campaign_id: string | null;
  contact_id: number | null;
  sender_id: string;
  number: string;
  purpose: string;
  kind: MessageKind;
  body: string;
  parts: number;
  status: MessageStatus;
  reason: string | null;
  reason_detail: string | null;
  held_reason: string | null;
  provider_id: string | null;
  consent_event_id: number | null;
  queued_at: Date;
  submitted_at: Date | null;
  accepted_at: Date | null;
  final_at: Date | null;
  /** What went along with it. */
  mms_id: string | null;
};

const columns = `id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, reason, reason_detail, held_reason,
  provider_id, consent_event_id, queued_at, submitted_at, accepted_at, final_at, mms_id`;

/** The newest texts of one person, newest first; bounded, because some people have been texted for years. */
export async function listMessagesOfContact(tx: Tx, contactId: number, most = 200): Promise<MessageRow[]> {
  const { rows } = await tx.query<MessageRow>({
    text: `select ${columns} from message where workspace_id = current_workspace() and contact_id = $1 order by id desc limit $2`,
    values: [contactId, most],
  });
  return rows;
}

export async function listMessages(tx: Tx, ids: readonly number[]): Promise<MessageRow[]> {
  const { rows } = await tx.query<MessageRow>({
    text: `select ${columns} from message where workspace_id = current_workspace() and id = any($1)`,
    values: [ids],
  });
  return rows;
}
