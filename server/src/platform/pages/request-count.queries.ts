import type { Tx } from '../db/pool.ts';
import { Internal, LimitReached } from '../errors.ts';

export type RequestLimit = {
  /** What is counted, such as `join.network`. */
  readonly purpose: string;
  /** Whose requests: a key of a network, an id. Never an address as it came. */
  readonly subject: string;
  readonly most: number;
  readonly windowSeconds: number;
};

export type Counted = {
  readonly isWithin: boolean;
  readonly retryAfterSeconds: number;
  /** When the window began in which it was counted. */
  readonly since: Date;
};

export type CountedUnder = Counted & { readonly limit: RequestLimit };

/**
 * Counts one more request and says whether it is still within the limit. Windows begin at multiples of their length by the
 * database's clock, so every process counts the same. One row for a subject and a window, however many requests come.
 */
export async function countRequest(tx: Tx, limit: RequestLimit): Promise<Counted> {
  const { rows } = await tx.query<{ count: number; left: number; since: Date }>({
    name: 'pages_count_request',
    text: `insert into request_count as r (workspace_id, purpose, subject, window_start, count)
           values (current_workspace(), $1, $2, to_timestamp(floor(extract(epoch from clock_timestamp()) / $3) * $3), 1)
           on conflict (workspace_id, purpose, subject, window_start) do update set count = r.count + 1
           returning count, window_start as since, ceil(extract(epoch from window_start) + $3 - extract(epoch from clock_timestamp()))::integer as left`,
    values: [limit.purpose, limit.subject, limit.windowSeconds],
  });
  const [row] = rows;
  if (!row) throw new Internal('request.not_counted', 'The request could not be counted. Try again.');
  return {
    isWithin: row.count <= limit.most,
    retryAfterSeconds: Math.max(1, row.left),
    since: row.since,
  };
}

/**
 * Counts it under one limit after the other, up to the first that is over: what that one refuses weighs on none of the others.
 *
 * @returns that one alone, or one for each limit
 */
export async function countWithin(tx: Tx, limits: readonly RequestLimit[]): Promise<CountedUnder[]> {
  const within: CountedUnder[] = [];
  for (const limit of limits) {
    const counted = { limit, ...(await countRequest(tx, limit)) };
    if (!counted.isWithin) {
      await giveBackRequests(tx, within);
      return [counted];
    }
    within.push(counted);
  }
  return within;
}

/**
 * Takes back what was counted: for what counts only where it goes wrong. It is counted before it is tried all the same, or many at once
 * would find room for each.
 */
export async function giveBackRequests(tx: Tx, all: readonly CountedUnder[]): Promise<void> {
  for (const { limit, since } of all)
    await tx.query({
      name: 'pages_give_back_request',
      text: `update request_count set count = greatest(count - 1, 0)
             where workspace_id = current_workspace() and purpose = $1 and subject = $2 and window_start = $3`,
      values: [limit.purpose, limit.subject, since],
    });
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
