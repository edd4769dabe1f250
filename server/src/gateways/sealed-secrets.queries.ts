import type { SealedColumn, SealedValue } from '../platform/sealed-column.ts';
import { placeOf } from './open-gateways.ts';

/** The credentials of carrier accounts. */
export const sealedGatewaySecrets: SealedColumn = {
  name: 'gateway.sealed_secret',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select id, sealed_secret as sealed from gateway
       where workspace_id = current_workspace() and sealed_secret is not null and ($1::uuid is null or id > $1) order by id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf,
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update gateway set sealed_secret = $3 where workspace_id = current_workspace() and id = $1 and sealed_secret = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
