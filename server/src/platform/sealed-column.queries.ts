import type { SystemTx, Tx } from './db/pool.ts';
import type { SealedColumn, SealedValue } from './sealed-column.ts';

/**
 * Reads and replaces the values of a column. The slice that writes the table says where they stand: names of its own schema, and never
 * anything that was entered. `key` is what tells rows apart, and `isOfAll` a table that belongs to the installation.
 */
export function sealedColumn<In extends Tx | SystemTx = Tx>(
  where: {
    readonly table: string;
    readonly column: string;
    readonly key?: string;
    readonly isOfAll?: boolean;
  },
  placeOf: SealedColumn<In>['placeOf'],
): SealedColumn<In> {
  const { table, column, key = 'id', isOfAll = false } = where;
  const own = isOfAll ? '' : 'workspace_id = current_workspace() and ';
  return {
    name: `${table}.${column}`,
    placeOf,
    async list(tx, after, limit) {
      const { rows } = await tx.query<SealedValue>(
        `select ${key} as id, ${column} as sealed from ${table}
         where ${own}${column} is not null and ($1::uuid is null or ${key} > $1) order by ${key} limit $2`,
        [after, limit],
      );
      return rows;
    },
    async replace(tx, { id, sealed }, anew) {
      const { rowCount } = await tx.query(
        `update ${table} set ${column} = $3 where ${own}${key} = $1 and ${column} = $2`,
        [id, sealed, anew],
      );
      return rowCount === 1;
    },
  };
}
