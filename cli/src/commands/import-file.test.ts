import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { counts, fakeImport, importRoutes } from '../../test/fake-import.ts';
import { ids, makeFolder, page, refusal, runCli } from '../../test/run-cli.ts';

const check = `POST /v1/imports/${ids.import}/check`;
const commit = `POST /v1/imports/${ids.import}/commit`;

function makeList(text = 'phone\n+12125550142\n'): string {
  const file = join(makeFolder(), 'guests.csv');
  writeFileSync(file, text);
  return file;
}

describe('tidings import FILE', () => {
  test('sends the file as it is, checks it, imports it after --yes and answers with the import', async () => {
    const ran = await runCli(['import', makeList(), '--yes', '--json'], { routes: importRoutes() });
    expect(ran.asked[0]).toMatchObject({
      method: 'POST',
      path: '/v1/imports',
      body: 'phone\n+12125550142\n',
    });
    expect(ran.asked[0]?.query.get('file_name')).toBe('guests.csv');
    expect(ran.requests).toContain(commit);
    expect(ran.json()).toEqual(fakeImport('imported'));
  });

  test('ends with 5 when rows were left out, and with 0 when none was', async () => {
    const left = await runCli(['import', makeList(), '--yes'], { routes: importRoutes() });
    expect(left.code).toBe(5);
    const whole = { ...counts, invalid: 0, rows: 17 };
    const none = await runCli(['import', makeList(), '--yes'], { routes: importRoutes({ counts: whole }) });
    expect(none.code).toBe(0);
  });

  test('passes on every wish, with the program by its name', async () => {
    const wishes = ['--list', 'Guests', '--tag', 'a', '--tag', 'b', '--country', 'gb', '--program', 'news'];
    const attested = [
      '--consent',
      'paper',
      '--evidence',
      'Box 12',
      '--date',
      '2026-03-01',
      '--historic-consent',
      'Box 3',
      '--tracking',
      'Box 4',
    ];
    const columns = ['--map', 'Cell=1=number', '--duplicates', 'fill'];
    const ran = await runCli(['import', makeList(), '--yes', ...wishes, ...attested, ...columns], {
      routes: { ...importRoutes(), 'GET /v1/programs': () => page([{ id: ids.program, name: 'News' }]) },
    });
    expect(ran.asked.find(({ path }) => path.endsWith('/check'))?.body).toEqual({
      default_country: 'GB',
      list: 'Guests',
      tags: ['a', 'b'],
      program_id: ids.program,
      consent: { method: 'paper', evidence: 'Box 12', date: '2026-03-01' },
      historic_consent: 'Box 3',
      tracking: { evidence: 'Box 4' },
      mapping: { 'Cell=1': 'number' },
      duplicates: 'fill',
    });
  });

  test('says apart whose consent is not enough for texts of the program, and does not count them as texted', async () => {
    const weak = { ...counts, weak_consent: 4 };
    const { out } = await runCli(['import', makeList(), '--yes'], { routes: importRoutes({ counts: weak }) });
    expect(out).toMatch(/ 5 {2}may be texted/);
    expect(out).toMatch(/\+ *4 {2}agreed, but what shows it is not enough/);
    expect(out).toContain('; 5 may be texted.');
  });

  test('reads a list from a pipe when the file is -', async () => {
    const ran = await runCli(['import', '-', '--yes'], { routes: importRoutes(), stdin: 'phone\n1\n' });
    expect(ran.asked[0]?.body).toBe('phone\n1\n');
  });

  test('prints three bills that end in the same number of people', async () => {
    const { out } = await runCli(['import', makeList(), '--dry-run'], { routes: importRoutes() });
    expect(out.match(/= 15 {2}people/g)).toHaveLength(3);
    expect(out).toContain('-  3  without a usable number');
    expect(out).toContain('2 rows are called subscribed, with no date.');
    expect(out).not.toContain('do not add up');
  });

  test('says so when the numbers of the server do not add up', async () => {
    const routes = importRoutes({ counts: { ...counts, people: 16 } });
    const { out } = await runCli(['import', makeList(), '--dry-run'], { routes });
    expect(out).toContain('These numbers do not add up');
  });
});

describe('a dry run', () => {
  test('imports nothing, ends with 0 and says how to go on', async () => {
    const ran = await runCli(['import', makeList(), '--dry-run', '--json'], { routes: importRoutes() });
    expect(ran.code).toBe(0);
    expect(ran.requests).not.toContain(commit);
    expect(ran.json()).toMatchObject({ status: 'checked', counts });
    expect(ran.err).toContain(`tidings import commit ${ids.import}`);
  });
});

describe('asking first', () => {
  test('happens at a terminal, after the counts were shown', async () => {
    const ran = await runCli(['import', makeList()], { routes: importRoutes(), stdin: null, typed: ['y'] });
    expect(ran.questions).toEqual(['Import 15 people? [y/N] ']);
    expect(ran.requests).toContain(commit);
  });

  test('takes anything but yes for a no, and imports nothing', async () => {
    const ran = await runCli(['import', makeList()], { routes: importRoutes(), stdin: null, typed: [''] });
    expect(ran.code).toBe(1);
    expect(ran.requests).not.toContain(commit);
    expect(ran.err).toContain('Nothing was imported.');
  });

  test('is refused before anything is sent where nobody is there and --yes was not said', async () => {
    const ran = await runCli(['import', makeList()], { routes: importRoutes() });
    expect(ran.code).toBe(2);
    expect(ran.requests).toEqual([]);
    expect(ran.err).toContain('--yes');
  });
});

describe('--errors', () => {
  test('keeps the rejected rows in a file that appears whole', async () => {
    const folder = makeFolder();
    await runCli(['import', makeList(), '--dry-run', '--errors', join(folder, 'out.csv')], {
      routes: importRoutes(),
    });
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('number.bad');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  test('writes nothing when every row became a person', async () => {
    const folder = makeFolder();
    const whole = { ...counts, rows: 15, invalid: 0, duplicates: 0 };
    await runCli(['import', makeList(), '--dry-run', '--errors', join(folder, 'out.csv')], {
      routes: importRoutes({ counts: whole }),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('bad news', () => {
  test('of a file that cannot be read as a list is told in the words of the server', async () => {
    const failed = fakeImport('failed', { problem: 'This is an image. Export the list as CSV.' });
    const ran = await runCli(['import', makeList(), '--yes', '--json'], {
      routes: { ...importRoutes(), [check]: () => failed },
    });
    expect(ran.code).toBe(1);
    expect(ran.json()).toMatchObject({ error: { code: 'import.failed', exit_code: 1 } });
    expect(ran.err).toBe('Uploading guests.csv\nThis is an image. Export the list as CSV.\n');
  });

  test.each([
    ['a file that is not there', ['import', '/nowhere/at-all.csv', '--yes'], 4],
    ['a folder', ['import', '/', '--yes'], 2],
    ['no file', ['import', '--yes'], 2],
  ])('of %s ends with its own code and without a request', async (_what, argv, code) => {
    const ran = await runCli(argv);
    expect(ran.code).toBe(code);
    expect(ran.requests).toEqual([]);
  });

  test.each([
    ['a method without evidence', ['--consent', 'paper']],
    ['two words about clicks', ['--tracking', 'Box 4', '--tracking-everybody', 'Box 5']],
    ['evidence without a method', ['--evidence', 'Box 12']],
    ['a day that does not exist', ['--consent', 'paper', '--evidence', 'Box 12', '--date', '2026-02-30']],
    ['a country in words', ['--country', 'France']],
    ['a mapping without a field', ['--map', 'Cell=']],
    ['duplicates in other words', ['--duplicates', 'merge']],
  ])('of %s is told before the upload', async (_what, options) => {
    const ran = await runCli(['import', makeList(), '--yes', ...options]);
    expect(ran.code).toBe(2);
    expect(ran.requests).toEqual([]);
  });

  test('of a missing key comes before anything is read', async () => {
    const ran = await runCli(['import', makeList(), '--yes'], { env: { TIDINGS_KEY: '' } });
    expect(ran.code).toBe(3);
    expect(ran.err).toBe('There is no API key. Store one with `tidings login`, or set TIDINGS_KEY.\n');
  });

  test('of a key that may not import ends with 3', async () => {
    const denied = () => refusal(403, 'permission.missing', 'This needs the permission contacts.import.');
    const ran = await runCli(['import', makeList(), '--yes'], { routes: { 'POST /v1/imports': denied } });
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('contacts.import');
  });
});

describe('Ctrl-C', () => {
  test('during the upload says that nothing was kept', async () => {
    const ran = await runCli(['import', makeList(), '--yes'], {
      routes: importRoutes(),
      interruptAt: 'POST /v1/imports',
    });
    expect(ran.code).toBe(130);
    expect(ran.err).toContain('Nothing was kept and nothing was imported.');
  });

  test('while the server imports says that it goes on, and where to look', async () => {
    const ran = await runCli(['import', makeList(), '--yes', '--json'], {
      routes: importRoutes(),
      interruptAt: commit,
    });
    expect(ran.code).toBe(130);
    expect(ran.json()).toMatchObject({ error: { code: 'command.interrupted', exit_code: 130 } });
    expect(ran.err).toContain(`tidings import show ${ids.import}`);
  });
});
