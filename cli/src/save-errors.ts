import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Desk } from './desk.ts';
import type { Import } from './follow-import.ts';
import { countOf } from './print/numbers.ts';
import { failure } from './refusal.ts';

/** Keeps the rows that became no people, each with its reason. The file appears when it is whole. */
export async function saveErrors(desk: Desk, { id, counts }: Import, path: string): Promise<void> {
  const rows = (counts.invalid ?? 0) + (counts.duplicates ?? 0);
  if (rows === 0) return desk.voice.note(`Every row became a person, so ${path} is not written.`);
  const bytes = await desk.tidings.download('/v1/imports/{id}/errors.csv', { path: { id } });
  const part = `${path}.part`;
  try {
    await pipeline(Readable.fromWeb(bytes as ReadableStream<Uint8Array>), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw failure('errors.not_written', `${path} cannot be written: ${(error as Error).message}.`);
  }
  desk.voice.note(`${countOf(rows, 'row', 'rows')} with reasons: ${path}`);
}
