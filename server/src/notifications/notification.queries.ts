import type { Tx } from '../platform/db/pool.ts';
import type { Facts, KindName, OutsideWay, WayToTell } from './kinds.ts';

/** Something to tell, before anybody is told of it. */
export type News = {
  readonly kind: KindName;
  /** What makes it one among its kind: the same is told once. */
  readonly key: string;
  readonly subject: string | null;
  readonly facts: Facts;
  /** These alone; null for everybody who may know of it. */
  readonly to: readonly string[] | null;
  /** Nobody of these, such as those who wrote what others are to approve. */
  readonly except?: readonly string[];
  /** When it happened; when it was found unless told. */
  readonly at?: Date | null;
};

/** Its id, or null where it was told before; `now` is when it was found. */
export async function insertNotification(tx: Tx, news: News, now: Date): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>(
    `insert into notification (workspace_id, kind, key, subject, facts, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (workspace_id, kind, key) do nothing returning id`,
    [tx.workspaceId, news.kind, news.key, news.subject, JSON.stringify(news.facts), news.at ?? now],
  );
  return rows[0]?.id ?? null;
}

export type Copy = {
  readonly accountId: string;
  readonly ways: readonly WayToTell[];
  readonly letters: readonly { readonly way: OutsideWay; readonly nextAt: Date }[];
};

export async function insertCopies(tx: Tx, id: number, copies: readonly Copy[]): Promise<void> {
  if (copies.length === 0) return;
  await tx.query(
    `insert into notification_copy (workspace_id, account_id, notification_id, ways)
     select $1, c.account_id, $2, string_to_array(c.ways, ' ') from unnest($3::uuid[], $4::text[]) as c (account_id, ways)`,
    [tx.workspaceId, id, copies.map((one) => one.accountId), copies.map((one) => one.ways.join(' '))],
  );
  const letters = copies.flatMap(({ accountId, letters: of }) => of.map((one) => ({ ...one, accountId })));
  await tx.query(
    `insert into notification_letter (workspace_id, account_id, notification_id, way, next_at)
     select $1, l.account_id, $2, l.way, l.next_at from unnest($3::uuid[], $4::text[], $5::timestamptz[]) as l (account_id, way, next_at)`,
    [
      ...[tx.workspaceId, id, letters.map((one) => one.accountId)],
      ...[letters.map((one) => one.way), letters.map((one) => one.nextAt)],
    ],
  );
}

export type Notification = {
  readonly id: number;
  readonly kind: KindName;
  readonly subject: string | null;
  readonly facts: Facts;
  readonly at: Date;
  readonly readAt: Date | null;
  readonly inBrowser: boolean;
};

/** What one person is told of by the bell, newest first; of these kinds alone. */
export async function listNotifications(
  tx: Tx,
  asked: {
    readonly accountId: string;
    readonly kinds: readonly KindName[];
    readonly before: number | null;
    readonly isUnreadOnly: boolean;
    readonly limit: number;
  },
): Promise<Notification[]> {
  const { rows } = await tx.query<Notification>(
    `select n.id, n.kind, n.subject, n.facts, n.at, c.read_at as "readAt", 'browser' = any(c.ways) as "inBrowser"
     from notification_copy c join notification n on n.workspace_id = c.workspace_id and n.id = c.notification_id
     where c.workspace_id = $1 and c.account_id = $2 and n.kind = any($3::text[]) and ($4::bigint is null or n.id < $4)
       and (not $5 or c.read_at is null) and 'app' = any(c.ways)
     order by c.notification_id desc limit $6`,
    [tx.workspaceId, asked.accountId, asked.kinds, asked.before, asked.isUnreadOnly, asked.limit],
  );
  return rows;
}

export type Unread = { readonly unread: number; readonly newest: number | null };

/** How many are unread, up to a hundred, and which is the newest. */
export async function countUnread(tx: Tx, accountId: string, of: readonly KindName[]): Promise<Unread> {
  const { rows } = await tx.query<Unread>({
    name: 'notifications_count_unread',
    text: `select count(*)::int as unread, max(id) as newest from (
             select n.id from notification_copy c join notification n on n.workspace_id = c.workspace_id and n.id = c.notification_id
             where c.workspace_id = $1 and c.account_id = $2 and c.read_at is null and 'app' = any(c.ways) and n.kind = any($3::text[])
             order by c.notification_id desc limit 100) newest`,
    values: [tx.workspaceId, accountId, of],
  });
  return rows[0] ?? { unread: 0, newest: null };
}

/** Those named, or all up to one; how many were unread until now. */
export async function markRead(
  tx: Tx,
  accountId: string,
  which: { readonly ids: readonly number[] } | { readonly until: number },
  at: Date,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update notification_copy set read_at = $5 where workspace_id = $1 and account_id = $2 and read_at is null
       and (notification_id = any($3::bigint[]) or notification_id <= $4::bigint)`,
    [
      ...[tx.workspaceId, accountId, 'ids' in which ? which.ids : []],
      ...['until' in which ? which.until : 0, at],
    ],
  );
  return rowCount ?? 0;
}

/** Copies and letters go with it. */
export async function dropOldNotifications(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from notification where workspace_id = $1 and at < $2', [tx.workspaceId, before]);
  await tx.query('delete from notification_code where workspace_id = $1 and expires_at < $2', [
    tx.workspaceId,
    before,
  ]);
}
