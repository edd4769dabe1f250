import type { Evidence } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Language } from '../platform/pages/languages.ts';
import type { JoinMethod } from './join.ts';

/** Somebody was asked to say YES from their phone. */
export type JoinRequest = {
  readonly id: string;
  readonly programId: string;
  readonly brandId: string;
  readonly number: string;
  readonly contactId: number;
  readonly method: JoinMethod;
  readonly locale: Language;
  readonly formId: string | null;
  readonly senderId: string;
  readonly requestedEventId: number;
  /** The text that asks. */
  readonly messageId: number;
  readonly askedAt: Date;
  readonly remindAt: Date | null;
  readonly expiresAt: Date;
};

export type JoinRequestStatus = 'waiting' | 'confirmed' | 'expired' | 'left';

const columns = `r.id, r.program_id as "programId", r.brand_id as "brandId", r.number, r.contact_id as "contactId", r.method,
  r.locale, r.form_id as "formId", r.sender_id as "senderId", r.requested_event_id as "requestedEventId",
  r.message_id as "messageId", r.asked_at as "askedAt", r.remind_at as "remindAt", r.expires_at as "expiresAt"`;

export async function insertJoinRequest(tx: Tx, request: JoinRequest): Promise<void> {
  await tx.query({
    name: 'joining_insert_request',
    text: `insert into join_request (workspace_id, id, program_id, brand_id, number, contact_id, method, locale, form_id, status,
        sender_id, requested_event_id, message_id, asked_at, remind_at, expires_at)
      values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10, $11, $12, $13, $14)`,
    values: [
      request.id,
      request.programId,
      request.brandId,
      request.number,
      request.contactId,
      request.method,
      request.locale,
      request.formId,
      request.senderId,
      request.requestedEventId,
      request.messageId,
      request.askedAt,
      request.remindAt,
      request.expiresAt,
    ],
  });
}

/** With what the person was shown when they asked. */
export type AnsweredRequest = JoinRequest & {
  readonly wordsShown: string | null;
  readonly evidence: Evidence;
};

/**
 * What a YES from this number answers: the newest request that came from the number of ours it was sent to. It is held
 * until the transaction ends, so a second YES finds it answered.
 */
export async function lockAnsweredRequest(
  tx: Tx,
  number: string,
  senderId: string,
): Promise<AnsweredRequest | undefined> {
  const { rows } = await tx.query<AnsweredRequest>({
    name: 'joining_lock_answered',
    text: `select ${columns}, e.words_shown as "wordsShown", e.evidence
      from join_request r join consent_event e on e.workspace_id = r.workspace_id and e.id = r.requested_event_id
      where r.workspace_id = current_workspace() and r.number = $1 and r.sender_id = $2 and r.status = 'waiting'
      order by r.asked_at desc, r.id desc limit 1 for update of r`,
    values: [number, senderId],
  });
  return rows[0];
}

/** Requests that have run out or are to be reminded of, a few at a time; two workers never take the same. */
export async function lockDueRequests(tx: Tx, at: Date, limit: number): Promise<JoinRequest[]> {
  const { rows } = await tx.query<JoinRequest>(
    `select ${columns} from join_request r
     where r.workspace_id = current_workspace() and r.status = 'waiting'
       and (r.expires_at <= $1 or (r.remind_at <= $1 and r.reminder_id is null))
     order by r.expires_at limit $2 for update skip locked`,
    [at, limit],
  );
  return rows;
}

export async function settleRequest(
  tx: Tx,
  id: string,
  settled: { status: Exclude<JoinRequestStatus, 'waiting'>; eventId: number | null; at: Date },
): Promise<void> {
  await tx.query(
    `update join_request set status = $2, settled_event_id = $3, settled_at = $4, remind_at = null
     where workspace_id = current_workspace() and id = $1`,
    [id, settled.status, settled.eventId, settled.at],
  );
}

export async function noteReminder(tx: Tx, id: string, messageId: number): Promise<void> {
  await tx.query(
    'update join_request set reminder_id = $2, remind_at = null where workspace_id = current_workspace() and id = $1',
    [id, messageId],
  );
}

/** To a later hour, because it is night there. */
export async function putReminderOff(tx: Tx, id: string, until: Date): Promise<void> {
  await tx.query(
    'update join_request set remind_at = $2 where workspace_id = current_workspace() and id = $1',
    [id, until],
  );
}

export type JoinCounts = {
  readonly method: string;
  readonly status: JoinRequestStatus;
  readonly count: number;
};

/** How many were asked, and what came of it, by the way they came. */
export async function countRequests(tx: Tx, programId: string): Promise<JoinCounts[]> {
  const { rows } = await tx.query<JoinCounts>(
    `select method, status, count(*) as count from join_request
     where workspace_id = current_workspace() and program_id = $1 group by method, status order by method, status`,
    [programId],
  );
  return rows;
}
