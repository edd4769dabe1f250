import { createHash } from 'node:crypto';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Evidence } from './consent.ts';

/** The id of what many events have in common, where the workspace keeps it already. */
export async function findOrigin(tx: Tx, evidence: Evidence): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: 'find_consent_origin',
    text: 'select id from consent_origin where workspace_id = $1 and digest = $2',
    values: [tx.workspaceId, digestOf(canonicalJson(evidence))],
  });
  return rows[0]?.id;
}

/**
 * The same, which a workspace keeps once. For writers of the ledger: they hold the chain, so no two of them keep the same at once.
 */
export async function ensureOrigin(tx: Tx, evidence: Evidence): Promise<number> {
  const found = await findOrigin(tx, evidence);
  if (found !== undefined) return found;
  const json = canonicalJson(evidence);
  const { rows } = await tx.query<{ id: number }>(
    'insert into consent_origin (workspace_id, digest, evidence) values ($1, $2, $3) returning id',
    [tx.workspaceId, digestOf(json), json],
  );
  return rows[0]?.id ?? 0;
}

const digestOf = (json: string): Buffer => createHash('sha256').update(json).digest();
