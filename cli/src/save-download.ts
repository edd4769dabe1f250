import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { failure } from './refusal.ts';

type Download = {
  /** What it is, as a sentence begins: “The backup”. */
  readonly what: string;
  /** Before `.file_exists` and `.not_written`, in the codes of refusals. */
  readonly code: string;
  /** A file that is there stays as it is, unless it may be written over. */
  readonly mayReplace?: boolean;
  /** Asked for once it is clear that it can be kept. */
  read(): Promise<unknown>;
};

/**
 * Keeps a download in a file that its owner alone may read, for people stand in most of them. The file appears when it is whole;
 * what did not come to its end leaves nothing. Returns its path and size in bytes.
 */
export async function saveDownload(
  file: string,
  { what, code, mayReplace = false, read }: Download,
): Promise<{ path: string; bytes: number }> {
  const path = resolve(file);
  if (!mayReplace && existsSync(path))
    throw failure(`${code}.file_exists`, `${path} exists already. Choose another name, or move it away.`);
  const stream = await read();
  const part = `${path}.part`;
  try {
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(stream as ReadableStream<Uint8Array>), target);
    await rename(part, path);
    return { path, bytes: target.bytesWritten };
  } catch (error) {
    await rm(part, { force: true });
    throw failure(
      `${code}.not_written`,
      `${what} could not be written to ${path}, and nothing is left of it: ${(error as Error).message}.`,
    );
  }
}

/** The same of a document that is handed on; returns its path. */
export const savePdf = async (file: string, read: Download['read']): Promise<string> =>
  (await saveDownload(file, { what: 'The document', code: 'proof', read })).path;
