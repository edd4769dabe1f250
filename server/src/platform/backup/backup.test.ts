import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { BackupRecord, Manifest } from './manifest.ts';
import { openBackup } from './read-backup.ts';
import { writeBackup } from './write-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => {
  files += 1;
  return join(folder, `${files}.backup`);
};

const manifest: Manifest = {
  product: '0.1.0',
  taken_at: '2026-11-24T17:00:00.000Z',
  instance_id: 'k3x9q2',
  epoch: 1,
  seen_to: '2026-11-24',
  migrations: [{ version: 1, name: '0001_first.sql', checksum: 'abc' }],
  tables: [{ name: 'guest', columns: ['id', 'name'] }],
  partitions: [],
  without_rows: [],
  key_check: 'check',
};

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function recordsOf(tables: readonly Buffer[][]): BackupRecord[] {
  const inTables = tables.flatMap((pieces, at): BackupRecord[] => {
    const all = Buffer.concat(pieces);
    return [
      { name: 'table', value: { name: `table_${at}` } },
      ...pieces.map((value): BackupRecord => ({ name: 'rows', value })),
      { name: 'end_of_table', value: { rows: at, bytes: all.length, sha256: sha256(all) } },
    ];
  });
  return [
    { name: 'manifest', value: manifest },
    ...inTables,
    { name: 'sequences', value: [{ name: 'guest_id_seq', last_value: '7', is_called: true }] },
    {
      name: 'jobs',
      value: [{ task: 'event', payload: { a: 1 }, run_at: '2026-11-24T17:00:00Z', job_key: null }],
    },
  ];
}

async function write(records: readonly BackupRecord[], passphrase: string | null = null): Promise<string> {
  async function* read() {
    yield* records;
  }
  const file = newFile();
  const bytes = await writeBackup(manifest, read(), {
    passphrase,
    scryptCost: 1_024,
    sign: (text) => `signed ${text}`,
  });
  await pipeline(bytes, createWriteStream(file));
  return file;
}

async function readAll(file: string, passphrase: string | null = null): Promise<BackupRecord[]> {
  const found: BackupRecord[] = [];
  for await (const record of (await openBackup(file, passphrase)).records()) found.push(record);
  return found;
}

/** Rows may be cut otherwise than they were written; what counts is the bytes of each table. */
function joinRows(records: readonly BackupRecord[]): unknown[] {
  const joined: unknown[] = [];
  let rows: Buffer[] = [];
  for (const record of records) {
    if (record.name === 'rows') rows.push(record.value);
    else {
      if (record.name === 'end_of_table') joined.push(Buffer.concat(rows).toString('hex'));
      rows = [];
      joined.push(record);
    }
  }
  return joined;
}

const people = Buffer.from('1\tAda\n2\tBen\n');
const damaged = expect.objectContaining({ code: 'backup.damaged' });
const seal = (bytes: Buffer) => Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]);
const bare = (file: string) => readFileSync(file).subarray(0, -32);

describe('what was written', () => {
  test('is read back as it was, whatever it is and however it is cut', async () => {
    const piece = fc
      .tuple(fc.nat(300_000), fc.nat(255))
      .map(([length, byte]) => Buffer.alloc(length, `${byte}\t\n`));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 4 }), { maxLength: 3 }), async (tables) => {
        const records = recordsOf(tables);
        const found = await readAll(await write(records));
        expect(found.at(-1)).toMatchObject({ name: 'end', value: { tables: tables.length, jobs: 1 } });
        expect(joinRows(found.slice(0, -1))).toEqual(joinRows(records));
      }),
      { numRuns: 15 },
    );
  });

  test('is signed over everything that is in it', async () => {
    const [one, other] = await Promise.all(
      [people, Buffer.from('1\tEve\n')].map(async (rows) =>
        (await readAll(await write(recordsOf([[rows]])))).at(-1),
      ),
    );
    expect(one?.name === 'end' && one.value.signature).toMatch(/^signed [0-9a-f]{64}$/);
    expect(one).not.toEqual(other);
  });

  test('says in its first line what it is, readable for everybody', async () => {
    const [line = ''] = readFileSync(await write(recordsOf([])), 'latin1').split('\n');
    expect(JSON.parse(line)).toMatchObject({ format: 'tidings-backup', version: 1, instance_id: 'k3x9q2' });
  });

  test('is written no faster than it is read', async () => {
    let produced = 0;
    async function* endless(): AsyncGenerator<BackupRecord> {
      yield { name: 'manifest', value: manifest };
      yield { name: 'table', value: { name: 'guest' } };
      for (;;) {
        produced += 1;
        yield { name: 'rows', value: randomBytes(65_536) };
      }
    }
    const bytes = await writeBackup(manifest, endless(), { passphrase: null, sign: () => '' });
    const reader = bytes[Symbol.asyncIterator]();
    for (let read = 0; read < 20; read += 1) await reader.next();
    // What is in the buffers of three streams, and not what could have been made meanwhile.
    expect(produced).toBeLessThan(200);
    await reader.return?.();
    expect(bytes.destroyed).toBe(true);
  });
});

describe('a file that is not as it was written', () => {
  test('is refused wherever a byte of it was changed', async () => {
    const file = await write(recordsOf([[people]]));
    const bytes = readFileSync(file);
    const headerBytes = bytes.indexOf(0x0a);
    for (let at = headerBytes; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      writeFileSync(file, changed);
      await expect(readAll(file), `byte ${at}`).rejects.toThrow();
    }
  });

  test('is refused wherever it was cut off, and when something was added', async () => {
    const file = await write(recordsOf([[people]]));
    const bytes = readFileSync(file);
    for (let length = bytes.length - 1; length > bytes.indexOf(0x0a); length -= 11) {
      writeFileSync(file, bytes.subarray(0, length));
      await expect(readAll(file), `${length} bytes`).rejects.toEqual(damaged);
    }
    writeFileSync(file, Buffer.concat([bytes, Buffer.from('x')]));
    await expect(readAll(file)).rejects.toEqual(damaged);
  });

  test('is refused even when whoever changed it gave it a digest that fits', async () => {
    const file = await write(recordsOf([[people]]));
    const body = bare(file);
    writeFileSync(file, seal(body.subarray(0, body.length - 20)));
    await expect(readAll(file)).rejects.toEqual(damaged);
    writeFileSync(file, seal(body.subarray(0, body.indexOf(0x0a) + 1)));
    await expect(readAll(file)).rejects.toEqual(damaged);
  });

  test.each([
    ['rows that are not those that were noted', [people, Buffer.from('3\tEve\n')]],
    ['rows that lack some of those that were noted', [Buffer.from('1\tAda\n')]],
  ])('is refused with %s', async (_name, pieces) => {
    const records = recordsOf([[people]]).flatMap((record): BackupRecord[] =>
      record.name === 'rows' ? pieces.map((value) => ({ name: 'rows', value })) : [record],
    );
    await expect(readAll(await write(records))).rejects.toEqual(damaged);
  });

  test('is refused with its records in another order', async () => {
    const [first, table, ...rest] = recordsOf([[people]]);
    if (!first || !table) throw new Error('too few records');
    for (const records of [
      [table, first, ...rest],
      [first, ...rest],
      [first, table, table, ...rest],
      [...rest],
    ])
      await expect(readAll(await write(records))).rejects.toEqual(damaged);
  });
});

describe('a file that is something else', () => {
  test('is called so', async () => {
    const file = newFile();
    for (const [content, code] of [
      ['', 'backup.none'],
      ['name,phone\nAda,+12025550142\n', 'backup.none'],
      ['{"format":"other"}\n', 'backup.none'],
      ['{"format":"tidings-backup","version":1}\n', 'backup.none'],
      ['{"format":"tidings-backup","version":2}\n', 'backup.other_format'],
    ] as const) {
      writeFileSync(file, content);
      await expect(readAll(file), content).rejects.toEqual(expect.objectContaining({ code }));
    }
    await expect(readAll(join(folder, 'nothing'))).rejects.toEqual(
      expect.objectContaining({ code: 'backup.no_file' }),
    );
    await expect(readAll(folder)).rejects.toEqual(expect.objectContaining({ code: 'backup.unreadable' }));
  });
});

describe('a sealed file', () => {
  const passphrase = 'violet kettle harbour';
  const records = recordsOf([[people, randomBytes(200_000)], []]);

  test('opens with its passphrase and shows nobody else what is in it', async () => {
    const file = await write(records, passphrase);
    expect(joinRows((await readAll(file, passphrase)).slice(0, -1))).toEqual(joinRows(records));
    expect(readFileSync(file, 'latin1')).not.toContain('guest');
    await expect(readAll(file)).rejects.toEqual(expect.objectContaining({ code: 'backup.sealed' }));
    await expect(readAll(file, 'another passphrase')).rejects.toEqual(
      expect.objectContaining({ code: 'backup.wrong_passphrase' }),
    );
  });

  test('is refused when frames were cut off behind, moved or changed, whatever its digest says', async () => {
    const file = await write(records, passphrase);
    const body = bare(file);
    const begin = body.indexOf(0x0a) + 1;
    const frame = 4 + 65_536 + 16;
    const [head, one, two] = [
      body.subarray(0, begin),
      body.subarray(begin, begin + frame),
      body.subarray(begin + frame, begin + 2 * frame),
    ];
    const rest = body.subarray(begin + 2 * frame);
    const changed = Buffer.from(two);
    changed[100] = (changed[100] ?? 0) ^ 1;
    for (const pieces of [
      [head, one, two],
      [head, two, one, rest],
      [head, one, changed, rest],
      [head, two, rest],
    ]) {
      writeFileSync(file, seal(Buffer.concat(pieces)));
      await expect(readAll(file, passphrase)).rejects.toThrow();
    }
    truncateSync(file, begin + 10);
    await expect(readAll(file, passphrase)).rejects.toEqual(damaged);
  });
});
