import type { Tx } from '../../platform/db/pool.ts';
import type { Occurrence, Series } from './series.ts';

// Days travel as whole numbers: a date would come as midnight of some zone.
const epochDay = (column: string) => `(${column} - date '1970-01-01')`;
const columns = `id, campaign_id as "campaignId", rule, ${epochDay('from_day')} as "fromDay", minute::int as minute, zone, past, spread,
  most_people as "mostPeople", state, sentence, made_by as "madeBy", made_at as "madeAt"`;

export const findSeries = (tx: Tx, id: string): Promise<Series | null> => one(tx, id, '');

/** Takes it for this transaction: what is made of it, and that it is stopped, happen one after the other. */
export const lockSeries = (tx: Tx, id: string): Promise<Series | null> => one(tx, id, 'for update');

async function one(tx: Tx, id: string, lock: '' | 'for update'): Promise<Series | null> {
  const { rows } = await tx.query<Series>(
    `select ${columns} from campaign_series where workspace_id = $1 and id = $2 ${lock}`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Newest first; with `onlyOn` those that still come. */
export async function listSeries(
  tx: Tx,
  { onlyOn, limit }: { readonly onlyOn: boolean; readonly limit: number },
): Promise<Series[]> {
  const { rows } = await tx.query<Series>(
    `select ${columns} from campaign_series where workspace_id = $1 and (state = 'on' or not $2) order by made_at desc, id limit $3`,
    [tx.workspaceId, onlyOn, limit],
  );
  return rows;
}

export async function insertSeries(tx: Tx, series: Series): Promise<void> {
  await tx.query(
    `insert into campaign_series (workspace_id, id, campaign_id, rule, from_day, minute, zone, past, spread, most_people, made_by, made_at)
     values ($1, $2, $3, $4, date '1970-01-01' + $5::integer, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[
        tx.workspaceId,
        series.id,
        series.campaignId,
        series.rule,
        series.fromDay,
        series.minute,
        series.zone,
      ],
      ...[series.past, series.spread && JSON.stringify(series.spread), series.mostPeople],
      ...[series.madeBy, series.madeAt],
    ],
  );
}

export async function saveSeriesState(
  tx: Tx,
  id: string,
  { state, sentence }: Pick<Series, 'state' | 'sentence'>,
): Promise<void> {
  await tx.query('update campaign_series set state = $3, sentence = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    state,
    sentence,
  ]);
}

const occurrenceColumns = `series_id as "seriesId", ${epochDay('day')} as day, campaign_id as "campaignId", state, sentence`;

/** The latest first. One that was scheduled and did not start has failed, for the reason that its schedule knows. */
export async function listOccurrences(tx: Tx, seriesId: string, limit: number): Promise<Occurrence[]> {
  const { rows } = await tx.query<Occurrence>(
    `select ${occurrenceColumns} from (
       select o.workspace_id, o.series_id, o.day, o.campaign_id, case when lost.sentence is null then o.state else 'failed' end as state,
         coalesce(lost.sentence, o.sentence) as sentence
       from campaign_occurrence o left join campaign_schedule lost on lost.workspace_id = o.workspace_id and lost.campaign_id = o.campaign_id
         and lost.state in ('failed', 'missed')) told
     where workspace_id = $1 and series_id = $2 order by day desc limit $3`,
    [tx.workspaceId, seriesId, limit],
  );
  return rows;
}

export async function hasOccurrence(tx: Tx, seriesId: string, day: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select from campaign_occurrence where workspace_id = $1 and series_id = $2 and day = date '1970-01-01' + $3::integer`,
    [tx.workspaceId, seriesId, day],
  );
  return rows.length > 0;
}

/** Fails where the day has one already; whoever makes it holds the lock of the series. */
export async function insertOccurrence(
  tx: Tx,
  { seriesId, day, campaignId }: Pick<Occurrence, 'seriesId' | 'day' | 'campaignId'>,
): Promise<void> {
  await tx.query(
    `insert into campaign_occurrence (workspace_id, series_id, day, campaign_id)
     values ($1, $2, date '1970-01-01' + $3::integer, $4)`,
    [tx.workspaceId, seriesId, day, campaignId],
  );
}

export async function listMade(tx: Tx): Promise<Occurrence[]> {
  const { rows } = await tx.query<Occurrence>(
    `select ${occurrenceColumns} from campaign_occurrence where workspace_id = $1 and state = 'made' order by day limit 100`,
    [tx.workspaceId],
  );
  return rows;
}

export async function settleOccurrence(
  tx: Tx,
  { seriesId, day }: Pick<Occurrence, 'seriesId' | 'day'>,
  { state, sentence }: Pick<Occurrence, 'state' | 'sentence'>,
): Promise<void> {
  await tx.query(
    `update campaign_occurrence set state = $4, sentence = $5
     where workspace_id = $1 and series_id = $2 and day = date '1970-01-01' + $3::integer`,
    [tx.workspaceId, seriesId, day, state, sentence],
  );
}
