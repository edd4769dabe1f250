import type { SystemTx } from '../../platform/db/pool.ts';

/** How one check stood when it was last made. */
export type Reading = {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly sentence: string;
  readonly figures: Record<string, unknown>;
  readonly since: Date;
  readonly ageSeconds: number;
};

export async function listReadings(tx: SystemTx): Promise<Reading[]> {
  const { rows } = await tx.query<Reading>({
    name: 'watch_list_readings',
    text: `select name, status, sentence, figures, since,
             extract(epoch from clock_timestamp() - checked_at)::float8 as "ageSeconds"
           from watch_reading order by name`,
    values: [],
  });
  return rows;
}

/** Returns how it stood before; null for the first time. */
export async function saveReading(
  tx: SystemTx,
  { name, status, sentence, figures }: Omit<Reading, 'since' | 'ageSeconds'>,
): Promise<Reading['status'] | null> {
  const { rows } = await tx.query<{ before: Reading['status'] | null }>({
    name: 'watch_save_reading',
    text: `with old as (select status from watch_reading where name = $1), saved as (
             insert into watch_reading as w (name, status, sentence, figures) values ($1, $2, $3, $4)
             on conflict (name) do update set status = excluded.status, sentence = excluded.sentence, figures = excluded.figures,
               checked_at = excluded.checked_at, since = case when w.status = excluded.status then w.since else excluded.since end)
           select (select status from old) as before`,
    values: [name, status, sentence, JSON.stringify(figures)],
  });
  return rows[0]?.before ?? null;
}

export type LaneQueue = {
  readonly lane: string;
  readonly state: 'due' | 'later' | 'paused' | 'leased';
  readonly chunks: number;
  readonly texts: number;
  readonly oldest: Date;
};

/** What waits, by lane. 20,000 open chunks (ten million texts) take 0.45 s (measured), so it is not asked at will. */
export async function countQueue(tx: SystemTx, at: Date): Promise<LaneQueue[]> {
  const { rows } = await tx.query<LaneQueue>({
    name: 'watch_count_queue',
    text: 'select lane, state, chunks, texts, oldest from queue_by_lane($1) order by lane, state',
    values: [at],
  });
  return rows;
}

export type RestingQueue = {
  readonly workspaceId: string;
  readonly senderId: string;
  readonly gatewayId: string;
  readonly lane: string;
  readonly reason: string;
  readonly chunks: number;
  readonly oldest: Date;
};

/** Queues with texts that are due and on which nobody has worked for so long. */
export async function listRestingQueues(
  tx: SystemTx,
  { at, restedMs }: { at: Date; restedMs: number },
): Promise<RestingQueue[]> {
  const { rows } = await tx.query<RestingQueue>({
    name: 'watch_resting_queues',
    text: `select workspace_id as "workspaceId", sender_id as "senderId", gateway_id as "gatewayId", lane, reason, chunks, oldest
           from resting_queues($1, $2) order by oldest`,
    values: [at, restedMs],
  });
  return rows;
}

export type OpenQuestion = {
  readonly name: 'unknown_asked' | 'unknown_left' | 'receipts_parked';
  readonly count: number;
  readonly ageSeconds: number | null;
};

export async function countOpenQuestions(tx: SystemTx): Promise<OpenQuestion[]> {
  const { rows } = await tx.query<OpenQuestion>({
    name: 'watch_open_questions',
    text: `select name, count, extract(epoch from clock_timestamp() - oldest)::float8 as "ageSeconds" from open_questions()`,
    values: [],
  });
  return rows;
}
