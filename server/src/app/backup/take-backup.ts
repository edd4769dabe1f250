import type { Readable } from 'node:stream';
import type { BackupRecord, Manifest } from '../../platform/backup/manifest.ts';
import { writeBackup } from '../../platform/backup/write-backup.ts';
import { openExport } from '../../platform/db/backup/export-database.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { version } from '../version.ts';
import { keyCheckOf, signBackup } from './key-check.ts';

export type Backup = { readonly manifest: Manifest; readonly bytes: Readable };

export type BackupOptions = {
  readonly ownerUrl: string;
  readonly secrets: Secrets;
  readonly passphrase: string | null;
  /** A reader that takes nothing for so long is gone; the moment it holds up is let go. */
  readonly patienceMs?: number;
};

// Whoever is signed in signs in again after a restore: sessions that were ended meanwhile must not come to life.
const leaveOut = ['session', 'sign_in_throttle'];
const usualPatienceMs = 5 * 60_000;

/** One moment of the whole installation as a stream of bytes. Nothing is read before somebody reads them. */
export async function takeBackup(options: BackupOptions): Promise<Backup> {
  const { ownerUrl, secrets, passphrase, patienceMs = usualPatienceMs } = options;
  const source = await openExport({ url: ownerUrl, leaveOut });
  try {
    const key_check = keyCheckOf(secrets, source.manifest.instance_id);
    const manifest: Manifest = { ...source.manifest, product: version, key_check };
    const watch = watchReader(patienceMs, (error) => bytes.destroy(error));
    async function* records(): AsyncGenerator<BackupRecord> {
      yield { name: 'manifest', value: manifest };
      for await (const record of source.records()) {
        watch.reads();
        yield record;
      }
    }
    const bytes = await writeBackup(manifest, records(), { passphrase, sign: signBackup(secrets) });
    bytes.once('close', () => {
      watch.stop();
      void source.close();
    });
    return { manifest, bytes };
  } catch (error) {
    await source.close();
    throw error;
  }
}

function watchReader(patienceMs: number, giveUp: (error: Error) => void) {
  const timer = setTimeout(
    () => giveUp(new Error('Nobody has read on in this backup for minutes; it was given up.')),
    patienceMs,
  );
  timer.unref();
  return { reads: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
