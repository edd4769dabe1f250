import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { firstRows } from './first-rows.ts';
import { inventPeople } from './invent-people.ts';
import type { DemoOptions } from './options.ts';

const comesAlong = join(import.meta.dirname, 'people-10k.csv');

export type DemoList = { fileName: string; bytes: Uint8Array | ReadableStream<Uint8Array> };

/** The list to send to: the user's file as it is, or as much of ours as asked for, with invented rows after its end. */
export function chooseList(options: DemoOptions): DemoList {
  if (options.file !== null) return { fileName: basename(options.file), bytes: openList(options.file) };
  const sample = firstRows(readFileSync(comesAlong), options.people);
  const missing = options.people - sample.rows;
  const bytes = missing > 0 ? Buffer.concat([sample.bytes, inventPeople(missing)]) : sample.bytes;
  return { fileName: basename(comesAlong), bytes };
}

/** As a stream: people try this with everything they have. Checked first, because a stream fails late. */
function openList(path: string): ReadableStream<Uint8Array> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${path}.`);
  if (!found.isFile()) throw new Error(`${path} is not a file.`);
  return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
}
