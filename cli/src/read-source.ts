import { createReadStream, type Stats } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { misuse, notFound } from './refusal.ts';
import type { Surroundings } from './surroundings.ts';

/** A list of people on its way to the server: read as it is sent, never held. */
export type Source = {
  readonly name: string;
  /** Null when it comes from a pipe. */
  readonly bytesTotal: number | null;
  open(onBytes: (bytesDone: number) => void): ReadableStream<Uint8Array>;
};

/** `-` is standard input. */
export async function readSource(path: string, around: Surroundings): Promise<Source> {
  if (path === '-') {
    if (around.stdin.isTTY)
      throw misuse('- reads a list from a pipe, such as: zcat people.csv.gz | tidings import -');
    return { name: 'stdin.csv', bytesTotal: null, open: (onBytes) => counted(around.stdin, onBytes) };
  }
  const facts = await statOf(path);
  if (facts.isDirectory()) throw misuse(`${path} is a folder. Name the file in it that holds the people.`);
  return {
    name: basename(path),
    bytesTotal: facts.isFile() ? facts.size : null,
    open: (onBytes) => counted(createReadStream(path, { highWaterMark: 256 * 1024 }), onBytes),
  };
}

async function statOf(path: string): Promise<Stats> {
  try {
    await access(path, constants.R_OK);
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw notFound('file.not_found', `There is no file ${path} here.`);
    throw misuse(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

function counted(from: Readable, onBytes: (bytesDone: number) => void): ReadableStream<Uint8Array> {
  let bytesDone = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytesDone += chunk.length;
      onBytes(bytesDone);
      done(null, chunk);
    },
  });
  from.on('error', (error) => count.destroy(error));
  return Readable.toWeb(from.pipe(count)) as ReadableStream<Uint8Array>;
}
