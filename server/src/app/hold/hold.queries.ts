import type { Tx } from '../../platform/db/pool.ts';

/** Campaigns by name, and those that were never launched as far as this database knows. */
export async function findCampaignNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from campaign where workspace_id = current_workspace() and id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** They may have been launched in the time that the database does not know of; launched again, they would arrive twice. */
export async function countUnlaunched(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from campaign where workspace_id = current_workspace() and status in ('draft', 'checked', 'scheduled')
       and created_at < (select held_at from installation)`,
  );
  return rows[0]?.count ?? 0;
}

export async function findSenderNumbers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; number: string }>(
    'select id, number from sender where workspace_id = current_workspace() and id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.number]));
}

/** How many workspaces there are that this account does not own. */
export async function countOthersWorkspaces(tx: Tx, account: string | null): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(
    `select count(*) as count from list_workspace_ids() as w (id)
     where w.id <> current_workspace() and not exists (
       select from workspaces_of_account($1) m where m.workspace_id = w.id and m.role = 'owner')`,
    [account],
  );
  return rows[0]?.count ?? 0;
}

export async function findKeyMaker(tx: Tx, keyId: string): Promise<string | null> {
  const { rows } = await tx.query<{ created_by: string | null }>(
    'select created_by from api_key where workspace_id = current_workspace() and id = $1',
    [keyId],
  );
  return rows[0]?.created_by ?? null;
}
