import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { CaseFile, CaseNote, CaseStatus } from './case.ts';

const columns = `c.id, c.kind, c.severity, c.status, c.title, c.number, c.campaign_id as "campaignId", c.reply_id as "replyId",
  c.received_at as "receivedAt", c.due_at as "dueAt", c.due_source as "dueSource", c.assigned_to as "assignedTo",
  a.name as "assignedName", c.decision, c.remedy, c.opened_at as "openedAt", c.opened_by as "openedBy",
  c.closed_at as "closedAt", c.closed_by as "closedBy"`;
const cases = 'case_file c left join account a on a.id = c.assigned_to';

/** False where the reply has a case already. */
export async function insertCase(tx: Tx, file: Omit<CaseFile, 'assignedName'>): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into case_file (workspace_id, id, kind, severity, status, title, number, campaign_id, reply_id, received_at, due_at,
       due_source, assigned_to, opened_at, opened_by)
     values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (workspace_id, reply_id) where reply_id is not null do nothing`,
    [
      ...[
        tx.workspaceId,
        file.id,
        file.kind,
        file.severity,
        file.title,
        file.number,
        file.campaignId,
        file.replyId,
      ],
      ...[file.receivedAt, file.dueAt, file.dueSource, file.assignedTo, file.openedAt, file.openedBy],
    ],
  );
  return rowCount === 1;
}

export async function saveCase(tx: Tx, file: CaseFile): Promise<void> {
  await tx.query(
    `update case_file set severity = $3, status = $4, title = $5, due_at = $6, due_source = $7, assigned_to = $8, decision = $9,
       remedy = $10, closed_at = $11, closed_by = $12
     where workspace_id = $1 and id = $2`,
    [
      ...[tx.workspaceId, file.id, file.severity, file.status, file.title, file.dueAt, file.dueSource],
      ...[file.assignedTo, file.decision, file.remedy, file.closedAt, file.closedBy],
    ],
  );
}

export async function getCase(tx: Tx, id: string, lock: '' | 'for update of c' = ''): Promise<CaseFile> {
  const { rows } = await tx.query<CaseFile>(
    `select ${columns} from ${cases} where c.workspace_id = $1 and c.id = $2 ${lock}`,
    [tx.workspaceId, id],
  );
  if (rows[0]) return rows[0];
  throw caseNotFound(publicId('cas', id));
}

export const lockCase = (tx: Tx, id: string): Promise<CaseFile> => getCase(tx, id, 'for update of c');

export const caseNotFound = (shown: string): NotFound =>
  new NotFound('case.not_found', `There is no case ${shown.slice(0, 60)} in this workspace.`);

export type CasesAsked = {
  readonly statuses: readonly CaseStatus[] | null;
  readonly overdueAt: Date | null;
  readonly number: string | null;
  readonly campaignId: string | null;
  readonly after: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
};

/** Those that are due first stand first. */
export async function listCases(tx: Tx, asked: CasesAsked): Promise<CaseFile[]> {
  const { rows } = await tx.query<CaseFile>(
    `select ${columns} from ${cases}
     where c.workspace_id = $1 and ($2::text[] is null or c.status = any($2))
       and ($3::timestamptz is null or (c.status <> 'closed' and c.due_at < $3))
       and ($4::text is null or c.number = $4) and ($5::uuid is null or c.campaign_id = $5)
       and ($6::timestamptz is null or (c.due_at, c.id) > ($6, $7::uuid))
     order by c.due_at, c.id limit $8`,
    [
      ...[tx.workspaceId, asked.statuses, asked.overdueAt, asked.number, asked.campaignId],
      ...[asked.after?.at ?? null, asked.after?.id ?? null, asked.limit],
    ],
  );
  return rows;
}

export async function findOpenCaseOf(tx: Tx, number: string): Promise<CaseFile | null> {
  const { rows } = await tx.query<CaseFile>(
    `select ${columns} from ${cases} where c.workspace_id = $1 and c.number = $2 and c.status <> 'closed' and c.reply_id is not null
     order by c.opened_at desc limit 1`,
    [tx.workspaceId, number],
  );
  return rows[0] ?? null;
}

export type CaseCounts = { readonly open: number; readonly overdue: number; readonly unassigned: number };

export async function countCases(tx: Tx, now: Date): Promise<CaseCounts> {
  const { rows } = await tx.query<CaseCounts>(
    `select count(*)::integer as open, (count(*) filter (where due_at < $2))::integer as overdue,
       (count(*) filter (where assigned_to is null))::integer as unassigned
     from case_file where workspace_id = $1 and status <> 'closed'`,
    [tx.workspaceId, now],
  );
  return rows[0] ?? { open: 0, overdue: 0, unassigned: 0 };
}

export async function insertNote(tx: Tx, caseId: string, note: CaseNote): Promise<void> {
  await tx.query(
    'insert into case_note (workspace_id, case_id, at, by, kind, body) values ($1, $2, $3, $4, $5, $6)',
    [tx.workspaceId, caseId, note.at, note.by, note.kind, note.body],
  );
}

export async function listNotes(tx: Tx, caseId: string): Promise<CaseNote[]> {
  const { rows } = await tx.query<CaseNote>(
    'select at, by, kind, body from case_note where workspace_id = $1 and case_id = $2 order by id',
    [tx.workspaceId, caseId],
  );
  return rows;
}

export type ReplyOfCase = {
  readonly id: number;
  readonly number: string;
  readonly body: string;
  readonly marks: readonly string[];
  readonly campaignId: string | null;
  readonly receivedAt: Date;
  readonly hasCase: boolean;
};

export async function findReply(tx: Tx, id: number): Promise<ReplyOfCase | null> {
  const { rows } = await tx.query<ReplyOfCase>(
    `select i.id, i.number, i.body, i.marks, i.campaign_id as "campaignId", i.received_at as "receivedAt",
       exists(select from case_file c where c.workspace_id = i.workspace_id and c.reply_id = i.id) as "hasCase"
     from inbound_message i where i.workspace_id = $1 and i.id = $2`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

export async function hasCampaign(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await tx.query('select 1 from campaign where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
  ]);
  return rows.length > 0;
}

/** What was decided and by when stays; whom it was about, and every word that may name them, goes. */
export async function eraseFromCases(tx: Tx, number: string, pseudonym: string): Promise<void> {
  await tx.query(
    `update case_note n set body = '' from case_file c
     where n.workspace_id = $1 and c.workspace_id = n.workspace_id and c.id = n.case_id and c.number = $2`,
    [tx.workspaceId, number],
  );
  await tx.query(
    `update case_file set number = $3, title = 'Erased', remedy = case when remedy is not null then '' end
     where workspace_id = $1 and number = $2`,
    [tx.workspaceId, number, pseudonym],
  );
}
