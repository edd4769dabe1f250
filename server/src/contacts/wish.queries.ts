import type { Tx } from '../platform/db/pool.ts';
import type { Tracking } from './contact.ts';
import type { PersonWishes } from './wishes.ts';

export async function saveWishes(tx: Tx, id: number, wishes: PersonWishes | null, at: Date): Promise<void> {
  await tx.query('update contact set wishes = $3, updated_at = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    wishes === null ? null : JSON.stringify(wishes),
    at,
  ]);
}

export async function saveTracking(tx: Tx, id: number, tracking: Tracking | null, at: Date): Promise<void> {
  await tx.query(
    'update contact set tracking = $3, tracking_said_at = $4, updated_at = $4 where workspace_id = $1 and id = $2',
    [tx.workspaceId, id, tracking, at],
  );
}

export async function saveLanguage(tx: Tx, id: number, language: string, at: Date): Promise<void> {
  await tx.query('update contact set language = $3, updated_at = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    language,
    at,
  ]);
}
