import type { Tx } from '../platform/db/pool.ts';
import type { SessionState } from './survey.ts';

export type SessionCounts = Readonly<Record<SessionState, number>>;

export async function countSessions(tx: Tx, surveyId: string): Promise<SessionCounts> {
  const { rows } = await tx.query<{ state: SessionState; n: number }>(
    `select state, count(*) as n from survey_session where workspace_id = current_workspace() and survey_id = $1 group by state`,
    [surveyId],
  );
  const of = (state: SessionState) => rows.find((row) => row.state === state)?.n ?? 0;
  return {
    ...{ queued: of('queued'), asked: of('asked'), done: of('done') },
    ...{ expired: of('expired'), handed: of('handed'), refused: of('refused') },
  };
}

export type Tally = {
  readonly question: string;
  readonly value: string;
  readonly score: number | null;
  readonly count: number;
};

/** How often each answer was given; words of people are counted as one. */
export async function tallyAnswers(
  tx: Tx,
  surveyId: string,
  textQuestions: readonly string[],
): Promise<Tally[]> {
  const { rows } = await tx.query<Tally>(
    `select question, case when question = any($2::text[]) then '' else value end as value, min(score)::float8 as score, count(*) as count
     from survey_answer where workspace_id = current_workspace() and survey_id = $1 group by 1, 2 order by 1, 4 desc, 2`,
    [surveyId, textQuestions],
  );
  return rows;
}

export type AnsweredSession = {
  readonly id: number;
  readonly number: string;
  readonly contactId: number | null;
  readonly way: 'sent' | 'keyword';
  readonly state: SessionState;
  readonly startedAt: Date;
  readonly doneAt: Date | null;
  readonly answers: Readonly<Record<string, string>>;
};

const answeredSql = `select s.id, s.number, s.contact_id as "contactId", s.way, s.state, s.started_at as "startedAt", s.done_at as "doneAt",
    (select jsonb_object_agg(a.question, a.value) from survey_answer a where a.workspace_id = s.workspace_id and a.session_id = s.id) as answers
  from survey_session s where s.workspace_id = current_workspace() and s.survey_id = $1
    and exists (select from survey_answer a where a.workspace_id = s.workspace_id and a.session_id = s.id)`;

/** Everybody who has answered anything, in the order in which they were first asked. */
export async function listAnswered(
  tx: Tx,
  surveyId: string,
  page: { readonly after: number | null; readonly limit: number },
): Promise<AnsweredSession[]> {
  const { rows } = await tx.query<AnsweredSession>(
    `${answeredSql} and ($2::bigint is null or s.id > $2) order by s.id limit $3`,
    [surveyId, page.after, page.limit],
  );
  return rows;
}

/** The answers alone, in an order that tells nothing of when and by whom they were given. */
export async function listUnnamed(tx: Tx, surveyId: string): Promise<Readonly<Record<string, string>>[]> {
  const { rows } = await tx.query<Pick<AnsweredSession, 'answers'>>(
    `select r.answers from (${answeredSql}) r order by md5(r.answers::text), random()`,
    [surveyId],
  );
  return rows.map(({ answers }) => answers);
}
