import type { SealedColumn, SealedValue } from '../../platform/sealed-column.ts';
import { secretPlace } from './save-keyword.ts';

/** What the calls of keywords are signed with. */
export const sealedKeywordSecrets: SealedColumn = {
  name: 'keyword.secret',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select id, secret as sealed from keyword
       where workspace_id = current_workspace() and secret is not null and ($1::uuid is null or id > $1) order by id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf: secretPlace,
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update keyword set secret = $3 where workspace_id = current_workspace() and id = $1 and secret = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
