import type pg from 'pg';
import { damaged } from '../../platform/backup/manifest.ts';

/** Makes the room that texts of a month have of their own, when a backup holds texts of a month long past. */
export async function makePartition(client: pg.ClientBase, name: string): Promise<void> {
  if (name === 'message_default') return;
  const month = /^message_(\d{4})_(\d{2})$/.exec(name);
  if (!month) throw damaged();
  await client.query('select ensure_message_partition($1::date)', [`${month[1]}-${month[2]}-01`]);
}
