import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { alarmBeforeMs, type Breach, type BreachNote } from './breach.ts';

const columns = `b.id, b.title, b.status, b.risk, b.aware_at as "awareAt", b.due_at as "dueAt", b.happened_at as "happenedAt", b.nature,
  b.data_categories as "dataCategories", b.people_categories as "peopleCategories", b.people, b.records, b.consequences, b.measures,
  b.case_id as "caseId", b.authority_told_at as "authorityToldAt", b.authority_name as "authorityName",
  b.authority_reference as "authorityReference", b.delay_reason as "delayReason", b.people_told_at as "peopleToldAt",
  b.people_told_how as "peopleToldHow", b.not_told_reason as "notToldReason", b.opened_at as "openedAt", b.opened_by as "openedBy",
  b.closed_at as "closedAt", b.closed_by as "closedBy"`;

/** Makes it, or saves how far it has come; when it was opened, by whom, and from when its clock runs, stays. */
export async function saveBreach(tx: Tx, breach: Breach): Promise<void> {
  await tx.query(
    `insert into breach (workspace_id, id, title, status, risk, aware_at, due_at, happened_at, nature, data_categories, people_categories,
       people, records, consequences, measures, case_id, authority_told_at, authority_name, authority_reference, delay_reason,
       people_told_at, people_told_how, not_told_reason, opened_at, opened_by, closed_at, closed_by)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
       $24, $25, $26)
     on conflict (workspace_id, id) do update set title = excluded.title, status = excluded.status, risk = excluded.risk,
       happened_at = excluded.happened_at, nature = excluded.nature, data_categories = excluded.data_categories,
       people_categories = excluded.people_categories, people = excluded.people, records = excluded.records,
       consequences = excluded.consequences, measures = excluded.measures, authority_told_at = excluded.authority_told_at,
       authority_name = excluded.authority_name, authority_reference = excluded.authority_reference,
       delay_reason = excluded.delay_reason, people_told_at = excluded.people_told_at, people_told_how = excluded.people_told_how,
       not_told_reason = excluded.not_told_reason, closed_at = excluded.closed_at, closed_by = excluded.closed_by`,
    [
      ...[
        breach.id,
        breach.title,
        breach.status,
        breach.risk,
        breach.awareAt,
        breach.dueAt,
        breach.happenedAt,
      ],
      ...[breach.nature, breach.dataCategories, breach.peopleCategories, breach.people, breach.records],
      ...[breach.consequences, breach.measures, breach.caseId, breach.authorityToldAt, breach.authorityName],
      ...[breach.authorityReference, breach.delayReason, breach.peopleToldAt, breach.peopleToldHow],
      ...[breach.notToldReason, breach.openedAt, breach.openedBy, breach.closedAt, breach.closedBy],
    ],
  );
}

export async function getBreach(tx: Tx, id: string, lock: '' | 'for update' = ''): Promise<Breach> {
  const { rows } = await tx.query<Breach>(
    `select ${columns} from breach b where b.workspace_id = current_workspace() and b.id = $1 ${lock}`,
    [id],
  );
  if (rows[0]) return rows[0];
  throw breachNotFound(publicId('brc', id));
}

export const breachNotFound = (shown: string): NotFound =>
  new NotFound('breach.not_found', `There is no breach ${shown.slice(0, 60)} in this workspace.`);

/** Open ones first, those that are due first on top; of the closed ones the newest. */
export async function listBreaches(tx: Tx, limit: number): Promise<Breach[]> {
  const { rows } = await tx.query<Breach>(
    `select ${columns} from breach b where b.workspace_id = current_workspace()
     order by b.status = 'closed', case when b.status = 'open' then b.due_at end, b.closed_at desc, b.id limit $1`,
    [limit],
  );
  return rows;
}

export type BreachCounts = { readonly open: number; readonly alarming: number; readonly over: number };

/** `alarming`: within a day of the end of the 72 hours, or past it, and no authority told. */
export async function countBreaches(tx: Tx, now: Date): Promise<BreachCounts> {
  const { rows } = await tx.query<BreachCounts>(
    `select count(*)::integer as open, (count(*) filter (where runs and due_at <= $2))::integer as alarming,
       (count(*) filter (where runs and due_at < $1))::integer as over
     from (select due_at, risk <> 'unlikely' and authority_told_at is null as runs from breach
       where workspace_id = current_workspace() and status = 'open') b`,
    [now, new Date(now.getTime() + alarmBeforeMs)],
  );
  return rows[0] ?? { open: 0, alarming: 0, over: 0 };
}

export async function insertBreachNote(tx: Tx, breachId: string, note: BreachNote): Promise<void> {
  await tx.query(
    'insert into breach_note (workspace_id, breach_id, at, by, kind, body) values (current_workspace(), $1, $2, $3, $4, $5)',
    [breachId, note.at, note.by, note.kind, note.body],
  );
}

export async function listBreachNotes(tx: Tx, breachId: string): Promise<BreachNote[]> {
  const { rows } = await tx.query<BreachNote>(
    'select at, by, kind, body from breach_note where workspace_id = current_workspace() and breach_id = $1 order by id',
    [breachId],
  );
  return rows;
}
