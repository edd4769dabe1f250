import { createHash, type Hash } from 'node:crypto';
import type { BackupRecord, Word } from './manifest.ts';

/** Every record is a letter (`j`: a word as JSON, `r`: rows), the length of what follows in four bytes, and that. */
export const recordHead = 5;
export const letters = { word: 0x6a, rows: 0x72 } as const;

/** Turns records into bytes, and puts the last word after them. `sign` is the installation's own hand. */
export async function* encodeRecords(
  records: AsyncIterable<BackupRecord>,
  sign: (text: string) => string,
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  const counts = { tables: 0, rows: 0, jobs: 0 };
  for await (const record of records) {
    if (record.name === 'end_of_table') {
      counts.tables += 1;
      counts.rows += record.value.rows;
    } else if (record.name === 'jobs') counts.jobs += record.value.length;
    yield* record.name === 'rows' ? encodeRows(record.value, digest) : [encodeWord(record, digest)];
  }
  const sha256 = digest.digest('hex');
  yield encodeWord({ name: 'end', value: { ...counts, sha256, signature: sign(sha256) } });
}

/** The head travels by itself: a block of rows is passed on as it came. */
function* encodeRows(rows: Buffer, digest: Hash): Generator<Buffer> {
  const head = headOf(letters.rows, rows.length);
  digest.update(head);
  digest.update(rows);
  yield head;
  yield rows;
}

function encodeWord(word: Word, digest?: Hash): Buffer {
  const text = Buffer.from(JSON.stringify(word));
  const bytes = Buffer.concat([headOf(letters.word, text.length), text]);
  digest?.update(bytes);
  return bytes;
}

function headOf(letter: number, length: number): Buffer {
  const head = Buffer.alloc(recordHead);
  head[0] = letter;
  head.writeUInt32BE(length, 1);
  return head;
}
