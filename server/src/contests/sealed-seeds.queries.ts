import type { SealedColumn, SealedValue } from '../platform/sealed-column.ts';
import { placeOfSeed } from './save-contest.ts';

/** The seeds of draws; those of contests that were drawn are public since, and stay sealed beside. */
export const sealedContestSeeds: SealedColumn = {
  name: 'contest.seed_sealed',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select id, seed_sealed as sealed from contest
       where workspace_id = current_workspace() and seed_sealed is not null and ($1::uuid is null or id > $1) order by id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf: placeOfSeed,
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update contest set seed_sealed = $3 where workspace_id = current_workspace() and id = $1 and seed_sealed = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
