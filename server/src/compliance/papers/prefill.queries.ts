import type { Tx } from '../../platform/db/pool.ts';

/** The ten letters and digits under which a brand's terms and policy stand; null where it has no page yet. */
export async function findPolicyAddress(tx: Tx, brandId: string): Promise<string | null> {
  const { rows } = await tx.query<{ address: string }>(
    `select address from public_address where workspace_id = current_workspace() and kind = 'brand' and object_id = $1`,
    [brandId],
  );
  return rows[0]?.address ?? null;
}

/** The ten letters and digits of the newest sign-up page of a program. */
export async function findFormAddress(tx: Tx, programId: string): Promise<string | null> {
  const { rows } = await tx.query<{ address: string }>(
    `select a.address from join_form f
     join public_address a on a.workspace_id = f.workspace_id and a.kind = 'form' and a.object_id = f.id
     where f.workspace_id = current_workspace() and f.program_id = $1 order by f.created_at desc limit 1`,
    [programId],
  );
  return rows[0]?.address ?? null;
}

/** The words of the newest campaigns of a program, each once. */
export async function listRecentBodies(tx: Tx, programId: string, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ body: string }>(
    `select body from (select distinct on (body) body, created_at from campaign
       where workspace_id = current_workspace() and program_id = $1 and body <> '' order by body, created_at desc) b
     order by created_at desc limit $2`,
    [programId, most],
  );
  return rows.map(({ body }) => body);
}
