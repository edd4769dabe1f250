import type { Tx } from '../db/pool.ts';
import { LimitReached } from '../errors.ts';

export type RequestLimit = {
  /** What is counted, such as `join.network`. */
  readonly purpose: string;
  /** Whose requests: a key of a network, an id. Never an address as it came. */
  readonly subject: string;
  readonly most: number;
  readonly windowSeconds: number;
};

export type Counted = { readonly isWithin: boolean; readonly retryAfterSeconds: number };

/**
 * Counts one more request and says whether it is still within the limit. Windows begin at multiples of their length by the
 * database's clock, so every process counts the same. One row for a subject and a window, however many requests come.
 */
export async function countRequest(tx: Tx, limit: RequestLimit): Promise<Counted> {
  const { rows } = await tx.query<{ count: number; left: number }>({
    name: 'pages_count_request',
    text: `insert into request_count as r (workspace_id, purpose, subject, window_start, count)
           values (current_workspace(), $1, $2, to_timestamp(floor(extract(epoch from clock_timestamp()) / $3) * $3), 1)
           on conflict (workspace_id, purpose, subject, window_start) do update set count = r.count + 1
           returning count, ceil(extract(epoch from window_start) + $3 - extract(epoch from clock_timestamp()))::integer as left`,
    values: [limit.purpose, limit.subject, limit.windowSeconds],
  });
  const { count = 0, left = 0 } = rows[0] ?? {};
  return { isWithin: count <= limit.most, retryAfterSeconds: Math.max(1, left) };
}

/** Whether one more would still be within the limit, without counting one: for what is counted only once it has gone wrong. */
export async function hasRoom(tx: Tx, limit: RequestLimit): Promise<Counted> {
  const { rows } = await tx.query<{ count: number; left: number }>({
    name: 'pages_has_room',
    text: `select w.left::integer, coalesce(r.count, 0) as count
           from (select floor(extract(epoch from clock_timestamp()) / $3) * $3 as start,
             ceil($3 - (extract(epoch from clock_timestamp())::numeric % $3)) as left) w
           left join request_count r on r.workspace_id = current_workspace() and r.purpose = $1 and r.subject = $2
             and r.window_start = to_timestamp(w.start)`,
    values: [limit.purpose, limit.subject, limit.windowSeconds],
  });
  const { count = 0, left = 0 } = rows[0] ?? {};
  return { isWithin: count < limit.most, retryAfterSeconds: Math.max(1, left) };
}

/** The same, in a refusal. Call it in a transaction of its own: a refusal that rolls back would forget that it counted. */
export function refuseOver(counted: Counted): void {
  if (counted.isWithin) return;
  throw new LimitReached(
    'request.too_many',
    'There have been too many requests of this kind. Wait, then try again.',
    counted.retryAfterSeconds,
  );
}

/** The longest window is a day. */
export async function deleteOldCounts(tx: Tx): Promise<void> {
  await tx.query(
    `delete from request_count where workspace_id = current_workspace() and window_start < clock_timestamp() - interval '25 hours'`,
  );
}
