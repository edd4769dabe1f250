import { listWorkspaceIds, recordAudit, systemScope } from '../../accounts/index.ts';
import { type Loaded, loadDatabase } from '../../platform/db/backup/load-database.ts';
import { type Found, lookAround } from '../../platform/db/backup/look-around.ts';
import { dropAside, dropDatabase, makeAside, putInPlace } from '../../platform/db/backup/put-in-place.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openDatabase } from '../../platform/db/pool.ts';
import { roles } from '../../platform/db/roles.ts';
import { Conflict } from '../../platform/errors.ts';
import { migrateJobs } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log.ts';
import type { CheckedBackup } from './check-backup.ts';
import { makePartition } from './partitions.queries.ts';

export type RestoreOptions = {
  readonly backup: CheckedBackup;
  readonly ownerUrl: string;
  readonly isEmbedded: boolean;
  readonly migrationsFolder: string;
  /** What the machine remembers of the installation, from its witness. */
  readonly witness: { readonly epoch: number; readonly seenTo: string } | null;
  readonly replaces: boolean;
  readonly log: Log;
};

export type Restored = Loaded & {
  /** The name under which the replaced database is kept on the server; null when there was nobody's data in it. */
  readonly keptAs: string | null;
};

/** What stands against a restore into this database, before anything is touched. */
export async function refuseDatabase(ownerUrl: string, replaces: boolean): Promise<Found> {
  const found = await lookAround(ownerUrl);
  if (found.processes > 0) {
    throw new Conflict(
      'restore.running',
      'Tidings runs on this database. Stop all its processes, on every machine, and restore again.',
    );
  }
  if (found.state === 'foreign') {
    throw new Conflict(
      'restore.foreign',
      'This database holds tables that are not of Tidings. Restore into a database of its own.',
    );
  }
  if (found.state === 'used' && !replaces) {
    throw new Conflict(
      'restore.not_empty',
      'This database holds an installation. Add --replace to put the backup in its place; what is there now is kept beside it under another name.',
    );
  }
  return found;
}

/**
 * Puts a checked backup where the database is. A blank one is filled; any other stays as it is and in use until the new
 * one beside it is whole, at the present version, and on hold. Killed at any moment, it has either happened or not.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { ownerUrl, replaces } = options;
  const found = await refuseDatabase(ownerUrl, replaces);
  if (found.state === 'blank') return { ...(await fill(options, ownerUrl, found)), keptAs: null };
  const aside = await makeAside(ownerUrl);
  try {
    const loaded = await fill(options, aside, found);
    const keptAs = await putInPlace(ownerUrl, stampOf(new Date()));
    if (found.state === 'used') return { ...loaded, keptAs };
    await dropDatabase(ownerUrl, keptAs);
    return { ...loaded, keptAs: null };
  } catch (error) {
    await dropAside(ownerUrl).catch(() => {});
    throw error;
  }
}

const stampOf = (now: Date) => now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');

async function fill(
  { backup, isEmbedded: rolesCanLogIn, migrationsFolder: folder, witness, log }: RestoreOptions,
  url: string,
  { known }: Found,
): Promise<Loaded> {
  const { manifest } = backup;
  const upTo = manifest.migrations.at(-1)?.version ?? 0;
  await migrate({ url, folder, log, rolesCanLogIn, upTo });
  await migrateJobs({ url, log });
  const epochs = [known, witness].map((one) => one?.epoch ?? 0);
  const days = [known, witness].map((one) => one?.seenTo ?? '');
  const loaded = await loadDatabase({
    url,
    manifest,
    records: backup.records(),
    holdDetail: detailOf(manifest.taken_at),
    known: { epoch: Math.max(...epochs), seenTo: days.sort().at(-1) ?? '' },
    preparePartition: makePartition,
  });
  await migrate({ url, folder, log, rolesCanLogIn });
  await migrateJobs({ url, log });
  await noteInAudit(url, manifest.taken_at, log);
  return loaded;
}

const detailOf = (takenAt: string) =>
  `This database was restored from a backup of ${takenAt.slice(0, 16).replace('T', ' ')} UTC. What was sent since then, and who opted out, is not in it.`;

async function noteInAudit(url: string, takenAt: string, log: Log): Promise<void> {
  const db = openDatabase({ url, role: roles.app, log, max: 1 });
  try {
    for (const workspaceId of await db.system(listWorkspaceIds))
      await db.tx(workspaceId, (tx) =>
        recordAudit(tx, systemScope(workspaceId, 'restore'), {
          act: 'installation.restored',
          object: 'installation',
          after: { backup_taken_at: takenAt },
        }),
      );
  } finally {
    await db.close();
  }
}
