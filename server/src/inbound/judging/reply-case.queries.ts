import type { Tx } from '../../platform/db/pool.ts';
import { NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';

export type Verdict = 'opt_out' | 'keep' | 'wrong_number';

/** A reply that a person has to judge, or has. */
export type ReplyCase = {
  readonly id: number;
  readonly replyId: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly brandIds: readonly string[];
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly verdict: Verdict | null;
  readonly note: string | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
  /** What the reader made of it: `ask` or `hold`. */
  readonly intent: string;
  readonly score: number | null;
  readonly why: string | null;
  readonly marks: readonly string[];
  readonly body: string;
  readonly receivedAt: Date;
  readonly providerId: string;
};

const columns = `c.id, c.reply_id as "replyId", c.number, c.contact_id as "contactId", c.brand_ids as "brandIds", c.opened_at as "openedAt",
  c.due_at as "dueAt", c.decision as verdict, c.note, c.decided_by as "judgedBy", c.decided_at as "judgedAt", i.intent, i.score, i.why,
  i.marks, i.body, i.received_at as "receivedAt", i.provider_id as "providerId"`;
// Through the reply, so that a member who is kept to some numbers and lists sees the cases of those alone.
const cases = `reply_case c join inbound_message i on i.workspace_id = c.workspace_id and i.id = c.reply_id
  where c.workspace_id = current_workspace()`;

export type NewCase = {
  readonly replyId: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly brandIds: readonly string[];
  readonly receivedAt: Date;
};

/**
 * Due at the same hour of the next weekday, on the clock of the workspace. Counted from when the person wrote, not from when it was
 * brought: they have waited since then.
 */
export async function insertCases(tx: Tx, opened: readonly NewCase[], at: Date): Promise<void> {
  await tx.query({
    name: 'reply_case_insert',
    text: `insert into reply_case (workspace_id, reply_id, number, contact_id, brand_ids, opened_at, due_at)
           select w.id, r.reply_id, r.number, r.contact_id, r.brand_ids, $2,
             (l.wrote + make_interval(days => case extract(isodow from l.wrote) when 5 then 3 when 6 then 2 else 1 end)) at time zone w.time_zone
           from jsonb_to_recordset($1) as r (reply_id bigint, number text, contact_id bigint, brand_ids uuid[], received_at timestamptz)
             join workspace w on w.id = current_workspace()
             cross join lateral (select r.received_at at time zone w.time_zone as wrote) l
           order by r.reply_id`,
    values: [
      JSON.stringify(
        opened.map(({ replyId, number, contactId, brandIds, receivedAt }) => ({
          ...{ reply_id: replyId, number, contact_id: contactId, brand_ids: brandIds },
          received_at: receivedAt.toISOString(),
        })),
      ),
      at,
    ],
  });
}

/** Where a page goes on: after a case that waits, or after one that was judged. */
export type CasePlace = { readonly isJudged: boolean; readonly at: string; readonly id: number };

/** Those that wait, the one that is due first at the top; after them those that were judged, newest first. */
export async function listCases(
  tx: Tx,
  { after, isOpenOnly, limit }: { after: CasePlace | null; isOpenOnly: boolean; limit: number },
): Promise<ReplyCase[]> {
  const open = after?.isJudged ? [] : await listOpen(tx, after, limit);
  if (isOpenOnly || open.length >= limit) return open;
  const judged = await listJudged(tx, after?.isJudged ? after : null, limit - open.length);
  return [...open, ...judged];
}

async function listOpen(tx: Tx, after: CasePlace | null, limit: number): Promise<ReplyCase[]> {
  const { rows } = await tx.query<ReplyCase>(
    `select ${columns} from ${cases} and c.decided_at is null
       and ($1::timestamptz is null or (c.due_at, c.id) > ($1, $2::bigint))
     order by c.due_at, c.id limit $3`,
    [after?.at ?? null, after?.id ?? null, limit],
  );
  return rows;
}

/** Judged cases, newest first. */
export async function listJudged(tx: Tx, after: CasePlace | null, limit: number): Promise<ReplyCase[]> {
  const { rows } = await tx.query<ReplyCase>(
    `select ${columns} from ${cases} and c.decided_at is not null
       and ($1::timestamptz is null or (c.decided_at, c.id) < ($1, $2::bigint))
     order by c.decided_at desc, c.id desc limit $3`,
    [after?.at ?? null, after?.id ?? null, limit],
  );
  return rows;
}

export async function getCase(tx: Tx, id: number): Promise<ReplyCase> {
  const { rows } = await tx.query<ReplyCase>(`select ${columns} from ${cases} and c.id = $1`, [id]);
  if (!rows[0]) throw caseNotFound(publicId('rcs', id));
  return rows[0];
}

export const caseNotFound = (shown: string): NotFound =>
  new NotFound('reply_case.not_found', `There is no case ${shown.slice(0, 40)} in this workspace.`);

export async function saveJudgement(
  tx: Tx,
  id: number,
  judged: { verdict: Verdict; note: string | null; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `update reply_case set decision = $2, note = $3, decided_by = $4, decided_at = $5
     where workspace_id = current_workspace() and id = $1`,
    [id, judged.verdict, judged.note, judged.by, judged.at],
  );
}

/** How many replies of this number nobody has judged yet. */
export async function countOpenOf(tx: Tx, number: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::integer as count from reply_case
     where workspace_id = current_workspace() and number = $1 and decided_at is null`,
    [number],
  );
  return rows[0]?.count ?? 0;
}

export async function countOverdueCases(tx: Tx, at: Date): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*)::integer as count from reply_case
     where workspace_id = current_workspace() and decided_at is null and due_at < $1`,
    [at],
  );
  return rows[0]?.count ?? 0;
}
