import { createHash } from 'node:crypto';
import { letters, recordHead } from './encode-records.ts';
import { type BackupRecord, damaged, readWord, type TableEnd, type Word } from './manifest.ts';

// No record that was written is longer by far; a length beyond it is one that was altered.
const longestRecord = 64 * 1024 * 1024;

/**
 * Reads records back from bytes and believes none of it: rows must be as many bytes with the digest that was noted, the
 * order must be one that was written, and the last word must be there and be the last.
 */
export async function* decodeRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  const digest = createHash('sha256');
  const inspector = inspectOrder();
  for await (const { letter, head, body } of cut(bytes)) {
    if (letter === letters.rows) {
      inspector.rows(body);
      digest.update(head).update(body);
      yield { name: 'rows', value: body };
      continue;
    }
    const word = readWord(body.toString('utf8'));
    inspector.word(word);
    if (word.name !== 'end') digest.update(head).update(body);
    else if (word.value.sha256 !== digest.digest('hex')) throw damaged();
    yield word;
  }
  inspector.end();
}

type Piece = { letter: number; head: Buffer; body: Buffer };

async function* cut(bytes: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let pieces: Buffer[] = [];
  let waiting = 0;
  let wanted = recordHead;
  for await (const piece of bytes) {
    pieces.push(piece);
    waiting += piece.length;
    if (waiting < wanted) continue;
    let buffer = pieces.length === 1 ? piece : Buffer.concat(pieces);
    for (;;) {
      wanted = lengthOfNext(buffer);
      if (buffer.length < wanted) break;
      const head = buffer.subarray(0, recordHead);
      yield { letter: head[0] ?? 0, head, body: buffer.subarray(recordHead, wanted) };
      buffer = buffer.subarray(wanted);
    }
    pieces = buffer.length === 0 ? [] : [buffer];
    waiting = buffer.length;
  }
  if (waiting > 0) throw damaged();
}

function lengthOfNext(buffer: Buffer): number {
  if (buffer.length < recordHead) return recordHead;
  const length = buffer.readUInt32BE(1);
  const isKnown = buffer[0] === letters.word || buffer[0] === letters.rows;
  if (!isKnown || length > longestRecord) throw damaged();
  return recordHead + length;
}

function inspectOrder() {
  let last: Word['name'] | null = null;
  let table = { bytes: 0, hash: createHash('sha256') };
  const counts = { tables: 0, rows: 0, jobs: 0 };
  const require = (isRight: boolean) => {
    if (!isRight) throw damaged();
  };
  const closeTable = ({ rows, bytes, sha256 }: TableEnd) => {
    require(bytes === table.bytes && sha256 === table.hash.digest('hex'));
    counts.tables += 1;
    counts.rows += rows;
    table = { bytes: 0, hash: createHash('sha256') };
  };
  return {
    rows(body: Buffer) {
      require(last === 'table');
      table.bytes += body.length;
      table.hash.update(body);
    },
    word(word: Word) {
      require(last !== 'end' && (word.name === 'manifest') === (last === null));
      require((word.name === 'end_of_table') === (last === 'table'));
      if (word.name === 'end_of_table') closeTable(word.value);
      if (word.name === 'jobs') counts.jobs += word.value.length;
      if (word.name === 'end') {
        const { tables, rows, jobs } = word.value;
        require(tables === counts.tables && rows === counts.rows && jobs === counts.jobs);
      }
      last = word.name;
    },
    end: () => require(last === 'end'),
  };
}
