import { textArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { unreachableBy } from './number-check.ts';

export async function readWatermark(tx: Tx): Promise<{ readonly lookedAt: number; readonly last: number }> {
  const { rows } = await tx.query<{ lookedAt: number; last: number }>({
    name: 'read_line_watermark',
    text: `select coalesce((select up_to from line_watermark where workspace_id = $1), 0)::bigint as "lookedAt",
      coalesce((select max(id) from contact where workspace_id = $1), 0)::bigint as last`,
    values: [tx.workspaceId],
  });
  return rows[0] ?? { lookedAt: 0, last: 0 };
}

export async function saveWatermark(tx: Tx, contactId: number): Promise<void> {
  await tx.query(
    `insert into line_watermark as known (workspace_id, up_to) values ($1, $2)
     on conflict (workspace_id) do update set up_to = greatest(known.up_to, excluded.up_to)`,
    [tx.workspaceId, contactId],
  );
}

/** Contacts outside North America of whose numbers nobody has said anything yet. */
export async function listNumbersAfter(
  tx: Tx,
  after: number,
  limit: number,
): Promise<{ readonly id: number; readonly number: string }[]> {
  const { rows } = await tx.query<{ id: number; number: string }>({
    name: 'list_numbers_after',
    text: `select c.id, c.number from contact c where c.workspace_id = $1 and c.id > $2 and c.number not like '+1%'
      and not exists (select from number_check n where n.workspace_id = $1 and n.number = c.number)
      order by c.id limit $3`,
    values: [tx.workspaceId, after, limit],
  });
  return rows;
}

/** What anybody can work out again from the number, so it is no event and stands in no audit. */
export async function noteLandlines(tx: Tx, numbers: readonly string[], at: Date): Promise<void> {
  const until = unreachableBy({ lineType: 'landline', isInvalid: false }, at)?.until ?? null;
  await tx.query({
    name: 'note_landlines',
    text: `insert into number_check (workspace_id, number, line_type, unreachable_reason, unreachable_until, source, checked_at)
      select $1, n.number, 'landline', 'landline', $3, 'numbering plan', $4 from unnest($2::text[]) as n (number)
      order by n.number on conflict do nothing`,
    values: [tx.workspaceId, textArray(numbers), until, at],
  });
}
