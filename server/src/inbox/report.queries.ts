import { actorNameSql } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';

/** How people were answered in a stretch of time, by one colleague or, with `by` null, by everybody. */
export type AnsweringReport = {
  readonly by: string | null;
  readonly byName: string | null;
  /** Waits of people that an answer ended. */
  readonly answered: number;
  /** Seconds within the hours of the business. */
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  readonly p95Seconds: number | null;
  /** Of those for whom something was promised. */
  readonly promised: number;
  readonly inTime: number;
};

export async function reportAnswering(tx: Tx, from: Date, to: Date): Promise<AnsweringReport[]> {
  const { rows } = await tx.query<AnsweringReport>(
    `select by, ${actorNameSql('by')} as "byName", answered, "medianSeconds", "p90Seconds", "p95Seconds", promised, "inTime" from (
     select w.ended_by as by, count(*)::integer as answered,
       percentile_cont(0.5) within group (order by w.seconds) as "medianSeconds",
       percentile_cont(0.9) within group (order by w.seconds) as "p90Seconds",
       percentile_cont(0.95) within group (order by w.seconds) as "p95Seconds",
       count(w.due_at)::integer as promised, count(*) filter (where w.ended_at <= w.due_at)::integer as "inTime"
     from conversation_wait w where w.workspace_id = current_workspace() and w.how = 'answered' and w.ended_at >= $1 and w.ended_at < $2
     group by grouping sets ((), (w.ended_by)) having count(*) > 0) f
     order by by is null desc, answered desc limit 1000`,
    [from, to],
  );
  return rows;
}

export type RatingReport = { readonly ratings: number; readonly average: number | null };

export async function reportRatings(tx: Tx, from: Date, to: Date): Promise<RatingReport> {
  const { rows } = await tx.query<RatingReport>(
    `select count(*)::integer as ratings, avg((detail ->> 'rating')::integer)::float8 as average from conversation_event
     where workspace_id = current_workspace() and act = 'rated' and at >= $1 and at < $2`,
    [from, to],
  );
  return rows[0] ?? { ratings: 0, average: null };
}

export type ClosedReport = { readonly by: string; readonly byName: string | null; readonly closed: number };

/** How many conversations each has closed; one that was opened and closed again counts twice. */
export async function reportClosed(tx: Tx, from: Date, to: Date): Promise<ClosedReport[]> {
  const { rows } = await tx.query<ClosedReport>(
    `select by, ${actorNameSql('by')} as "byName", closed from (
       select actor as by, count(*)::integer as closed from conversation_event
       where workspace_id = current_workspace() and act = 'closed' and at >= $1 and at < $2 group by 1) f
     order by closed desc limit 1000`,
    [from, to],
  );
  return rows;
}
