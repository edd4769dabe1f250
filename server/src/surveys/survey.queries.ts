import type { Tx } from '../platform/db/pool.ts';
import type { Survey } from './survey.ts';

const columns = `id, kind, name, program_id as "programId", sender_id as "senderId", keyword_id as "keywordId", invitation, questions, thanks, tag,
  expires_hours as "expiresHours", remind_hours as "remindHours", reminders, ends_at as "endsAt", most, counts, is_anonymous as "isAnonymous",
  state, made_by as "madeBy", created_at as "createdAt", changed_at as "changedAt", closed_at as "closedAt"`;

const contentOf = (one: Survey) => [
  ...[one.id, one.kind, one.name, one.programId, one.senderId, one.keywordId, one.invitation],
  ...[JSON.stringify(one.questions), one.thanks, one.tag, one.expiresHours, one.remindHours, one.reminders],
  ...[one.endsAt, one.most, one.counts, one.isAnonymous, one.changedAt],
];

export async function insertSurvey(tx: Tx, one: Survey): Promise<void> {
  await tx.query(
    `insert into survey (workspace_id, id, kind, name, program_id, sender_id, keyword_id, invitation, questions, thanks, tag, expires_hours,
       remind_hours, reminders, ends_at, most, counts, is_anonymous, changed_at, created_at, made_by)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19)`,
    [...contentOf(one), one.madeBy],
  );
}

/** The whole content; of a draft. */
export async function saveDraft(tx: Tx, one: Survey): Promise<void> {
  await tx.query(
    `update survey set kind = $2, name = $3, program_id = $4, sender_id = $5, keyword_id = $6, invitation = $7, questions = $8, thanks = $9,
       tag = $10, expires_hours = $11, remind_hours = $12, reminders = $13, ends_at = $14, most = $15, counts = $16, is_anonymous = $17, changed_at = $18
     where workspace_id = current_workspace() and id = $1`,
    contentOf(one),
  );
}

export async function saveState(tx: Tx, id: string, state: Survey['state'], at: Date): Promise<void> {
  await tx.query(
    `update survey set state = $2::text, changed_at = $3::timestamptz, closed_at = case when $2::text = 'closed' then $3::timestamptz end
     where workspace_id = current_workspace() and id = $1`,
    [id, state, at],
  );
}

export async function findSurvey(tx: Tx, id: string): Promise<Survey | null> {
  const { rows } = await tx.query<Survey>({
    name: 'survey_find',
    text: `select ${columns} from survey where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function lockSurvey(tx: Tx, id: string): Promise<Survey | null> {
  const { rows } = await tx.query<Survey>(
    `select ${columns} from survey where workspace_id = current_workspace() and id = $1 for update`,
    [id],
  );
  return rows[0] ?? null;
}

/** The survey that a keyword begins, open or over. */
export async function findSurveyOfKeyword(tx: Tx, keywordId: string): Promise<Survey | null> {
  const { rows } = await tx.query<Survey>({
    name: 'survey_of_keyword',
    text: `select ${columns} from survey where workspace_id = current_workspace() and keyword_id = $1
           order by state <> 'closed' desc, id desc limit 1`,
    values: [keywordId],
  });
  return rows[0] ?? null;
}

/** Whether another survey that is not over begins by this keyword. */
export async function isKeywordTaken(tx: Tx, keywordId: string, exceptId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select from survey where workspace_id = current_workspace() and keyword_id = $1 and id <> $2 and state <> 'closed'`,
    [keywordId, exceptId],
  );
  return rowCount !== 0;
}

/** Latest first. */
export async function listSurveys(
  tx: Tx,
  page: { readonly before: string | null; readonly limit: number },
): Promise<Survey[]> {
  const { rows } = await tx.query<Survey>(
    `select ${columns} from survey where workspace_id = current_workspace() and ($1::uuid is null or id < $1) order by id desc limit $2`,
    [page.before, page.limit],
  );
  return rows;
}

/** Surveys that are open and whose end has come. */
export async function listOver(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from survey where workspace_id = current_workspace() and state = 'open' and ends_at <= $1`,
    [now],
  );
  return rows.map(({ id }) => id);
}
