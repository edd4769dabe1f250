import type { Tx } from '../platform/db/pool.ts';

export type Place = {
  readonly rank: number;
  readonly entryId: number;
  readonly state: 'alternate' | 'won' | 'claimed' | 'forfeited';
  readonly messageId: number | null;
  readonly refusal: string | null;
  readonly toldAt: Date | null;
  readonly claimBy: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
};

const columns = `p.rank, p.entry_id as "entryId", p.state, p.message_id as "messageId", p.refusal, p.told_at as "toldAt", p.claim_by as "claimBy",
  p.decided_by as "decidedBy", p.decided_at as "decidedAt", p.note`;

export async function insertPlaces(
  tx: Tx,
  contestId: string,
  places: readonly Pick<Place, 'rank' | 'entryId' | 'state'>[],
): Promise<void> {
  await tx.query(
    `insert into contest_place (workspace_id, contest_id, rank, entry_id, state)
     select current_workspace(), $1, p.rank, p.entry_id, p.state from unnest($2::smallint[], $3::bigint[], $4::text[]) as p (rank, entry_id, state)`,
    [
      contestId,
      places.map((one) => one.rank),
      places.map((one) => one.entryId),
      places.map((one) => one.state),
    ],
  );
}

export async function savePlace(tx: Tx, contestId: string, one: Place): Promise<void> {
  await tx.query(
    `update contest_place set state = $3, message_id = $4, refusal = $5, told_at = $6, claim_by = $7, decided_by = $8, decided_at = $9, note = $10
     where workspace_id = current_workspace() and contest_id = $1 and rank = $2`,
    [
      ...[contestId, one.rank, one.state, one.messageId, one.refusal, one.toldAt, one.claimBy],
      ...[one.decidedBy, one.decidedAt, one.note],
    ],
  );
}

export type PlaceWithPerson = Place & {
  readonly number: string;
  readonly contactId: number | null;
  readonly fullName: string | null;
  readonly email: string | null;
  readonly region: string | null;
};

/** In the order of the draw. */
export async function listPlaces(tx: Tx, contestId: string): Promise<PlaceWithPerson[]> {
  const { rows } = await tx.query<PlaceWithPerson>(
    `select ${columns}, e.number, e.contact_id as "contactId", e.full_name as "fullName", e.email, e.region
     from contest_place p join contest_entry e on e.workspace_id = p.workspace_id and e.id = p.entry_id
     where p.workspace_id = current_workspace() and p.contest_id = $1 order by p.rank`,
    [contestId],
  );
  return rows;
}
