import type { Tx } from '../platform/db/pool.ts';

export type CarrierFinding = { readonly number: string; readonly carrier: string };

/** Which carriers these numbers are with, by a look-up or a receipt; the newest word counts. Those who have it so are not written. */
export async function noteCarriers(tx: Tx, findings: readonly CarrierFinding[]): Promise<void> {
  if (findings.length === 0) return;
  await tx.query({
    name: 'contacts_note_carriers',
    text: `with said as (select * from unnest($1::text[], $2::text[]) s (number, carrier)),
        changed as (
          select c.id, s.carrier from contact c join said s on s.number = c.number
          where c.workspace_id = current_workspace() and c.carrier is distinct from s.carrier
          order by c.id for no key update of c)
      update contact c set carrier = h.carrier from changed h
      where c.workspace_id = current_workspace() and c.id = h.id`,
    values: [findings.map(({ number }) => number), findings.map(({ carrier }) => carrier)],
  });
}
