import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { failure } from './refusal.ts';

/** Downloads a document to a new file that its owner alone may read; returns its path. A file that is there stays as it is. */
export async function savePdf(file: string, download: () => Promise<unknown>): Promise<string> {
  const path = resolve(file);
  if (existsSync(path))
    throw failure('proof.file_exists', `${path} exists already. Choose another name, or move it away.`);
  const stream = await download();
  const part = `${path}.part`;
  try {
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(stream as ReadableStream<Uint8Array>), target);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw failure('proof.not_written', `The document could not be written: ${(error as Error).message}.`);
  }
  return path;
}
