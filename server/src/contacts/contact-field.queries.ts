import type { Tx } from '../platform/db/pool.ts';
import { type ContactField, checkContactField } from './contact-field.ts';

/** The business's own columns, by name. */
export async function listContactFields(tx: Tx): Promise<ContactField[]> {
  const { rows } = await tx.query<ContactField>(
    'select name, label, kind from contact_field where workspace_id = $1 order by name',
    [tx.workspaceId],
  );
  return rows;
}

export async function findContactField(tx: Tx, name: string): Promise<ContactField | null> {
  const { rows } = await tx.query<ContactField>(
    'select name, label, kind from contact_field where workspace_id = $1 and name = $2 for update',
    [tx.workspaceId, name],
  );
  return rows[0] ?? null;
}

export async function saveFieldLabel(tx: Tx, name: string, label: string): Promise<void> {
  await tx.query('update contact_field set label = $3 where workspace_id = $1 and name = $2', [
    tx.workspaceId,
    name,
    label,
  ]);
}

/** Makes the fields that are not there yet; a field that is there keeps its label and kind. */
export async function ensureContactFields(tx: Tx, fields: readonly ContactField[]): Promise<void> {
  for (const field of fields) checkContactField(field);
  await tx.query(
    `insert into contact_field (workspace_id, name, label, kind)
     select distinct on (f.name) $1, f.name, f.label, f.kind
     from unnest($2::text[], $3::text[], $4::text[]) with ordinality as f(name, label, kind, at)
     order by f.name, f.at on conflict do nothing`,
    [tx.workspaceId, fields.map((f) => f.name), fields.map((f) => f.label.trim()), fields.map((f) => f.kind)],
  );
}
