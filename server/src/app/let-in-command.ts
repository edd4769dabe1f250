import { letIn, linkTo } from '../accounts/index.ts';
import { openDatabase } from '../platform/db/pool.ts';
import { roles } from '../platform/db/roles.ts';
import { systemIds } from '../platform/ids.ts';
import type { Surroundings } from './commands.ts';
import { reachDatabase } from './database.ts';
import { dataPlaces } from './places.ts';

/** Whoever sits at the machine lets somebody back in who has lost their second factor, their password, or both. */
export async function runLetIn(email: string, { config, log, print }: Surroundings): Promise<void> {
  const database = await reachDatabase(config, dataPlaces(config.TIDINGS_DATA_DIR), log);
  const db = openDatabase({ url: database.url(roles.app), role: roles.app, log, max: 1 });
  try {
    const token = await letIn({ db, ids: systemIds() }, email);
    const origin = config.TIDINGS_PUBLIC_URL ?? `http://localhost:${config.TIDINGS_PORT}`;
    print(`The second factor is forgotten. A new password is set here, once, within the hour:`);
    print(linkTo(origin, 'new-password', token));
  } finally {
    await db.close();
    await database.stop();
  }
}
