import type { Tx } from '../platform/db/pool.ts';
import type { Texts } from '../templates/index.ts';
import type { TextWish } from './text.ts';

/** A request for many texts. */
export type Operation = {
  readonly id: string;
  readonly programId: string;
  /** Where there is none, a pool. */
  readonly senderId: string | null;
  readonly poolId: string | null;
  readonly templateId: string | null;
  readonly templateVersion: number | null;
  readonly mmsId: string | null;
  readonly total: number;
  /** How many have been decided about so far. */
  readonly done: number;
  readonly accepted: number;
  readonly parts: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

/** What is still to be worked through, as it is kept: hours as strings. */
export type StoredRequest = {
  readonly body: string;
  /** By language; left out where there is the body alone. */
  readonly texts?: Texts;
  readonly sendAt: string | null;
  readonly validForMs: number | null;
  /** Absent in what was asked for before single texts had short links. */
  readonly shortensLinks?: boolean;
  readonly recipients: readonly Pick<TextWish, 'to' | 'variables' | 'metadata'>[];
};

/** What became of one recipient: a text, or a refusal. */
export type OperationItem = {
  readonly position: number;
  readonly recipient: string;
  readonly messageId: number | null;
  readonly code: string | null;
  readonly sentence: string | null;
};

const columns = `o.id, o.program_id as "programId", o.sender_id as "senderId", o.pool_id as "poolId",
  o.template_id as "templateId", o.template_version as "templateVersion", o.mms_id as "mmsId", o.total, o.done, o.accepted, o.parts,
  o.created_by as "createdBy", o.created_at as "createdAt", o.finished_at as "finishedAt"`;

export type NewOperation = Pick<
  Operation,
  'id' | 'programId' | 'senderId' | 'poolId' | 'mmsId' | 'total' | 'createdBy' | 'createdAt'
> & { readonly template: { readonly id: string; readonly version: number } | null };

export async function insertOperation(
  tx: Tx,
  operation: NewOperation,
  request: StoredRequest,
): Promise<void> {
  await tx.query(
    `insert into text_operation (workspace_id, id, program_id, sender_id, request, total, created_by, created_at, pool_id,
       template_id, template_version, mms_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.workspaceId,
      operation.id,
      operation.programId,
      operation.senderId,
      JSON.stringify(request),
      operation.total,
      operation.createdBy,
      operation.createdAt,
      operation.poolId,
      operation.template?.id ?? null,
      operation.template?.version ?? null,
      operation.mmsId,
    ],
  );
}

export async function findOperation(tx: Tx, id: string): Promise<Operation | null> {
  const { rows } = await tx.query<Operation>(
    `select ${columns} from text_operation o where o.workspace_id = $1 and o.id = $2`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

export type OperationInWork = Operation & { readonly request: StoredRequest | null };

/** Held until the end of the transaction, so that two workers never decide about the same recipients. */
export async function lockOperation(tx: Tx, id: string): Promise<OperationInWork | null> {
  const { rows } = await tx.query<OperationInWork>(
    `select ${columns}, o.request from text_operation o where o.workspace_id = $1 and o.id = $2 for update`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

export async function insertItems(
  tx: Tx,
  operationId: string,
  items: readonly OperationItem[],
): Promise<void> {
  await tx.query({
    name: 'texts_insert_items',
    text: `insert into text_operation_item (workspace_id, operation_id, position, recipient, message_id, code, sentence)
           select $1, $2, i.position, i.recipient, i.message_id, i.code, i.sentence
           from unnest($3::integer[], $4::text[], $5::bigint[], $6::text[], $7::text[])
             as i (position, recipient, message_id, code, sentence)`,
    values: [
      tx.workspaceId,
      operationId,
      items.map((one) => one.position),
      items.map((one) => one.recipient),
      items.map((one) => one.messageId),
      items.map((one) => one.code),
      items.map((one) => one.sentence),
    ],
  });
}

/** Notes how far it has come. With the last of them the request is emptied: it is full of people's numbers and words. */
export async function saveProgress(
  tx: Tx,
  id: string,
  progress: { readonly decided: number; readonly accepted: number; readonly parts: number },
  finishedAt: Date | null,
): Promise<void> {
  await tx.query(
    `update text_operation set done = done + $3, accepted = accepted + $4, parts = parts + $5, finished_at = $6,
       request = case when $6::timestamptz is null then request end
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, progress.decided, progress.accepted, progress.parts, finishedAt],
  );
}

export async function listItems(
  tx: Tx,
  operationId: string,
  page: { readonly after: number; readonly limit: number; readonly isRefused: boolean | null },
): Promise<OperationItem[]> {
  const { rows } = await tx.query<OperationItem>(
    `select i.position, i.recipient, i.message_id as "messageId", i.code, i.sentence from text_operation_item i
     where i.workspace_id = $1 and i.operation_id = $2 and i.position > $3
       and ($5::boolean is null or (i.message_id is null) = $5)
     order by i.position limit $4`,
    [tx.workspaceId, operationId, page.after, page.limit, page.isRefused],
  );
  return rows;
}

/** Operations that were begun and not finished, for the start of a worker. */
export async function listOpenOperations(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from text_operation where workspace_id = $1 and finished_at is null',
    [tx.workspaceId],
  );
  return rows.map((row) => row.id);
}
