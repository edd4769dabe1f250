import type { SystemTx } from '../platform/db/pool.ts';

export async function findDatabaseVersion(tx: SystemTx): Promise<string> {
  const { rows } = await tx.query<{ server_version: string }>('show server_version');
  return rows[0]?.server_version ?? 'of an unknown version';
}

/** The hour on the database's own clock, which leases and sessions go by. */
export async function findDatabaseTimeMs(tx: SystemTx): Promise<number> {
  const { rows } = await tx.query<{ ms: number }>(
    'select extract(epoch from clock_timestamp())::double precision * 1000 as ms',
  );
  return rows[0]?.ms ?? 0;
}
