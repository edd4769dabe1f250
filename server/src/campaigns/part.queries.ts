import type { Tx } from '../platform/db/pool.ts';
import { type CampaignPart, type HoldOut, whole } from './part.ts';

/** The place of a person under a seed. MD5 hides nothing here: it deals people out the same way wherever it is asked. */
export const placeSql = (seed: string, contactId: string): string =>
  `(('x' || left(md5(${seed}::text || ':' || ${contactId}), 8))::bit(32)::bigint % ${whole})`;

/** Sets aside, of those who would receive the text, who is in the hold-out group, the control group or another arm. */
export function setAsideSql(
  text: string,
  { part, holdOut }: { readonly part: CampaignPart | null; readonly holdOut: HoldOut | null },
  place: (value: unknown) => string,
): string {
  if (part === null && holdOut === null) return text;
  const held =
    holdOut === null
      ? ''
      : `when ${placeSql(place(holdOut.salt), 'p.contact_id')} < ${place(holdOut.share)}::integer then 'held_out'`;
  const arm = part && placeSql(place(part.root), 'p.contact_id');
  const apart = part
    ? `when ${arm} < ${place(part.control)}::integer then 'control'
       when ${arm} < ${place(part.from)}::integer or ${arm} >= ${place(part.to)}::integer then 'other_part'`
    : '';
  return `select p.contact_id, p.is_from_file, case when p.reason is not null then p.reason ${held} ${apart} end as reason, p.number, p.if_selling
    from (${text}) p`;
}

export async function findHoldOut(tx: Tx): Promise<(HoldOut & { readonly since: Date }) | null> {
  const { rows } = await tx.query<HoldOut & { since: Date }>(
    'select salt::text as salt, share, since from hold_out where workspace_id = $1 and share > 0',
    [tx.workspaceId],
  );
  return rows[0] ?? null;
}

/** The salt stays: whoever was in a smaller group is in the larger one, too. */
export async function saveHoldOut(
  tx: Tx,
  { salt, share }: HoldOut,
  set: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into hold_out (workspace_id, salt, share, since, set_by) values ($1, $2, $3, $4, $5)
     on conflict (workspace_id) do update set share = excluded.share, set_by = excluded.set_by,
       since = case when hold_out.share = 0 then excluded.since else hold_out.since end`,
    [tx.workspaceId, salt, share, set.at, set.by],
  );
}

export async function savePart(tx: Tx, id: string, part: CampaignPart): Promise<void> {
  await tx.query('update campaign set part = $3 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    JSON.stringify(part),
  ]);
}
