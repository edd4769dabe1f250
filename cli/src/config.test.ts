import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, page, runCli } from '../test/run-cli.ts';
import { checkUrl, isExposed } from './config.ts';

const routes = { 'GET /v1/lists': () => page([]) };

function stored(login: unknown): string {
  const folder = makeFolder();
  mkdirSync(join(folder, 'tidings'));
  writeFileSync(
    join(folder, 'tidings/config.json'),
    typeof login === 'string' ? login : JSON.stringify(login),
  );
  return folder;
}

function keyFile(text: string): string {
  const file = join(makeFolder(), 'key');
  writeFileSync(file, text);
  return file;
}

const usedKey = async (argv: readonly string[], env: Record<string, string>) =>
  (await runCli(['lists', ...argv], { routes, env })).asked[0]?.key;

describe('the key', () => {
  const home = { url: 'http://tidings.test', key: 'tk_stored' };

  test('comes from the flag before the environment, and from there before what was stored', async () => {
    const env = { XDG_CONFIG_HOME: stored(home), TIDINGS_KEY_FILE: keyFile('tk_file\n') };
    expect(await usedKey(['--key-file', keyFile('tk_flag\n')], env)).toBe('Bearer tk_flag');
    expect(await usedKey([], env)).toBe('Bearer tk_test_key');
    expect(await usedKey([], { ...env, TIDINGS_KEY: '' })).toBe('Bearer tk_file');
    expect(await usedKey([], { ...env, TIDINGS_KEY: '', TIDINGS_KEY_FILE: '' })).toBe('Bearer tk_stored');
  });

  test('that is stored for one place is not shown to another', async () => {
    const env = { XDG_CONFIG_HOME: stored(home), TIDINGS_KEY: '' };
    const ran = await runCli(['lists', '--url', 'http://elsewhere.test'], { routes, env });
    expect([ran.code, ran.requests]).toEqual([3, []]);
    expect(ran.err).toContain('http://tidings.test, not for http://elsewhere.test');
  });

  test.each([['two words'], ['']])('%j is none', async (text) => {
    const ran = await runCli(['lists', '--key-file', keyFile(text)], { routes });
    expect([ran.code, ran.requests]).toEqual([3, []]);
  });

  test('in a file that is not there ends with 4', async () => {
    expect((await runCli(['lists', '--key-file', '/nowhere/key'])).code).toBe(4);
  });
});

test('a stored login that is broken says how to mend it', async () => {
  const ran = await runCli(['lists'], { env: { XDG_CONFIG_HOME: stored('{'), TIDINGS_KEY: '' } });
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('tidings login');
});

test.each([
  ['https://texts.example.com/', 'https://texts.example.com'],
  ['texts.example.com', 'https://texts.example.com'],
  ['localhost:8434', 'http://localhost:8434'],
  ['127.0.0.1:8434/setup', 'http://127.0.0.1:8434'],
])('the address %s is %s', (given, origin) => expect(checkUrl(given)).toBe(origin));

test.each([['ftp://a.example'], ['https://'], ['a b']])('%s is no address', (given) => {
  expect(() => checkUrl(given)).toThrow('is not an address');
});

test('keys cross a network in the open only over plain http to another machine', () => {
  const urls = [
    'http://texts.example.com',
    'https://texts.example.com',
    'http://127.0.0.1:8434',
    'http://localhost',
  ];
  expect(urls.filter(isExposed)).toEqual(['http://texts.example.com']);
});
