import type { Tx } from '../platform/db/pool.ts';

/**
 * Takes a person out of requests for many texts: out of those that are still worked through (what stands there then is no
 * number, and is refused by name), and out of what became of recipients, whose texts are known by their ids.
 */
export async function eraseFromOperations(
  tx: Tx,
  person: { readonly number: string; readonly contactPublicId: string | null },
  pseudonym: string,
  messageIds: readonly number[],
): Promise<void> {
  await tx.query(
    `update text_operation o set request = jsonb_set(o.request, '{recipients}', (
         select coalesce(jsonb_agg(case when r.one ->> 'to' = any($2) then jsonb_build_object('to', $3::text) else r.one end order by r.at), '[]')
         from jsonb_array_elements(o.request -> 'recipients') with ordinality r (one, at)))
     where o.workspace_id = $1 and o.finished_at is null and o.request is not null`,
    [tx.workspaceId, namesOf(person), pseudonym],
  );
  await tx.query(
    `update text_operation_item set recipient = $2
     where workspace_id = $1 and (message_id = any($3::bigint[]) or recipient = any($4))`,
    [tx.workspaceId, pseudonym, messageIds, namesOf(person)],
  );
}

const namesOf = ({ number, contactPublicId }: { number: string; contactPublicId: string | null }) =>
  [number, number.slice(1), contactPublicId].filter((name) => name !== null);
