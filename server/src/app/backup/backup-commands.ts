import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { dropKept } from '../../platform/db/backup/put-in-place.ts';
import { openDatabase } from '../../platform/db/pool.ts';
import { roles } from '../../platform/db/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Surroundings } from '../commands.ts';
import { reachDatabase } from '../database.ts';
import type { HoldCause } from '../hold/decide-hold.ts';
import { putOnHold } from '../hold/put-on-hold.ts';
import { readWitness } from '../hold/witness-file.ts';
import { dataPlaces, migrationsFolder } from '../places.ts';
import {
  confirmReplacing,
  describeChecked,
  describeRestored,
  describeSaved,
  missingKey,
} from './backup-words.ts';
import { checkBackup } from './check-backup.ts';
import { findSecrets } from './key-check.ts';
import { refuseDatabase, restoreBackup } from './restore-backup.ts';
import { refuseOccupied, saveBackup } from './save-backup.ts';
import { takeBackup } from './take-backup.ts';

/** A backup of the installation of this machine, whether or not it runs. */
export async function runBackup(
  file: string,
  asJson: boolean,
  { config, log, print }: Surroundings,
): Promise<void> {
  const path = resolve(file);
  refuseOccupied(path);
  const places = dataPlaces(config.TIDINGS_DATA_DIR);
  const secrets = findSecrets(config.TIDINGS_SECRET_KEY, places.secretKey);
  if (secrets === null)
    throw new NotFound(
      'backup.no_key',
      `There is no installation in ${places.folder}: its secret key is not there.`,
    );
  const passphrase = config.TIDINGS_BACKUP_PASSPHRASE ?? null;
  const database = await reachDatabase(config, places, log);
  try {
    const backup = await takeBackup({ ownerUrl: database.ownerUrl, secrets, passphrase });
    const bytes = await saveBackup(backup, path);
    const answer = { file: path, bytes, taken_at: backup.manifest.taken_at, is_sealed: passphrase !== null };
    print(asJson ? JSON.stringify(answer) : describeSaved(answer, database.isEmbedded));
  } finally {
    await database.stop();
  }
}

export type RestoreWords = {
  readonly dryRun: boolean;
  readonly replace: boolean;
  readonly yes: boolean;
  readonly withoutKey: boolean;
  /** Asks whoever sits at the terminal; null when nobody does. */
  readonly ask: ((question: string) => Promise<string>) | null;
};

/** Puts a backup in the place of the database of this machine, on hold. The service must not run. */
export async function runRestore(
  file: string,
  words: RestoreWords,
  { config, log, print }: Surroundings,
): Promise<void> {
  const places = dataPlaces(config.TIDINGS_DATA_DIR);
  const secrets = findSecrets(config.TIDINGS_SECRET_KEY, places.secretKey);
  const passphrase = config.TIDINGS_BACKUP_PASSPHRASE ?? null;
  const backup = await checkBackup(resolve(file), passphrase, secrets, migrationsFolder);
  print(describeChecked(backup));
  if (words.dryRun) return print('Nothing was restored: this was a dry run.');
  if (!backup.isKeyOurs && !words.withoutKey) throw missingKey(places.secretKey);
  mkdirSync(places.folder, { recursive: true });
  const database = await reachDatabase(config, places, log);
  try {
    const { ownerUrl, isEmbedded } = database;
    const found = await refuseDatabase(ownerUrl, words.replace);
    if (found.state === 'used') await confirmReplacing(backup.manifest.instance_id, words);
    const witness = witnessOf(places.witness, backup.manifest.instance_id);
    const options = { backup, ownerUrl, isEmbedded, migrationsFolder, witness, replaces: words.replace, log };
    print(describeRestored(await restoreBackup(options)));
  } finally {
    await database.stop();
  }
}

/** Puts the installation on hold by hand, as before the start on a database that was brought back by other means. */
export async function runHold({ config, log, print }: Surroundings): Promise<void> {
  const database = await reachDatabase(config, dataPlaces(config.TIDINGS_DATA_DIR), log);
  const db = openDatabase({ url: database.url(roles.app), role: roles.app, log, max: 1 });
  try {
    const isNews = await putOnHold({ db, log }, heldByHand);
    print(isNews ? 'The installation is on hold: nothing leaves.' : 'The installation was on hold already.');
  } finally {
    await db.close();
    await database.stop();
  }
}

/** Removes what restores have replaced and kept. */
export async function runDropKept({ config, log, print }: Surroundings): Promise<void> {
  const database = await reachDatabase(config, dataPlaces(config.TIDINGS_DATA_DIR), log);
  try {
    const names = await dropKept(database.ownerUrl);
    print(names.length === 0 ? 'Nothing was kept.' : `Removed: ${names.join(', ')}.`);
  } finally {
    await database.stop();
  }
}

/** What this machine remembers of the installation in the backup; of another one it is of no account. */
function witnessOf(folder: string, instanceId: string) {
  const found = readWitness(folder);
  if (found === null || found === 'unreadable' || found.instance_id !== instanceId) return null;
  return { epoch: found.epoch, seenTo: found.seen_to };
}

const heldByHand: HoldCause = {
  reason: 'by_hand',
  detail:
    'Somebody put the installation on hold by hand. What the database knows may be older than what has been sent; see `tidings hold show`.',
};
