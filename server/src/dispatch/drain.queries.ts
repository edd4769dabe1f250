import type { Tx } from '../platform/db/pool.ts';

export type OnTheWay = {
  /** Texts that a worker has announced by this account and not settled: none more than these can be on the wire. */
  readonly announced: number;
  /** Texts of which nobody knows yet whether they left by it, and about which it will still be asked. */
  readonly asked: number;
};

/** What of an account is on its way, from the chunks that are in a worker's hands and the questions that are open. */
export async function countOnTheWay(tx: Tx, gatewayId: string): Promise<OnTheWay> {
  const { rows } = await tx.query<OnTheWay>(
    `select
       (select coalesce(sum(cardinality(i.positions)), 0)::bigint
        from send_chunk c join send_intent i on i.workspace_id = c.workspace_id and i.chunk_id = c.id and i.fence = c.fence
        where c.workspace_id = current_workspace() and c.state = 'leased' and i.gateway_id = $1) as announced,
       (select count(*) from unknown_text u
        where u.workspace_id = current_workspace() and not u.is_final and u.gateway_id = $1) as asked`,
    [gatewayId],
  );
  return rows[0] ?? { announced: 0, asked: 0 };
}
