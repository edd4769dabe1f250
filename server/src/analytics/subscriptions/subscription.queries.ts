import type { Tx } from '../../platform/db/pool.ts';
import type { Subscription } from './subscription.ts';

const columns = `id, report, every, at_hour as "atHour", emails, to_file as "toFile", created_by as "createdBy", created_at as "createdAt",
  next_at as "nextAt", last_at as "lastAt", last_trouble as "lastTrouble", told`;

export async function insertSubscription(tx: Tx, one: Subscription): Promise<void> {
  await tx.query(
    `insert into report_subscription (workspace_id, id, report, every, at_hour, emails, to_file, created_by, created_at, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[tx.workspaceId, one.id, one.report, one.every, one.atHour, one.emails, one.toFile],
      ...[one.createdBy, one.createdAt, one.nextAt],
    ],
  );
}

export async function listSubscriptions(tx: Tx): Promise<Subscription[]> {
  const { rows } = await tx.query<Subscription>(
    `select ${columns} from report_subscription where workspace_id = $1 order by id`,
    [tx.workspaceId],
  );
  return rows;
}

/** The one that is no more; null where there was none. */
export async function deleteSubscription(tx: Tx, id: string): Promise<Subscription | null> {
  const { rows } = await tx.query<Subscription>(
    `delete from report_subscription where workspace_id = $1 and id = $2 returning ${columns}`,
    [tx.workspaceId, id],
  );
  return rows[0] ?? null;
}

/**
 * One that is due, for whoever sends it; null where there is none, or somebody else is at it. What was tried since `since` has had
 * its turn.
 */
export async function lockDue(tx: Tx, now: Date, since: Date): Promise<Subscription | null> {
  const { rows } = await tx.query<Subscription>(
    `select ${columns} from report_subscription
     where workspace_id = $1 and next_at <= $2 and (last_trouble is null or last_at < $3)
     order by next_at limit 1 for update skip locked`,
    [tx.workspaceId, now, since],
  );
  return rows[0] ?? null;
}

export async function moveOn(
  tx: Tx,
  id: string,
  {
    nextAt,
    lastAt,
    trouble,
    told,
  }: { nextAt: Date; lastAt: Date; trouble: string | null; told: readonly string[] },
): Promise<void> {
  await tx.query(
    'update report_subscription set next_at = $3, last_at = $4, last_trouble = $5, told = $6 where workspace_id = $1 and id = $2',
    [tx.workspaceId, id, nextAt, lastAt, trouble, told],
  );
}
