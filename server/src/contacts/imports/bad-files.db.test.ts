import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportBench, type ImportTests, openImportTests } from '../../../test/imports.ts';
import { commitImport } from './commit-import.ts';
import { writeErrorsFile } from './errors-file.ts';
import { listImports } from './import.queries.ts';
import { uploadImport } from './upload-import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const page = { limit: 10, after: null };

/** Refused with one sentence, which the import keeps; nothing of the file is anywhere. */
async function expectRefusal(bench: ImportBench, content: string | Uint8Array, sentence: string | RegExp) {
  await expect(bench.check(content)).rejects.toThrow(sentence);
  const [newest] = await bench.tx((tx) => listImports(tx, page));
  expect(newest).toMatchObject({ status: 'failed', problem: expect.stringMatching(sentence) });
  expect(newest?.problem).toMatch(/^[A-Z“0-9].*[.]$/);
  for (const table of ['contact', 'import_staging', 'import_reject', 'consent_event', 'suppression']) {
    expect((await bench.tx((tx) => tx.query(`select 1 from ${table}`))).rows).toEqual([]);
  }
  await expect(commitImport(bench.ctx, bench.scope, newest?.id ?? '')).rejects.toThrow(
    'Check the file first',
  );
}

describe('a file that is no list is refused in one sentence, and nothing is half done', () => {
  test.each<[string, string | Uint8Array, string | RegExp]>([
    [
      'images',
      Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(50_000, 7)]),
      'a PNG image, not a CSV file',
    ],
    [
      'data without a name',
      Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7_919) % 256)),
      'holds data, not text',
    ],
    [
      'an Excel workbook',
      Buffer.from('PK\x03\x04[Content_Types].xml', 'latin1'),
      /an Excel workbook .* then CSV, and upload that file/,
    ],
    ['a web page', '<html><body><table><tr><td>Ana</td></tr></table>', 'a web page or XML'],
    ['JSON', '{"people":[{"phone":"+13035550146"}]}', 'This is JSON'],
    ['a header only', 'Name,Phone\n', 'holds a header and no people below it'],
    ['a header and empty rows', 'Name,Phone\n,\n,\n', 'holds a header and no people below it'],
    [
      'a column called phone with e-mails',
      'Name,Phone\nAna,ana@example.com\nBen,ben@example.com\n',
      'The column “Phone” holds e-mail addresses',
    ],
    [
      'no column with numbers',
      'Name,Town\nAna,Denver\n',
      /None of the columns holds phone numbers; these were seen: Name .such as “Ana”., Town/,
    ],
    [
      'too many columns',
      `${Array.from({ length: 800 }, (_, at) => `c${at}`).join(',')}\n`,
      'has 800 columns, and at most 500',
    ],
    ['one endless line', Buffer.alloc(4_000_000, 'x'), 'Line 1 is longer than a megabyte'],
    [
      'an endless line further down',
      `Name,Phone\nAna,303-555-0146\n${'x'.repeat(4_000_000)}`,
      'Line 3 is longer than a megabyte',
    ],
  ])('%s', async (_what, content, sentence) => {
    await expectRefusal(await tests.bench(), content, sentence);
  });

  test('an empty file is not even kept', async () => {
    const bench = await tests.bench();
    await expect(bench.upload('')).rejects.toThrow('The file is empty');
    expect(await bench.tx((tx) => listImports(tx, page))).toEqual([]);
  });

  test('a mapping to a column that is not there', async () => {
    const bench = await tests.bench();
    await expect(bench.check('Phone\n303-555-0146\n', { mapping: { Mobile: 'number' } })).rejects.toThrow(
      'names a column “Mobile”',
    );
  });

  test('opt-outs before there is any program they could be kept from', async () => {
    const bench = await tests.bench();
    // Only the owner of the tables may take a program away again.
    await tests.database.migrator.tx(bench.scope.workspaceId, async (tx) => {
      await tx.query('delete from program_words');
      await tx.query('delete from program');
      await tx.query('delete from brand');
    });
    await expect(bench.check('Phone,Status\n303-555-0146,STOP\n', { programId: null })).rejects.toThrow(
      'Create a program, then check again',
    );
  });

  test('after which it can be checked again with other options', async () => {
    const bench = await tests.bench();
    await expect(bench.check('A,B\nx,y\n')).rejects.toThrow('None of the columns');
    const done = await bench.commit('A,B\n303-555-0146,y\n');
    expect(done.status).toBe('imported');
  });
});

describe('a row that cannot be read costs itself alone', () => {
  const content =
    'Name,Phone,Note\nAna,303-555-0146,ok\n"Ben,303-555-0147,lost quote\nCleo,303-555-0148,one,too many\nDan,1.30356E+10,=1+1\n@Eve,+13035550,"two\nlines"\nFay,303-555-0149,ok\n';

  test('and is told with its line, its reason and itself', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(content);
    expect(done.counts).toMatchObject({ rows: 6, invalid: 4, created: 2 });
    expect((await bench.rejects(done.id)).map(({ line, code }) => [line, code])).toEqual([
      [3, 'row.open_quote'],
      [4, 'row.too_many_cells'],
      [5, 'number.spreadsheet_damage'],
      [6, 'number.too_short'],
    ]);
  });

  test('and stands in a file that can be mended and uploaded again', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(content);
    const file = await errorsOf(bench, done.id);
    expect(file).toContain("Dan,1.30356E+10,'=1+1,,number.spreadsheet_damage,");
    expect(file).toContain('\'@Eve,+13035550,"two\nlines",,number.too_short,');
    const again = await bench.check(file);
    expect(again.counts).toMatchObject({ rows: 4, invalid: 4 });
    const rejects = await bench.rejects(again.id);
    expect(rejects.map((reject) => reject.code)).toEqual([
      'number.missing',
      'row.too_many_cells',
      'number.spreadsheet_damage',
      'number.too_short',
    ]);
    // What was once exported comes out the same the second time, with no reasons on top of reasons.
    const mended = file.replace('1.30356E+10', '+13035550150').replace('+13035550,', '+13035550151,');
    const next = await bench.commit(mended);
    expect(next.counts).toMatchObject({ created: 2 });
    const people = await bench.people();
    expect(people.get('+13035550150')).toMatchObject({ firstName: 'Dan', fields: { note: '=1+1' } });
    expect(people.get('+13035550151')).toMatchObject({ firstName: '@Eve', fields: { note: 'two\nlines' } });
    expect((await errorsOf(bench, next.id)).split('\r\n')[0]).toBe(
      '\ufeffName,Phone,Note,surplus_cell_1,error_code,error_message',
    );
  });

  test('and E.164 numbers of repeated rows come back as they were', async () => {
    const bench = await tests.bench();
    const done = await bench.commit('Phone,Name\n+13035550146,Ana\n+13035550146,Anna\n');
    expect(await errorsOf(bench, done.id)).toBe(
      '\ufeffPhone,Name,error_code,error_message\r\n+13035550146,Ana,row.repeated,"Nothing to do: +13035550146 comes again on line 3, and the last row of a number counts."\r\n',
    );
  });
});

async function errorsOf(bench: ImportBench, id: string): Promise<string> {
  let text = '';
  for await (const chunk of writeErrorsFile(bench.ctx, bench.scope, id)) text += chunk;
  return text;
}

describe('an upload', () => {
  test('onto a full disk is told so and leaves nothing', async () => {
    const bench = await tests.bench();
    const id = bench.ctx.ids.uuid();
    // Linux keeps a device that is always full.
    await symlink('/dev/full', join(bench.folder, `${id}.upload`));
    const ctx = { ...bench.ctx, ids: { ...bench.ctx.ids, uuid: () => id } };
    const upload = uploadImport(ctx, bench.scope, {
      fileName: 'people.csv',
      body: Readable.from([Buffer.alloc(200_000, 'x')]),
      uploadFolder: bench.folder,
    });
    await expect(upload).rejects.toThrow(
      'The disk is full, so the file could not be kept. Nothing was imported',
    );
    expect(await readdir(bench.folder)).not.toContain(`${id}.upload`);
    expect(await bench.tx((tx) => listImports(tx, page))).toEqual([]);
  });

  test('that breaks off is told so and leaves nothing', async () => {
    const bench = await tests.bench();
    const before = await readdir(bench.folder);
    const body = Readable.from(
      (async function* () {
        yield Buffer.from('Phone\n');
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    await expect(
      uploadImport(bench.ctx, bench.scope, { fileName: 'people.csv', body, uploadFolder: bench.folder }),
    ).rejects.toThrow('The upload broke off');
    expect(await readdir(bench.folder)).toEqual(before);
  });

  test('gives back the memory of what is kept, and none that others share', async () => {
    const bench = await tests.bench();
    const alone = Buffer.alloc(100_000, 'Phone\n');
    const shared = Buffer.from('303-555-0146\n');
    const body = Readable.from([alone, shared]);
    const upload = { fileName: 'people.csv', body, uploadFolder: bench.folder };
    expect(await uploadImport(bench.ctx, bench.scope, upload)).toMatchObject({ bytesTotal: 100_013 });
    expect([alone.length, shared.toString()]).toEqual([0, '303-555-0146\n']);
  });

  test('is kept under a name of ours, whatever it is called', async () => {
    const bench = await tests.bench();
    const imported = await bench.upload('Phone\n303-555-0146\n', '../../../etc/passwd\u0000.csv');
    expect(imported).toMatchObject({
      fileName: 'passwd.csv',
      filePath: join(bench.folder, `${imported.id}.upload`),
    });
  });

  test('that vanished before the check is told so', async () => {
    const bench = await tests.bench();
    const { id } = await bench.commit('Phone\n303-555-0146\n');
    await bench.tx((tx) => tx.query("update import set status = 'checked'"));
    await bench.tx((tx) => tx.query('delete from import_change'));
    await expect(commitImport(bench.ctx, bench.scope, id)).rejects.toThrow('no longer on this machine');
  });
});
