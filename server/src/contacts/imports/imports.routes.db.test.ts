import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { type ImportBench, type ImportTests, openImportTests } from '../../../test/imports.ts';
import { publicId } from '../../platform/ids.ts';
import { drainJobs } from '../../platform/jobs/index.ts';
import { importJobs } from './imports.jobs.ts';

let tests: ImportTests;
let app: TestApp;
let bench: ImportBench;
let ask: Ask;
beforeAll(async () => {
  tests = await openImportTests();
  bench = await tests.bench();
  app = await testApp(tests.database, { uploadFolder: bench.folder });
  ask = await app.signedIn(bench.scope.workspaceId);
});
afterAll(async () => {
  await app.close();
  await tests.close();
});

const list =
  'First name,Phone,Opted in on,Status\nAna,303-555-0146,2024-05-22,\nBen,n/a,,\nCleo,303-555-0148,,STOP\nCleo,303-555-0148,2024-05-22,\n';

async function upload(body: string | Buffer, type = 'application/octet-stream', fileName = 'people.csv') {
  return ask({
    method: 'POST',
    url: `/v1/imports?file_name=${encodeURIComponent(fileName)}`,
    payload: body,
    headers: { 'content-type': type },
  });
}
const post = (url: string, payload?: object) => ask({ method: 'POST', url, ...(payload && { payload }) });
const get = (url: string) => ask({ method: 'GET', url });
const work = () =>
  drainJobs(
    testContext(tests.database.worker),
    importJobs(async () => new Set()),
  );

describe('an import over /v1', () => {
  test('goes from the upload to the people and back', async () => {
    const uploaded = await upload(list);
    expect(uploaded.statusCode).toBe(201);
    const { id } = uploaded.json();
    expect(uploaded.json()).toMatchObject({
      object: 'import',
      status: 'uploaded',
      file_name: 'people.csv',
      progress: { bytes_total: list.length },
    });

    const program = publicId('prg', bench.program.id);
    const asked = await post(`/v1/imports/${id}/check`, {
      list: 'Spring',
      program_id: program,
      historic_consent: 'The sheets of the old shop',
    });
    expect([asked.statusCode, asked.json().status]).toEqual([202, 'checking']);
    await work();
    const checked = (await get(`/v1/imports/${id}`)).json();
    expect(checked).toMatchObject({
      status: 'checked',
      program_id: program,
      list: 'Spring',
      dialect: { delimiter: ',', encoding: 'utf-8', has_header: true },
      counts: { rows: 4, invalid: 1, duplicates: 1, people: 2, created: 2, opted_out: 1, with_consent: 1 },
      mapping: {
        Phone: 'number',
        'First name': 'first_name',
        'Opted in on': 'consent_date',
        Status: 'status',
      },
    });
    expect(checked.columns[1]).toEqual({
      name: 'Phone',
      taken_for: 'number',
      label: 'Phone',
      confidence: expect.any(Number),
      samples: ['303-555-0146', 'n/a', '303-555-0148'],
    });

    const rejects = (await get(`/v1/imports/${id}/rejects?limit=1`)).json();
    expect(rejects).toMatchObject({
      has_more: true,
      data: [{ line: 3, code: 'number.missing', row: ['Ben', 'n/a', '', ''] }],
    });
    expect((await get(`/v1/imports/${id}/rejects?cursor=${rejects.next_cursor}`)).json().data).toMatchObject([
      { line: 4, code: 'row.repeated' },
    ]);
    expect((await get(`/v1/imports/${id}/rejects?code=number`)).json().data.length).toBe(1);

    const errors = await get(`/v1/imports/${id}/errors.csv`);
    expect(errors.headers['content-disposition']).toContain("filename*=UTF-8''errors-people.csv");
    expect(errors.body.split('\r\n')[1]).toBe(
      'Ben,n/a,,,number.missing,Write a phone number; there is none.',
    );

    expect((await post(`/v1/imports/${id}/commit`)).statusCode).toBe(202);
    await work();
    expect((await get(`/v1/imports/${id}`)).json()).toMatchObject({
      status: 'imported',
      undo_until: expect.any(String),
    });
    expect((await bench.people()).size).toBe(2);

    expect((await post(`/v1/imports/${id}/undo`)).statusCode).toBe(202);
    await work();
    expect((await get(`/v1/imports/${id}`)).json()).toMatchObject({
      status: 'undone',
      counts: { undo_removed: 2 },
    });
    expect((await bench.people()).size).toBe(0);
  });

  test('says in the import itself why a file cannot be read', async () => {
    const { id } = (await upload('<html>')).json();
    await post(`/v1/imports/${id}/check`);
    await work();
    expect((await get(`/v1/imports/${id}`)).json()).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('a web page or XML'),
    });
  });

  test('takes the body as it is, whatever it calls itself', async () => {
    for (const type of ['text/csv', 'application/json', 'application/vnd.ms-excel']) {
      expect((await upload('{"not":"parsed', type)).statusCode).toBe(201);
    }
    const large = Buffer.alloc(3_000_000, 'Phone\n');
    expect((await upload(large)).json().progress.bytes_total).toBe(3_000_000);
  });

  test.each([
    ['an empty file', () => upload(''), 422, 'import.empty'],
    [
      'no name',
      () =>
        ask({ method: 'POST', url: '/v1/imports', payload: 'x', headers: { 'content-type': 'text/csv' } }),
      422,
      'request.invalid',
    ],
    [
      'an import that is not there',
      () => get('/v1/imports/imp_00000000000000000000000000000000'),
      404,
      'import.not_found',
    ],
    ['an id that is none', () => post('/v1/imports/7/commit'), 404, 'import.not_found'],
  ])('refuses %s', async (_what, send, status, code) => {
    const answer = await send();
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  test('refuses what comes too early, and options that make no sense', async () => {
    const { id } = (await upload(list)).json();
    const refused = async (url: string, payload?: object) =>
      (await post(`/v1/imports/${id}/${url}`, payload)).json().code;
    expect(await refused('commit')).toBe('import.not_checked');
    expect(await refused('undo')).toBe('import.not_imported');
    expect(await refused('check', { program_id: 'prg_7' })).toBe('program.bad_id');
    expect(await refused('check', { program_id: 'prg_00000000000000000000000000000000' })).toBe(
      'program.not_found',
    );
    expect(await refused('check', { consent: { method: 'paper', evidence: ' ' } })).toBe(
      'import.no_evidence',
    );
    expect(
      await refused('check', { consent: { method: 'paper', evidence: 'cards', date: '2999-01-01' } }),
    ).toBe('import.bad_consent_date');
    expect(await refused('check', { historic_consent: ' ' })).toBe('import.no_evidence');
    expect(await refused('check', { historic_consent: 'cards', consent: 'none' })).toBe(
      'import.historic_without_consent',
    );
    expect(await refused('check', { surprise: true })).toBe('request.invalid');
  });

  test('lists imports newest first, a page at a time', async () => {
    const first = (await get('/v1/imports?limit=2')).json();
    const second = (await get(`/v1/imports?limit=2&cursor=${first.next_cursor}`)).json();
    const ids = [...first.data, ...second.data].map((one: { id: string }) => one.id);
    expect([first.data.length, new Set(ids).size]).toEqual([2, ids.length]);
  });

  test('is nobody else’s business', async () => {
    const { id } = (await upload(list)).json();
    const other = await tests.bench();
    const stranger = await app.signedIn(other.scope.workspaceId);
    expect((await stranger({ method: 'GET', url: `/v1/imports/${id}` })).statusCode).toBe(404);
    expect((await stranger({ method: 'GET', url: `/v1/imports/${id}/errors.csv` })).statusCode).toBe(404);
    const reader = await app.withKey(bench.scope.workspaceId, ['contacts.read']);
    expect((await reader({ method: 'POST', url: `/v1/imports/${id}/check`, payload: {} })).statusCode).toBe(
      403,
    );
  });
});
