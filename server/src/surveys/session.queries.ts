import { compileAudience, type ResolvedChoice } from '../audiences/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Answer } from './question.ts';
import type { Session } from './survey.ts';

const columns = `id, survey_id as "surveyId", number, contact_id as "contactId", state, question, tries, reminded,
  started_at as "startedAt", expires_at as "expiresAt"`;

/** Puts everybody of the choice down to be texted who was never asked. Returns how many. */
export async function queueSessions(
  tx: Tx,
  surveyId: string,
  choice: ResolvedChoice,
  at: Date,
): Promise<number> {
  const { text, values } = compileAudience(choice, 3);
  const { rowCount } = await tx.query(
    `insert into survey_session (workspace_id, survey_id, number, contact_id, way, state, started_at)
     select current_workspace(), $1, a.number, min(a.contact_id), 'sent', 'queued', $2 from (${text}) a group by a.number
     on conflict (workspace_id, survey_id, number) do nothing`,
    [surveyId, at, ...values],
  );
  return rowCount ?? 0;
}

export async function takeQueued(tx: Tx, surveyId: string, limit: number): Promise<Session[]> {
  const { rows } = await tx.query<Session>({
    name: 'survey_take_queued',
    text: `select ${columns} from survey_session where workspace_id = current_workspace() and survey_id = $1 and state = 'queued'
           order by id limit $2 for update skip locked`,
    values: [surveyId, limit],
  });
  return rows;
}

/** Surveys that have people to be texted. */
export async function listQueuedSurveys(tx: Tx): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct s.survey_id as id from survey_session s join survey v on v.workspace_id = s.workspace_id and v.id = s.survey_id
     where s.workspace_id = current_workspace() and s.state = 'queued' and v.state = 'open'`,
  );
  return rows.map(({ id }) => id);
}

/** `isWaiting` while the text with its question has not left, `leftAt` when it did; neither for what was asked in an answer. */
export type DueSession = Session & {
  readonly lastAskedAt: Date;
  readonly isWaiting: boolean;
  readonly leftAt: Date | null;
};

export async function lockDue(tx: Tx, now: Date, limit: number): Promise<DueSession[]> {
  const { rows } = await tx.query<DueSession>({
    name: 'survey_lock_due',
    text: `select ${columns}, last_asked_at as "lastAskedAt", coalesce(m.is_waiting, false) as "isWaiting", m.submitted_at as "leftAt"
           from survey_session s left join lateral (
             select status = 'queued' as is_waiting, submitted_at from message where id = s.message_id and workspace_id = s.workspace_id) m on true
           where workspace_id = current_workspace() and state = 'asked' and due_at <= $1
           order by due_at, id limit $2 for update of s skip locked`,
    values: [now, limit],
  });
  return rows;
}

/** Moves a session on: it was asked, and began, later than was noted. */
export async function postpone(
  tx: Tx,
  session: Pick<DueSession, 'id' | 'lastAskedAt' | 'startedAt'> & {
    readonly dueAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await tx.query({
    name: 'survey_postpone',
    text: `update survey_session set last_asked_at = $2, started_at = $3, due_at = $4, expires_at = $5
           where workspace_id = current_workspace() and id = $1`,
    values: [session.id, session.lastAskedAt, session.startedAt, session.dueAt, session.expiresAt],
  });
}

/** With the brand in whose name it asks. */
export type AskedSession = Session & { readonly brandId: string; readonly lastAskedAt: Date };

/** The sessions in which this number was asked something that is still open, the one that asked last first. */
export async function lockAsked(tx: Tx, number: string, now: Date): Promise<AskedSession[]> {
  const { rows } = await tx.query<AskedSession>({
    name: 'survey_lock_asked',
    text: `select ${columns}, last_asked_at as "lastAskedAt", (select p.brand_id from survey v join program p on p.workspace_id = v.workspace_id and p.id = v.program_id
             where v.workspace_id = s.workspace_id and v.id = s.survey_id) as "brandId"
           from survey_session s where workspace_id = current_workspace() and number = $1 and state = 'asked'
             and expires_at > $2 order by last_asked_at desc, id desc for update`,
    values: [number, now],
  });
  return rows;
}

/** The session of a number in a survey, made where there is none. */
export async function ensureSession(
  tx: Tx,
  {
    surveyId,
    number,
    contactId,
    at,
  }: {
    readonly surveyId: string;
    readonly number: string;
    readonly contactId: number | null;
    readonly at: Date;
  },
): Promise<Session> {
  await tx.query(
    `insert into survey_session (workspace_id, survey_id, number, contact_id, way, state, started_at)
     values (current_workspace(), $1, $2, $3, 'keyword', 'queued', $4) on conflict (workspace_id, survey_id, number) do nothing`,
    [surveyId, number, contactId, at],
  );
  const { rows } = await tx.query<Session>(
    `select ${columns} from survey_session where workspace_id = current_workspace() and survey_id = $1 and number = $2 for update`,
    [surveyId, number],
  );
  const [session] = rows;
  if (!session) throw new Error('A session that was made is there.');
  return session;
}

/** Begins anew: what was answered before counts no more. */
export async function restartSession(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.query(`delete from survey_answer where workspace_id = current_workspace() and session_id = $1`, [
    id,
  ]);
  await tx.query(
    `update survey_session set question = 0, tries = 0, reminded = 0, way = 'keyword', started_at = $2, done_at = null
     where workspace_id = current_workspace() and id = $1`,
    [id, at],
  );
}

export type Asking = {
  readonly id: number;
  readonly question: number;
  readonly tries: number;
  readonly reminded: number;
  readonly at: Date;
  readonly dueAt: Date;
  readonly expiresAt: Date;
  readonly messageId: number | null;
};

/** Notes that a question is open with somebody. */
export async function saveAsked(tx: Tx, asking: readonly Asking[]): Promise<void> {
  if (asking.length === 0) return;
  await tx.query({
    name: 'survey_save_asked',
    text: `update survey_session s set state = 'asked', question = a.question, tries = a.tries, reminded = a.reminded, last_asked_at = a.at,
             due_at = a.due_at, expires_at = a.expires_at, message_id = coalesce(a.message_id, s.message_id)
           from unnest($1::bigint[], $2::smallint[], $3::smallint[], $4::smallint[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::bigint[])
             as a (id, question, tries, reminded, at, due_at, expires_at, message_id)
           where s.workspace_id = current_workspace() and s.id = a.id`,
    values: [
      ...[asking.map((one) => one.id), asking.map((one) => one.question), asking.map((one) => one.tries)],
      ...[asking.map((one) => one.reminded), asking.map((one) => one.at), asking.map((one) => one.dueAt)],
      ...[asking.map((one) => one.expiresAt), asking.map((one) => one.messageId)],
    ],
  });
}

/** Puts a session in line to be texted the question that it has come to, as those are who are asked for the first time. */
export async function queueQuestion(
  tx: Tx,
  { id, question, tries, reminded }: Pick<Session, 'id' | 'question' | 'tries' | 'reminded'>,
): Promise<void> {
  await tx.query(
    `update survey_session set state = 'queued', question = $2, tries = $3, reminded = $4, due_at = null
     where workspace_id = current_workspace() and id = $1`,
    [id, question, tries, reminded],
  );
}

/** Ends sessions in a state, with the reason where it was refused. */
export async function endSessions(
  tx: Tx,
  ended: readonly {
    readonly id: number;
    readonly state: Session['state'];
    readonly refusal?: string | null;
  }[],
  at: Date,
): Promise<void> {
  if (ended.length === 0) return;
  await tx.query(
    `update survey_session s set state = e.state, refusal = e.refusal, due_at = null, done_at = case when e.state = 'done' then $4::timestamptz end
     from unnest($1::bigint[], $2::text[], $3::text[]) as e (id, state, refusal)
     where s.workspace_id = current_workspace() and s.id = e.id`,
    [ended.map((one) => one.id), ended.map((one) => one.state), ended.map((one) => one.refusal ?? null), at],
  );
}

export async function insertAnswer(
  tx: Tx,
  { id, surveyId }: Pick<Session, 'id' | 'surveyId'>,
  answer: Answer & { readonly question: string; readonly at: Date },
): Promise<void> {
  await tx.query({
    name: 'survey_insert_answer',
    text: `insert into survey_answer (workspace_id, session_id, survey_id, question, value, score, answered_at)
           values (current_workspace(), $1, $2, $3, $4, $5, $6)
           on conflict (workspace_id, session_id, question) do update set value = excluded.value, score = excluded.score, answered_at = excluded.answered_at`,
    values: [id, surveyId, answer.question, answer.value, answer.score, answer.at],
  });
}

export async function countDone(tx: Tx, surveyId: string): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*) as n from survey_session where workspace_id = current_workspace() and survey_id = $1 and state = 'done'`,
    [surveyId],
  );
  return rows[0]?.n ?? 0;
}

/** Everybody who is still asked or to be asked is let go. */
export async function endOpenSessions(tx: Tx, surveyId: string): Promise<void> {
  await tx.query(
    `update survey_session set state = 'expired', due_at = null
     where workspace_id = current_workspace() and survey_id = $1 and state in ('queued', 'asked')`,
    [surveyId],
  );
}

/**
 * Of an anonymous survey that is over nobody’s answers are anybody’s any more. Not the number alone leads to a person: the texts that
 * people sent are on record with their minute, and sessions were numbered as people came. So each gets a number drawn by lot,
 * and all of them the same time.
 */
export async function forgetWhoAnswered(tx: Tx, surveyId: string, at: Date): Promise<void> {
  const before = await tx.query<{ last: number | null }>(
    'select max(id) as last from survey_session where workspace_id = current_workspace() and survey_id = $1',
    [surveyId],
  );
  const last = before.rows[0]?.last ?? null;
  if (last === null) return;
  // `~` and the old number lead the answers over, and go at the end.
  await tx.query(
    `insert into survey_session (workspace_id, survey_id, number, way, state, question, tries, reminded, started_at, done_at)
     select workspace_id, survey_id, '~' || id, way, state, question, 0, 0, $2, case when done_at is null then null else $2::timestamptz end
     from survey_session where workspace_id = current_workspace() and survey_id = $1 order by random()`,
    [surveyId, at],
  );
  await tx.query(
    `update survey_answer a set session_id = s.id, answered_at = $3 from survey_session s
     where a.workspace_id = current_workspace() and a.survey_id = $1 and s.workspace_id = a.workspace_id and s.survey_id = a.survey_id
       and s.id > $2 and s.number = '~' || a.session_id`,
    [surveyId, last, at],
  );
  await tx.query(
    'delete from survey_session where workspace_id = current_workspace() and survey_id = $1 and id <= $2',
    [surveyId, last],
  );
  await tx.query(
    `update survey_session set number = '~' || id where workspace_id = current_workspace() and survey_id = $1 and id > $2`,
    [surveyId, last],
  );
}

export type AnswerOnFile = {
  readonly survey: string;
  readonly question: string;
  readonly value: string;
  readonly answeredAt: Date;
};

export async function listAnswersOfNumber(tx: Tx, number: string): Promise<AnswerOnFile[]> {
  const { rows } = await tx.query<AnswerOnFile>(
    `select v.name as survey, a.question, a.value, a.answered_at as "answeredAt" from survey_session s
     join survey_answer a on a.workspace_id = s.workspace_id and a.session_id = s.id
     join survey v on v.workspace_id = s.workspace_id and v.id = s.survey_id
     where s.workspace_id = current_workspace() and s.number = $1 order by a.answered_at, a.question`,
    [number],
  );
  return rows;
}

export async function eraseAnswers(tx: Tx, number: string, pseudonym: string): Promise<void> {
  await tx.query(
    `delete from survey_answer where workspace_id = current_workspace() and session_id in (
       select id from survey_session where workspace_id = current_workspace() and number = $1)`,
    [number],
  );
  await tx.query(
    `update survey_session set number = $2 || '~' || id, contact_id = null, message_id = null, refusal = null,
       state = case when state in ('queued', 'asked') then 'expired' else state end, due_at = null
     where workspace_id = current_workspace() and number = $1`,
    [number, pseudonym],
  );
}
