import type { SystemTx } from '../../platform/db/pool.ts';
import type { SealedColumn, SealedValue } from '../../platform/sealed-column.ts';
import { placeOfSeed } from './check-code.ts';

/** The seeds of authenticator apps. They are people's, so they belong to the installation and not to a workspace. */
export const sealedAuthenticatorSeeds: SealedColumn<SystemTx> = {
  name: 'authenticator.secret',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select account_id as id, secret as sealed from authenticator
       where $1::uuid is null or account_id > $1 order by account_id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf: placeOfSeed,
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update authenticator set secret = $3 where account_id = $1 and secret = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
