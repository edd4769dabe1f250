import { createHash } from 'node:crypto';
import type { Tx } from '../platform/db/pool.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Evidence } from './consent.ts';

/**
 * The id under which evidence that many events share is kept, once in a workspace. For writers of the ledger: they hold
 * the chain, so no two of them keep the same at once.
 */
export async function ensureCommonEvidence(tx: Tx, evidence: Evidence): Promise<number> {
  const json = canonicalJson(evidence);
  const values = [tx.workspaceId, createHash('sha256').update(json).digest()];
  const { rows: found } = await tx.query<{ id: number }>({
    name: 'find_common_evidence',
    text: 'select id from common_evidence where workspace_id = $1 and digest = $2',
    values,
  });
  if (found[0]) return found[0].id;
  const { rows } = await tx.query<{ id: number }>(
    'insert into common_evidence (workspace_id, digest, evidence) values ($1, $2, $3) returning id',
    [...values, json],
  );
  return rows[0]?.id ?? 0;
}
