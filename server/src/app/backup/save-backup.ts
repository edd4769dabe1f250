import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Conflict, NotFound, NotNow } from '../../platform/errors.ts';
import type { Backup } from './take-backup.ts';

/** Refuses before anything is read what could not be written after all of it was. */
export function refuseOccupied(file: string): void {
  if (existsSync(file))
    throw new Conflict('backup.file_exists', `${file} exists already. Choose another name, or move it away.`);
  if (!existsSync(dirname(file)))
    throw new NotFound('backup.no_folder', `There is no folder ${dirname(file)} to put the backup in.`);
}

/** The file appears under its name when it is whole and on the disk; until then it is called `.part`. Returns its size. */
export async function saveBackup({ bytes }: Backup, file: string): Promise<number> {
  const part = `${file}.part`;
  const target = createWriteStream(part, { mode: 0o600, flush: true });
  try {
    await pipeline(bytes, target);
    await rename(part, file);
    return target.bytesWritten;
  } catch (error) {
    await rm(part, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOSPC' && code !== 'EACCES' && code !== 'EROFS') throw error;
    const why = code === 'ENOSPC' ? 'the disk is full' : 'this is not allowed';
    throw new NotNow('backup.not_written', `${file} could not be written: ${why}. Nothing is left of it.`);
  }
}
