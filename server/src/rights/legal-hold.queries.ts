import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';

/** A court or an authority wants what is on file about a number kept as it is. */
export type LegalHold = {
  readonly id: string;
  readonly number: string;
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: Date;
  readonly liftedBy: string | null;
  readonly liftedAt: Date | null;
};

const columns = `h.id, h.number, h.reason, h.placed_by as "placedBy", h.placed_at as "placedAt", h.lifted_by as "liftedBy",
  h.lifted_at as "liftedAt"`;

export async function insertHold(tx: Tx, hold: Omit<LegalHold, 'liftedBy' | 'liftedAt'>): Promise<void> {
  await tx.query(
    'insert into legal_hold (workspace_id, id, number, reason, placed_by, placed_at) values ($1, $2, $3, $4, $5, $6)',
    [tx.workspaceId, hold.id, hold.number, hold.reason, hold.placedBy, hold.placedAt],
  );
}

export async function lockHold(tx: Tx, id: string): Promise<LegalHold> {
  const { rows } = await tx.query<LegalHold>(
    `select ${columns} from legal_hold h where h.workspace_id = $1 and h.id = $2 for update`,
    [tx.workspaceId, id],
  );
  if (rows[0]) return rows[0];
  throw new NotFound(
    'legal_hold.not_found',
    `There is no legal hold ${publicId('lhd', id)} in this workspace.`,
  );
}

export async function liftHold(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tx.query('update legal_hold set lifted_by = $3, lifted_at = $4 where workspace_id = $1 and id = $2', [
    tx.workspaceId,
    id,
    by,
    at,
  ]);
}

/** The holds that stand on a number. */
export async function listHoldsOn(tx: Tx, number: string): Promise<LegalHold[]> {
  const { rows } = await tx.query<LegalHold>(
    `select ${columns} from legal_hold h where h.workspace_id = $1 and h.number = $2 and h.lifted_at is null order by h.placed_at`,
    [tx.workspaceId, number],
  );
  return rows;
}

/** All of them, those that stand first. */
export async function listHolds(tx: Tx, limit: number): Promise<LegalHold[]> {
  const { rows } = await tx.query<LegalHold>(
    `select ${columns} from legal_hold h where h.workspace_id = $1
     order by h.lifted_at is not null, h.placed_at desc limit $2`,
    [tx.workspaceId, limit],
  );
  return rows;
}

/** Placing a hold and erasing the same number happen one after the other. */
export async function takeTurnsOn(tx: Tx, number: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('rights ' || $1 || $2, 0))`, [
    tx.workspaceId,
    number,
  ]);
}
