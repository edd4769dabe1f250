import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { Invalid, Problem } from '../errors.ts';
import { decodeRecords } from './decode-records.ts';
import { digestBytes, type Header, readHeader } from './header.ts';
import { type BackupRecord, damaged } from './manifest.ts';
import { deriveKey, openFrames } from './sealed-frames.ts';

export type OpenBackup = {
  readonly header: Header;
  /** Reads the file from the start to the end; can be called again. Throws at whatever is not as it was written. */
  records(): AsyncGenerator<BackupRecord>;
};

const readAhead = { highWaterMark: 256 * 1024 };

/** Opens a backup once every byte of it has been compared with the digest at its end. */
export async function openBackup(path: string, passphrase: string | null): Promise<OpenBackup> {
  const { header, line, fileBytes } = await readHeader(path);
  await refuseDamaged(path, fileBytes);
  if (header.sealing && passphrase === null) {
    throw new Invalid(
      'backup.sealed',
      'This backup is sealed with a passphrase. Set TIDINGS_BACKUP_PASSPHRASE to it.',
    );
  }
  const key = header.sealing && passphrase ? await deriveKey(passphrase, header.sealing) : null;
  const bounds = { start: line.length, end: fileBytes - digestBytes - 1 };
  return {
    header,
    async *records() {
      const opened = key ? [openFrames(key, line)] : [];
      try {
        const file = createReadStream(path, { ...bounds, ...readAhead });
        const bytes = pipeline([file, ...opened, createZstdDecompress()], () => {}) as unknown as Readable;
        yield* decodeRecords(bytes);
      } catch (error) {
        // What the decompressor or the disk says is of no use to anybody but in its consequence.
        throw error instanceof Problem ? error : Object.assign(damaged(), { cause: error });
      }
    },
  };
}

async function refuseDamaged(path: string, fileBytes: number): Promise<void> {
  if (fileBytes <= digestBytes) throw damaged();
  const digest = createHash('sha256');
  let left = fileBytes - digestBytes;
  const noted: Buffer[] = [];
  for await (const piece of createReadStream(path, readAhead) as AsyncIterable<Buffer>) {
    digest.update(piece.subarray(0, Math.max(0, left)));
    if (piece.length > left) noted.push(piece.subarray(Math.max(0, left)));
    left -= piece.length;
  }
  if (!digest.digest().equals(Buffer.concat(noted))) throw damaged();
}
