import { expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const list = { id: ids.list, name: 'Guests' };
const routes = {
  'GET /v1/lists': () => page([list]),
  [`PATCH /v1/lists/${ids.list}`]: () => ({ ...list, name: 'Regulars' }),
  [`DELETE /v1/lists/${ids.list}`]: () => new Response(null, { status: 204 }),
};
const lists = (argv: string[], typed?: string[]) =>
  runCli(['lists', ...argv], { routes, ...(typed && { stdin: null, typed }) });

test('a list is given another name', async () => {
  const ran = await lists(['rename', 'guests', 'Regulars']);
  expect([ran.code, ran.asked.at(-1)?.body, ran.out]).toEqual([
    ...[0, { name: 'Regulars' }, 'It is called “Regulars” now.\n'],
  ]);
});

test.each([
  ['with --yes', ['delete', 'Guests', '--yes'], undefined, 0, true],
  ['after a yes', ['delete', 'Guests'], ['y'], 0, true],
  ['not after a no', ['delete', 'Guests'], ['n'], 1, false],
  ['not where nobody can be asked', ['delete', 'Guests'], undefined, 2, false],
])('a list is removed %s', async (_what, argv, typed, code, isRemoved) => {
  const ran = await lists(argv, typed);
  expect([ran.code, ran.requests.includes(`DELETE /v1/lists/${ids.list}`)]).toEqual([code, isRemoved]);
});

test('a field is called something else, and keeps its name', async () => {
  const city = { name: 'city', label: 'Town', kind: 'text', is_standard: false };
  const ran = await runCli(['fields', 'rename', 'city', 'Town'], {
    routes: { 'PATCH /v1/contact-fields/city': () => city },
  });
  expect([ran.code, ran.asked.at(-1)?.body, ran.out]).toEqual([
    ...[0, { label: 'Town' }, 'city is called “Town” now. Texts and segments ask for it as before.\n'],
  ]);
});
