import { createHash } from 'node:crypto';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Evidence } from './consent.ts';

/**
 * The id of what many events have in common, which a workspace keeps once. For writers of the ledger: they hold the chain,
 * so no two of them keep the same at once.
 */
export async function ensureOrigin(tx: Tx, evidence: Evidence): Promise<number> {
  const json = canonicalJson(evidence);
  const values = [tx.workspaceId, createHash('sha256').update(json).digest()];
  const { rows: found } = await tx.query<{ id: number }>({
    name: 'find_consent_origin',
    text: 'select id from consent_origin where workspace_id = $1 and digest = $2',
    values,
  });
  if (found[0]) return found[0].id;
  const { rows } = await tx.query<{ id: number }>(
    'insert into consent_origin (workspace_id, digest, evidence) values ($1, $2, $3) returning id',
    [...values, json],
  );
  return rows[0]?.id ?? 0;
}
