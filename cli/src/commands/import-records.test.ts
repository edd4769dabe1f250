import { expect, test } from 'vitest';
import { counts, fakeImport, importRoutes } from '../../test/fake-import.ts';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

test('an import is undone after --yes, and the answer says what was kept', async () => {
  const undone = { ...counts, undo_removed: 8, undo_kept: 2, undo_restored: 4, undo_changed_since: 0 };
  const given = { routes: importRoutes({ counts: undone }) };
  const { code, out } = await runCli(['import', 'undo', ids.import, '--yes'], given);
  expect(code).toBe(0);
  expect(out).toContain('8 people removed, 4 as they were before, 2 are kept');
});

test('undoing is asked about first, and refused where nobody can be asked', async () => {
  const undo = `POST /v1/imports/${ids.import}/undo`;
  const alone = await runCli(['import', 'undo', ids.import], { routes: importRoutes() });
  expect([alone.code, alone.requests]).toEqual([2, []]);
  const given = { routes: importRoutes(), stdin: null, typed: ['no'] };
  const refused = await runCli(['import', 'undo', ids.import], given);
  expect([refused.code, refused.requests.includes(undo)]).toEqual([1, false]);
});

test('an import that is too old to be undone ends with 1 and the words of the server', async () => {
  const over = () => refusal(409, 'import.undo_over', 'Those 24 hours are over.');
  const { code, err } = await runCli(['import', 'undo', ids.import, '--yes'], {
    routes: { ...importRoutes(), [`POST /v1/imports/${ids.import}/undo`]: over },
  });
  expect(code).toBe(1);
  expect(err).toContain('Those 24 hours are over.');
});

test('a file checked by a dry run is imported by its id', async () => {
  const checked = () => fakeImport('checked');
  const routes = { ...importRoutes(), [`GET /v1/imports/${ids.import}`]: checked };
  const done = { ...routes, [`POST /v1/imports/${ids.import}/commit`]: () => fakeImport('imported') };
  const ran = await runCli(['import', 'commit', ids.import, '--yes', '--json'], { routes: done });
  expect(ran.json()).toMatchObject({ status: 'imported' });
  expect(ran.code).toBe(5);
});

test('an import that is not there ends with 4', async () => {
  const routes = {
    [`GET /v1/imports/${ids.import}`]: () => refusal(404, 'import.not_found', 'There is no import.'),
  };
  const ran = await runCli(['import', 'show', ids.import, '--json'], { routes });
  expect(ran.code).toBe(4);
  expect(ran.json()).toMatchObject({ error: { code: 'import.not_found', exit_code: 4 } });
});

test('imports are listed with how far they came', async () => {
  const routes = { 'GET /v1/imports': () => page([fakeImport('imported'), fakeImport('failed')]) };
  const { out, json } = await runCli(['import', 'list', '--json'], { routes });
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(json()).toMatchObject({ data: [{ status: 'imported' }, { status: 'failed' }], has_more: false });
});
