import type { SealedColumn, SealedValue } from '../../platform/sealed-column.ts';
import { placeOf } from './fetch-media.ts';

/** Where media that came with replies lie at the carrier, until they are fetched. */
export const sealedMediaLinks: SealedColumn = {
  name: 'inbound_media.link',
  async list(tx, after, limit) {
    const { rows } = await tx.query<SealedValue>(
      `select id, link as sealed from inbound_media
       where workspace_id = current_workspace() and link is not null and ($1::uuid is null or id > $1) order by id limit $2`,
      [after, limit],
    );
    return rows;
  },
  placeOf,
  async replace(tx, { id, sealed }, anew) {
    const { rowCount } = await tx.query(
      'update inbound_media set link = $3 where workspace_id = current_workspace() and id = $1 and link = $2',
      [id, sealed, anew],
    );
    return rowCount === 1;
  },
};
