import type { BackupRecord, Manifest } from '../../platform/backup/manifest.ts';
import { damaged } from '../../platform/backup/manifest.ts';
import { openBackup } from '../../platform/backup/read-backup.ts';
import { isSameMigration, type MigrationFile, readMigrations } from '../../platform/db/migrate.ts';
import { Conflict, Invalid } from '../../platform/errors.ts';
import { isSameSecret, type Secrets } from '../../platform/secrets.ts';
import { keyCheckOf, signBackup } from './key-check.ts';

export type CheckedBackup = {
  readonly manifest: Manifest;
  /** Rows by table, in the order of the file. */
  readonly rows: ReadonlyMap<string, number>;
  readonly jobs: number;
  /** False when what is sealed in it cannot be opened with the key at hand. */
  readonly isKeyOurs: boolean;
  /** Everything after the manifest, once more from the start. */
  records(): AsyncGenerator<BackupRecord>;
};

/**
 * Reads a backup from the first byte to the last and refuses it for anything that would show itself half-way: cut off,
 * altered by accident, altered by somebody without the key, of a newer version, or of other migrations than ours.
 */
export async function checkBackup(
  file: string,
  passphrase: string | null,
  secrets: Secrets | null,
  migrationsFolder: string,
): Promise<CheckedBackup> {
  const backup = await openBackup(file, passphrase);
  let manifest: Manifest | undefined;
  let table = '';
  let jobs = 0;
  let seal: { sha256: string; signature: string } | undefined;
  const rows = new Map<string, number>();
  for await (const { name, value } of backup.records()) {
    if (name === 'manifest') {
      manifest = value;
      refuseOtherMigrations(value, readMigrations(migrationsFolder));
    } else if (name === 'table') table = value.name;
    else if (name === 'end_of_table') rows.set(table, value.rows);
    else if (name === 'jobs') jobs += value.length;
    else if (name === 'end') seal = value;
  }
  if (!manifest || !seal) throw damaged();
  const isKeyOurs =
    secrets !== null && isSameSecret(manifest.key_check, keyCheckOf(secrets, manifest.instance_id));
  if (isKeyOurs && secrets && !isSameSecret(seal.signature, signBackup(secrets)(seal.sha256))) throw forged();
  return {
    manifest,
    rows,
    jobs,
    isKeyOurs,
    async *records() {
      for await (const record of backup.records()) if (record.name !== 'manifest') yield record;
    },
  };
}

function refuseOtherMigrations({ migrations, product }: Manifest, files: readonly MigrationFile[]): void {
  const newest = migrations.at(-1);
  if (newest && newest.version > files.length) {
    throw new Conflict(
      'restore.newer',
      `This backup was taken by Tidings ${product} and is at ${newest.name}, which this version does not know. Restore it with that version, or a newer one.`,
    );
  }
  const strange = migrations.find((landed) => !isSameMigration(files[landed.version - 1], landed));
  if (newest && !strange) return;
  throw new Conflict(
    'restore.other_migrations',
    `This backup comes from a Tidings whose migration ${strange?.name ?? '0001'} had other content than ours. Restore it with the sources that it was taken with.`,
  );
}

const forged = () =>
  new Invalid(
    'backup.not_ours',
    'This backup was put together again by somebody who does not have the secret key of its installation. Do not trust it, and find out who could write to where it was kept.',
  );
