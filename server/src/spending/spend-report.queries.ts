import type { Tx } from '../platform/db/pool.ts';

export const reportKeys = ['day', 'campaign', 'gateway'] as const;
export type ReportKey = (typeof reportKeys)[number];

export type SpendLine = {
  /** A day, or the id of a campaign or gateway; null for what belongs to none, or what is not known. */
  readonly key: string | null;
  readonly name: string | null;
  readonly parts: number;
  /** By the price table, in the workspace's currency. */
  readonly expected: string;
};

export type ActualLine = {
  readonly key: string | null;
  readonly currency: string;
  readonly texts: number;
  readonly amount: string;
};

const columnOf: Record<ReportKey, string> = {
  day: 'day::text',
  campaign: 'campaign_id::text',
  gateway: 'gateway_id::text',
};
const nameOf: Record<ReportKey, string> = {
  day: 'null::text',
  campaign:
    '(select c.name from campaign c where c.workspace_id = current_workspace() and c.id::text = s.key)',
  gateway: '(select g.name from gateway g where g.workspace_id = current_workspace() and g.id::text = s.key)',
};

/** What texts cost by the price table, with what is not added to its day yet. Days of the workspace, both ends included. */
export async function sumSpend(tx: Tx, by: ReportKey, from: string, until: string): Promise<SpendLine[]> {
  const moves = ['spend_move', 'spend_day']
    .map(
      (table) =>
        `select ${columnOf[by]} as key, parts::bigint, amount from ${table} where workspace_id = current_workspace() and day between $1::date and $2::date`,
    )
    .join(' union all ');
  const { rows } = await tx.query<SpendLine>(
    `select s.key, ${nameOf[by]} as name, s.parts, s.expected from (
       select key, sum(parts)::bigint as parts, sum(amount)::text as expected from (${moves}) m group by key) s
     order by s.key nulls last`,
    [from, until],
  );
  return rows;
}

/** What carriers say that texts cost: of each text the word that is nearest to what is paid. */
export async function sumActual(tx: Tx, by: ReportKey, from: string, until: string): Promise<ActualLine[]> {
  const { rows } = await tx.query<ActualLine>(
    `select ${columnOf[by]} as key, currency, count(*) as texts, sum(amount)::text as amount from (
       select distinct on (message_id) day, campaign_id, gateway_id, currency, amount from text_cost
       where workspace_id = current_workspace() and day between $1::date and $2::date
       order by message_id, array_position(array['invoice', 'listing', 'receipt', 'answer'], source)) c
     group by 1, 2 order by 1 nulls last, 2`,
    [from, until],
  );
  return rows;
}
