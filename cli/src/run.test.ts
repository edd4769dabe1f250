import { describe, expect, test } from 'vitest';
import { page, refusal, runCli } from '../test/run-cli.ts';
import { defineProgram } from './define/define-program.ts';

const lists = { 'GET /v1/lists': () => page([]) };

describe('a command line', () => {
  test('that cannot be understood ends with 2, with the word that was most likely meant', async () => {
    const ran = await runCli(['impotr', 'x.csv', '--json']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('Did you mean import?');
    expect(ran.json()).toMatchObject({ error: { code: 'command.misused', exit_code: 2 } });
  });

  test.each([
    [[]],
    [['campaign']],
    [['lists', '--colour']],
    [['completion', 'tcsh']],
    [['campaign', 'create']],
  ])('of %j ends with 2', async (argv) => expect((await runCli(argv)).code).toBe(2));

  test.each([[['--help']], [['import', '--help']], [['campaign', 'launch', '-h']], [['login', '--help']]])(
    'of %j begins its help with examples and ends with 0',
    async (argv) => {
      const { code, out } = await runCli(argv);
      expect(code).toBe(0);
      expect(out).toMatch(/^Examples:\n {2}tidings /);
    },
  );

  test('takes its flags before and after the command', async () => {
    const before = await runCli(['--json', 'lists'], { routes: lists });
    const after = await runCli(['lists', '--json'], { routes: lists });
    expect(before.out).toBe(after.out);
    expect(before.out).toBe('{"data":[],"has_more":false}\n');
  });
});

type Command = ReturnType<typeof defineProgram>;

test('no command takes an option of its own by the name of one that all of them have', () => {
  const run = { around: { stdout: {}, stderr: {} } as never, finish: () => {}, ifInterrupted: () => {} };
  const program = defineProgram(run, '0');
  const everybodys = new Set(program.options.map(({ long }) => long));
  const shadowing = (command: Command, path = ''): string[] => [
    ...command.options.flatMap(({ long }) => (everybodys.has(long) ? [`${path} ${long}`] : [])),
    ...command.commands.flatMap((one) => shadowing(one as Command, `${path} ${one.name()}`)),
  ];
  expect(program.commands.flatMap((one) => shadowing(one as Command, one.name()))).toEqual([]);
});

describe('bad news', () => {
  test.each([
    [401, 'api_key.unknown', 3],
    [403, 'permission.missing', 3],
    [404, 'route.not_found', 4],
    [409, 'list.name_taken', 1],
    [422, 'request.invalid', 1],
    [500, 'server.failed', 1],
  ])('of %i %s ends with the right code', async (status, code, exit) => {
    const routes = { 'GET /v1/lists': () => refusal(status, code, 'A sentence.', { request_id: 'req_1' }) };
    const ran = await runCli(['lists', '--json'], { routes });
    expect(ran.code).toBe(exit);
    expect(ran.json()).toEqual({
      error: { code, message: 'A sentence.', exit_code: exit, request_id: 'req_1', details: [] },
    });
    expect(ran.err).toContain('A sentence.');
  });

  test('of a service that is away names the address', async () => {
    const ran = await runCli(['lists'], { routes: { 'GET /v1/lists': () => new TypeError('fetch failed') } });
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('cannot be reached at http://tidings.test');
  });

  test('of a missing key ends with 3 before anything is asked', async () => {
    const ran = await runCli(['lists'], { env: { TIDINGS_KEY: '' } });
    expect([ran.code, ran.requests]).toEqual([3, []]);
  });
});

describe('what is said besides the answer', () => {
  test('is each request with --verbose, without the key', async () => {
    const { err } = await runCli(['lists', '--verbose'], { routes: lists });
    expect(err).toContain('GET /v1/lists?limit=200 → 200');
    expect(err).not.toContain('tk_test_key');
  });

  test('is nothing with --quiet', async () => {
    const many = { 'GET /v1/lists': () => page([{ id: 'a', name: 'A', people: 1 }], 'more') };
    expect((await runCli(['lists', '--limit', '1'], { routes: many })).err).toContain('--limit');
    expect((await runCli(['lists', '--limit', '1', '--quiet'], { routes: many })).err).toBe('');
  });
});
