import { createHash } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotNow } from '../../platform/errors.ts';
import { giveBack } from '../../platform/give-back.ts';
import { publicId } from '../../platform/ids.ts';
import { insertImport } from './import.queries.ts';
import type { Import } from './import.ts';

export type Upload = {
  readonly fileName: string;
  /** Bytes, whose memory is given back once they are on the disk. */
  readonly body: Readable;
  /** Where uploads are kept until they are imported. Every process that runs jobs must see it. */
  readonly uploadFolder: string;
};

/** Takes a file as it comes in, without holding it in memory. Nothing is kept of an upload that breaks off. */
export async function uploadImport(ctx: Context, scope: Scope, upload: Upload): Promise<Import> {
  const id = ctx.ids.uuid();
  const filePath = join(upload.uploadFolder, `${id}.upload`);
  const { bytes, sha256 } = await saveBody(filePath, upload);
  return ctx.db
    .tx(scope.workspaceId, async (tx) => {
      const fileName = plainName(upload.fileName);
      const made = await insertImport(tx, {
        id,
        fileName,
        filePath,
        bytesTotal: bytes,
        sha256,
        createdBy: scope.actor,
        createdAt: ctx.clock.now(),
      });
      await recordAudit(tx, scope, {
        act: 'import.uploaded',
        object: publicId('imp', id),
        after: { file_name: fileName, bytes, sha256 },
      });
      return made;
    })
    .catch(async (error: unknown) => {
      await rm(filePath, { force: true });
      throw error;
    });
}

async function saveBody(path: string, upload: Upload): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await mkdir(upload.uploadFolder, { recursive: true, mode: 0o700 });
    await using file = await open(path, 'w', 0o600);
    const keep = async (chunk: Buffer<ArrayBuffer>) => {
      bytes += chunk.length;
      hash.update(chunk);
      await file.appendFile(chunk);
      if (isAlone(chunk)) giveBack(chunk.buffer);
    };
    // Chunk by chunk, as they came: read in a loop those that wait are copied into one, and lie about themselves.
    const write = (chunk: Buffer<ArrayBuffer>, _encoding: string, done: (error?: Error) => void) =>
      void keep(chunk).then(() => done(), done);
    await pipeline(upload.body, new Writable({ write }));
    // The import row must never outlive the file it points at, even when the power fails in between.
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw explain(error);
  }
  if (bytes > 0) return { bytes, sha256: hash.digest('hex') };
  await rm(path, { force: true });
  throw new Invalid('import.empty', 'The file is empty. Export the list again and upload that.');
}

/** Small buffers share their memory with others. */
const isAlone = (chunk: Buffer<ArrayBuffer>): boolean => chunk.length === chunk.buffer.byteLength;

function explain(error: unknown): unknown {
  const code = (error as { code?: string } | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new NotNow(
      'import.disk_full',
      'The disk is full, so the file could not be kept. Nothing was imported; free some space and upload it again.',
    );
  }
  if (code === 'EFBIG') {
    return new Invalid(
      'import.too_large',
      'This machine keeps no file of this size: a limit of its disk or of the account we run as. Nothing was imported; upload the list in parts.',
    );
  }
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR') {
    return new Invalid(
      'import.broken_off',
      'The upload broke off before its end. Nothing was kept; upload the file again.',
    );
  }
  return error;
}

// A name for people to read. It never becomes part of a path.
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)?.trim() ?? '';
  return (last === '' ? 'people.csv' : last).toWellFormed().replaceAll('\u0000', '').slice(0, 200);
}
