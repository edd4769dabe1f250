import { existsSync } from 'node:fs';
import { openDatabase } from '../../platform/db/pool.ts';
import { roles } from '../../platform/db/roles.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { openSecrets } from '../../platform/secrets.ts';
import type { Surroundings } from '../commands.ts';
import { findPending, reachDatabase } from '../database.ts';
import { dataPlaces } from '../places.ts';
import { loadSecretKey, readOldKeys } from '../secret-key.ts';
import { describeReseal, isWholeReseal } from './seal-words.ts';
import { resealAll } from './sealed-columns.ts';

/** Seals with the present key what older ones have sealed, whether or not the service runs. True when nothing is left. */
export async function runReseal(asJson: boolean, { config, log, print }: Surroundings): Promise<boolean> {
  const places = dataPlaces(config.TIDINGS_DATA_DIR);
  const given = config.TIDINGS_SECRET_KEY;
  // A key that is made here would be nobody's: it has to be there.
  const key = loadSecretKey({ given, file: places.secretKey, mayMake: existsSync(places.secretKey) });
  const oldKeys = readOldKeys(config.TIDINGS_OLD_SECRET_KEYS).filter((one) => one !== key);
  if (oldKeys.length === 0) throw noOlderKey();
  const database = await reachDatabase(config, places, log);
  const db = openDatabase({ url: database.url(roles.app), role: roles.app, log, max: 1 });
  try {
    const pending = await findPending(database.ownerUrl);
    if (pending.length > 0) throw behind(pending);
    const columns = await resealAll({ db, secrets: openSecrets(key, oldKeys) });
    const isWhole = isWholeReseal(columns);
    if (asJson) print(JSON.stringify({ is_whole: isWhole, columns: columns.map(toBody) }));
    else for (const line of describeReseal(columns)) print(line);
    return isWhole;
  } finally {
    await db.close();
    await database.stop();
  }
}

const toBody = ({ name, older, present, lost, changed }: Awaited<ReturnType<typeof resealAll>>[number]) => ({
  ...{ name, sealed_anew: older, of_the_present_key: present, opened_by_no_key: lost },
  changed_meanwhile: changed,
});

const noOlderKey = () =>
  new Invalid(
    'reseal.no_older_key',
    'No older key is given, so nothing can be sealed anew. Set TIDINGS_OLD_SECRET_KEYS to the keys of before, beside the present one, and run this again.',
  );

const behind = (pending: readonly string[]) =>
  new Conflict(
    'migration.pending',
    `The database lacks ${pending.join(', ')}. Run \`npm run migrate\` first, and then this again.`,
  );
