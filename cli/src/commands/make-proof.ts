import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { failure } from '../refusal.ts';

/** Everything on record about one number: as JSON on stdout, or as a PDF that holds the same JSON. */
export async function makeProof(desk: Desk, number: string, { pdf }: { pdf?: string }): Promise<ExitCode> {
  return pdf === undefined ? printProof(desk, number) : saveProof(desk, number, pdf);
}

async function printProof(desk: Desk, number: string): Promise<ExitCode> {
  const pack = await desk.tidings.call('get', '/v1/proof-packs/{number}', { path: { number } });
  desk.voice.answer(pack, () => JSON.stringify(pack, null, 2));
  const broken = pack.checks.filter(({ holds }) => !holds);
  for (const { sentence } of broken) desk.voice.note(`DOES NOT HOLD: ${sentence}`);
  return exitCodes.ok;
}

async function saveProof(desk: Desk, number: string, file: string): Promise<ExitCode> {
  const path = resolve(file);
  if (existsSync(path))
    throw failure('proof.file_exists', `${path} exists already. Choose another name, or move it away.`);
  const stream = await desk.tidings.download('/v1/proof-packs/{number}', {
    path: { number },
    accept: 'application/pdf',
  });
  const part = `${path}.part`;
  try {
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.fromWeb(stream as ReadableStream<Uint8Array>), target);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw failure('proof.not_written', `The proof pack could not be written: ${(error as Error).message}.`);
  }
  desk.voice.answer({ file: path, number }, () => `${path} holds what is on record about ${number}.`);
  return exitCodes.ok;
}
