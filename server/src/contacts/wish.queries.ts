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

/** What somebody said of it that their clicks are kept: when, and by which way. */
export type TrackingSaid = {
  readonly tracking: Tracking | null;
  readonly at: Date | null;
  readonly how: string | null;
};

export async function saveTracking(
  tx: Tx,
  id: number,
  { tracking, at, how }: TrackingSaid & { readonly at: Date },
): Promise<void> {
  await tx.query(
    `update contact set tracking = $3, tracking_said_at = $4, tracking_how = $5, updated_at = $4
     where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id, tracking, at, how],
  );
}

export async function findTracking(tx: Tx, id: number): Promise<TrackingSaid | undefined> {
  const { rows } = await tx.query<TrackingSaid>(
    `select tracking, tracking_said_at as at, tracking_how as how from contact where workspace_id = $1 and id = $2`,
    [tx.workspaceId, id],
  );
  return rows[0];
}

export async function saveLanguage(tx: Tx, id: number, language: string, at: Date): Promise<void> {
  await tx.query('update contact set language = $3, updated_at = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    language,
    at,
  ]);
}
