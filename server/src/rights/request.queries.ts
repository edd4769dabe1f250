import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { CodeOnFile } from '../platform/one-time-code.ts';
import type { DataRequest, RequestStatus } from './request.ts';

const columns = `r.id, r.kind, r.law, r.status, r.number, r.contact_id as "contactId", r.channel, r.correction,
  r.received_at as "receivedAt", r.due_at as "dueAt", r.extended_at as "extendedAt", r.extension_reason as "extensionReason",
  r.verified_at as "verifiedAt", r.verified_how as "verifiedHow", r.verified_note as "verifiedNote", r.answer, r.reason,
  r.closed_at as "closedAt", r.closed_by as "closedBy", r.created_by as "createdBy",
  r.ended_at as "endedAt", r.ended_by as "endedBy", r.ended_reason as "endedReason"`;

export async function insertRequest(tx: Tx, request: DataRequest): Promise<void> {
  await tx.query(
    `insert into data_request (workspace_id, id, kind, law, status, number, contact_id, channel, correction, received_at, due_at,
       verified_at, verified_how, verified_note, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      tx.workspaceId,
      request.id,
      request.kind,
      request.law,
      request.status,
      request.number,
      request.contactId,
      request.channel,
      request.correction === null ? null : JSON.stringify(request.correction),
      request.receivedAt,
      request.dueAt,
      request.verifiedAt,
      request.verifiedHow,
      request.verifiedNote,
      request.createdBy,
    ],
  );
}

/** Saves how far it has come. */
export async function saveRequest(tx: Tx, request: DataRequest): Promise<void> {
  await tx.query(
    `update data_request set status = $3, number = $4, contact_id = $5, due_at = $6, extended_at = $7, extension_reason = $8,
       verified_at = $9, verified_how = $10, verified_note = $11, answer = $12, reason = $13, closed_at = $14, closed_by = $15,
       ended_at = $16, ended_by = $17, ended_reason = $18
     where workspace_id = $1 and id = $2`,
    [
      tx.workspaceId,
      request.id,
      request.status,
      request.number,
      request.contactId,
      request.dueAt,
      request.extendedAt,
      request.extensionReason,
      request.verifiedAt,
      request.verifiedHow,
      request.verifiedNote,
      request.answer,
      request.reason,
      request.closedAt,
      request.closedBy,
      request.endedAt,
      request.endedBy,
      request.endedReason,
    ],
  );
}

export async function getRequest(tx: Tx, id: string, lock: '' | 'for update' = ''): Promise<DataRequest> {
  const { rows } = await tx.query<DataRequest>(
    `select ${columns} from data_request r where r.workspace_id = $1 and r.id = $2 ${lock}`,
    [tx.workspaceId, id],
  );
  if (rows[0]) return rows[0];
  throw new NotFound(
    'data_request.not_found',
    `There is no request ${publicId('drq', id)} in this workspace.`,
  );
}

/** For verbs that move it on. */
export const lockRequest = (tx: Tx, id: string): Promise<DataRequest> => getRequest(tx, id, 'for update');

export type RequestsAsked = {
  readonly statuses: readonly RequestStatus[] | null;
  /** Only those whose time is over at this hour. */
  readonly overdueAt: Date | null;
  readonly after: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
};

/** Those that are due first stand first. */
export async function listRequests(tx: Tx, asked: RequestsAsked): Promise<DataRequest[]> {
  const { rows } = await tx.query<DataRequest>(
    `select ${columns} from data_request r
     where r.workspace_id = $1 and ($2::text[] is null or r.status = any($2))
       and ($3::timestamptz is null or (r.status in ('received', 'verified') and r.due_at < $3))
       and ($4::timestamptz is null or (r.due_at, r.id) > ($4, $5::uuid))
     order by r.due_at, r.id limit $6`,
    [
      tx.workspaceId,
      asked.statuses,
      asked.overdueAt,
      asked.after?.at ?? null,
      asked.after?.id ?? null,
      asked.limit,
    ],
  );
  return rows;
}

export async function listRequestsOfNumber(tx: Tx, number: string): Promise<DataRequest[]> {
  const { rows } = await tx.query<DataRequest>(
    `select ${columns} from data_request r where r.workspace_id = $1 and r.number = $2 order by r.received_at`,
    [tx.workspaceId, number],
  );
  return rows;
}

export async function countOverdue(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::integer as count from data_request
     where workspace_id = $1 and status in ('received', 'verified') and due_at < $2`,
    [tx.workspaceId, now],
  );
  return rows[0]?.count ?? 0;
}

export async function saveCode(tx: Tx, id: string, hash: string, expiresAt: Date): Promise<void> {
  await tx.query(
    `update data_request set code_hash = $3, code_tries = 0, code_expires_at = $4 where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, hash, expiresAt],
  );
}

export async function findCode(tx: Tx, id: string): Promise<CodeOnFile | null> {
  const { rows } = await tx.query<CodeOnFile>(
    `select code_hash as hash, code_tries as tries, code_expires_at as "expiresAt" from data_request
     where workspace_id = $1 and id = $2 and code_hash is not null`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

export async function countCodeTry(tx: Tx, id: string): Promise<void> {
  await tx.query('update data_request set code_tries = code_tries + 1 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
  ]);
}

/** A code is of use once. */
export async function forgetCode(tx: Tx, id: string): Promise<void> {
  await tx.query(
    `update data_request set code_hash = null, code_expires_at = null where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  );
}

/**
 * What this slice keeps about a person says no longer whom: what was asked, done and answered when stays. Requests that
 * were still open have nothing on file to be about.
 */
export async function eraseFromRequests(tx: Tx, number: string, pseudonym: string, at: Date): Promise<void> {
  await tx.query(
    `update data_request set number = $3, contact_id = null, correction = null, verified_note = null, answer = null,
       extension_reason = null, code_hash = null, ended_reason = case when ended_at is not null then '' end,
       closed_at = case when status in ('received', 'verified', 'held') then $4 else closed_at end,
       closed_by = case when status in ('received', 'verified', 'held') then 'system:rights' else closed_by end,
       reason = case when status in ('received', 'verified', 'held') then 'nothing_on_file' else reason end,
       status = case when status in ('received', 'verified', 'held') then 'refused' else status end
     where workspace_id = $1 and number = $2 and status <> 'erasing'`,
    [tx.workspaceId, number, pseudonym, at],
  );
  await tx.query(`update legal_hold set number = $3 where workspace_id = $1 and number = $2`, [
    tx.workspaceId,
    number,
    pseudonym,
  ]);
}

/** The number of ours from which the person was texted last, or else the first there is. */
export async function findSenderFor(
  tx: Tx,
  person: { readonly number: string; readonly contactId: number | null },
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `(select m.sender_id as id from message m
        where m.workspace_id = $1 and (m.contact_id = $2 or (m.contact_id is null and m.number = $3)) order by m.id desc limit 1)
      union all (select s.id from sender s where s.workspace_id = $1 order by s.created_at limit 1)
      limit 1`,
    [tx.workspaceId, person.contactId, person.number],
  );
  return rows[0]?.id ?? null;
}
