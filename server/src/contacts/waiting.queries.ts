import type { Tx } from '../platform/db/pool.ts';

// Rows are taken in the order of their numbers, as dispatch and every other writer takes them.
const rowsOf = (numbers: string, brands: string) => `select c.program_id, c.number from consent c
  where c.workspace_id = $1 and c.number = any(${numbers}::text[])
    and c.program_id = any(array(select p.id from program p where p.workspace_id = $1
      and (${brands}::uuid[] is null or p.brand_id = any(${brands}))))
  order by c.number, c.program_id for update`;

export async function lockConsentsOfNumbers(tx: Tx, numbers: readonly string[]): Promise<void> {
  await tx.query({
    name: 'lock_consents_of_numbers',
    text: rowsOf('$2', '$3'),
    values: [tx.workspaceId, numbers, null],
  });
}

/** Since when, and why, marketing of these brands to these numbers waits. Whoever is held already stays held since then. */
export async function setHeld(
  tx: Tx,
  held: { numbers: readonly string[]; brandIds: readonly string[]; reason: string; since: Date },
): Promise<void> {
  await tx.query({
    name: 'hold_consents',
    text: `update consent c set held_since = coalesce(c.held_since, $4), held_reason = coalesce(c.held_reason, $5)
      from (${rowsOf('$2', '$3')}) r
      where c.workspace_id = $1 and c.program_id = r.program_id and c.number = r.number`,
    values: [tx.workspaceId, held.numbers, held.brandIds, held.since, held.reason],
  });
}

export async function clearHeld(tx: Tx, number: string): Promise<void> {
  await tx.query({
    name: 'release_consents',
    text: `update consent c set held_since = null, held_reason = null from (${rowsOf('$2', '$3')}) r
      where c.workspace_id = $1 and c.program_id = r.program_id and c.number = r.number and c.held_since is not null`,
    values: [tx.workspaceId, [number], null],
  });
}

/** Null ends the pause. Returns how many consents there were to pause. */
export async function setPause(
  tx: Tx,
  pause: { number: string; brandIds: readonly string[] | null; until: Date | null },
): Promise<number> {
  const { rowCount } = await tx.query({
    name: 'pause_consents',
    text: `update consent c set paused_until = $4 from (${rowsOf('$2', '$3')}) r
      where c.workspace_id = $1 and c.program_id = r.program_id and c.number = r.number`,
    values: [tx.workspaceId, [pause.number], pause.brandIds, pause.until],
  });
  return rowCount ?? 0;
}
