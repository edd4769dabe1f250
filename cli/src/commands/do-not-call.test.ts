import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-dnc-'));
afterAll(() => rmSync(folder, { recursive: true }));

const list = {
  ...{ object: 'do_not_call_list', id: 'dnc_1', kind: 'federal', region: null, name: 'Register' },
  ...{ as_of: '2026-11-24', state: 'standing', entries: 2, added_by: 'user:1' },
  ...{ added_at: '2026-11-24T12:00:00Z', finished_at: '2026-11-24T12:00:01Z' },
};

test('a file becomes a list that stands once all of it was taken', async () => {
  const file = join(folder, 'federal.txt');
  writeFileSync(file, '+12125550101\r\n2125550102,ignored\n\nnobody\n');
  const ran = await runCli(['dnc', 'import', file, '--kind', 'federal', '--as-of', '2026-11-24'], {
    routes: {
      'POST /v1/do-not-call-lists': () => ({ ...list, state: 'loading', entries: 0 }),
      'POST /v1/do-not-call-lists/dnc_1/numbers': () => ({
        ...{ ...list, added: 2, known: 0 },
        unreadable: [{ line: 3, entry: 'nobody', why: 'No number.' }],
      }),
      'POST /v1/do-not-call-lists/dnc_1/finish': () => list,
    },
  });
  expect(ran.asked.map(({ body }) => body)[1]).toEqual({
    numbers: ['+12125550101', '2125550102', 'nobody'],
  });
  expect(ran.out).toContain('2 numbers of 2026-11-24 stand on dnc_1. 1 line could not be read as a number.');
  expect(ran.code).toBe(5);
});

test('an empty file is refused before anything is opened', async () => {
  const file = join(folder, 'empty.txt');
  writeFileSync(file, '\n');
  const ran = await runCli(['dnc', 'import', file, '--kind', 'own', '--as-of', '2026-11-24'], { routes: {} });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('has no numbers in it');
});
