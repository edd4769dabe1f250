import type { SystemTx, Tx } from '../../platform/db/pool.ts';

/** A chunk that was sent a moment ago, kept in mind until receipts for it have had their time. */
export type Probe = {
  readonly workspaceId: string;
  readonly gatewayId: string;
  readonly baseId: number;
  readonly width: number;
  /** By the database's own clock, in seconds since 1970. */
  readonly sentAt: number;
};

export async function findDatabaseSeconds(tx: SystemTx): Promise<number> {
  const { rows } = await tx.query<{ now: number }>({
    name: 'watch_now',
    text: 'select extract(epoch from clock_timestamp())::float8 as now',
    values: [],
  });
  return rows[0]?.now ?? 0;
}

/** Some of the chunks that were closed just now: the newest of those whose last texts left within so many seconds. */
export async function listFreshChunks(
  tx: Tx,
  { withinSeconds, most }: { withinSeconds: number; most: number },
): Promise<Probe[]> {
  const { rows } = await tx.query<Probe>({
    name: 'watch_fresh_chunks',
    text: `with newest as materialized (
             select id, sender_id, base_id, cardinality(recipients) as width from send_chunk
             where workspace_id = current_workspace() and state = 'done'
               and base_id >= message_day_floor((clock_timestamp() at time zone 'utc')::date - 1)
             order by base_id desc limit $2
           )
           select current_workspace() as "workspaceId", coalesce(i.gateway_id, s.gateway_id) as "gatewayId", n.base_id as "baseId", n.width,
             extract(epoch from i.at)::float8 as "sentAt"
           from newest n
           join sender s on s.workspace_id = current_workspace() and s.id = n.sender_id
           cross join lateral (
             select max(recorded_at) as at, (array_agg(gateway_id order by recorded_at desc))[1] as gateway_id
             from send_intent where workspace_id = current_workspace() and chunk_id = n.id) i
           where i.at >= clock_timestamp() - make_interval(secs => $1)`,
    values: [withinSeconds, most],
  });
  return rows;
}

export type Lag = {
  readonly gatewayId: string;
  readonly gatewayName: string;
  /** Texts that the carrier took, and those of them of which it has said nothing since. */
  readonly taken: number;
  readonly silent: number;
  /** Seconds from the carrier's yes to its last word, on the business clock; null where no last word has come. */
  readonly medianSeconds: number | null;
  readonly slowSeconds: number | null;
};

export async function measureLag(tx: Tx, probes: readonly Probe[]): Promise<Lag[]> {
  const { rows } = await tx.query<Lag>({
    name: 'watch_measure_lag',
    text: `select g.id as "gatewayId", g.name as "gatewayName",
             count(*) as taken, count(*) filter (where m.status = 'accepted') as silent,
             percentile_cont(0.5) within group (order by m.lag) as "medianSeconds",
             percentile_cont(0.95) within group (order by m.lag) as "slowSeconds"
           from unnest($1::uuid[], $2::bigint[], $3::integer[]) as p (gateway_id, base_id, width)
           join gateway g on g.workspace_id = current_workspace() and g.id = p.gateway_id
           cross join lateral (
             select status, extract(epoch from final_at - accepted_at)::float8 as lag from message
             where workspace_id = current_workspace() and id >= p.base_id and id < p.base_id + p.width and accepted_at is not null) m
           group by 1, 2`,
    values: [
      probes.map(({ gatewayId }) => gatewayId),
      probes.map(({ baseId }) => baseId),
      probes.map(({ width }) => width),
    ],
  });
  return rows;
}
