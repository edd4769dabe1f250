import type { Tx } from '../platform/db/pool.ts';

/** The people of a list that is a test group; null where it is none. */
export async function listTesters(tx: Tx, listId: string, limit: number): Promise<number[] | null> {
  const { rows } = await tx.query<{ isTestGroup: boolean; ids: number[] }>(
    `select l.is_test_group as "isTestGroup",
       array(select m.contact_id from list_member m where m.workspace_id = $1 and m.list_id = l.id order by m.contact_id limit $3) as ids
     from contact_list l where l.workspace_id = $1 and l.id = $2`,
    [tx.workspaceId, listId, limit],
  );
  const [list] = rows;
  return list?.isTestGroup ? list.ids.map(Number) : null;
}

/** Which of these people are in a test group. A list that has grown beyond `most` people since it was marked is none. */
export async function listOfTestGroups(
  tx: Tx,
  contactIds: readonly number[],
  most: number,
): Promise<ReadonlySet<number>> {
  if (contactIds.length === 0) return new Set();
  const { rows } = await tx.query<{ id: number }>(
    `select distinct m.contact_id as id from contact_list l
     join list_member m on m.workspace_id = l.workspace_id and m.list_id = l.id
     where l.workspace_id = $1 and l.is_test_group and m.contact_id = any($2::bigint[])
       and (select count(*) from (select from list_member o where o.workspace_id = l.workspace_id and o.list_id = l.id limit $3 + 1) o) <= $3`,
    [tx.workspaceId, contactIds, most],
  );
  return new Set(rows.map(({ id }) => Number(id)));
}

/** The phone of a member, once they have entered the code that was texted to it. */
export async function findOwnNumber(tx: Tx, accountId: string): Promise<string | null> {
  const { rows } = await tx.query<{ number: string }>(
    'select number from notification_setting where workspace_id = $1 and account_id = $2 and number is not null',
    [tx.workspaceId, accountId],
  );
  return rows[0]?.number ?? null;
}

/** The person of a test group who has this address. */
export async function findTesterByEmail(tx: Tx, email: string): Promise<number | null> {
  const { rows } = await tx.query<{ id: number }>(
    `select c.id from contact_list l
     join list_member m on m.workspace_id = l.workspace_id and m.list_id = l.id
     join contact c on c.workspace_id = l.workspace_id and c.id = m.contact_id
     where l.workspace_id = $1 and l.is_test_group and lower(c.email) = lower($2) order by c.id limit 1`,
    [tx.workspaceId, email],
  );
  return rows[0]?.id ?? null;
}
