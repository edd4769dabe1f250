import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { afterAll, describe, expect, test } from 'vitest';
import { printConfig, readConfig } from './config.ts';
import { configurationPage, envExample } from './config-pages.ts';

const schema = Type.Object({
  T_PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 80, description: 'Where to listen.' }),
  T_KEY: Type.Optional(Type.String({ minLength: 8, isSecret: true, description: 'A key.' })),
  T_QUIET: Type.Boolean({ default: false, description: 'Say little | nothing.' }),
});
const read = (env: Record<string, string>) => readConfig(schema, env, 'T_');

const folder = mkdtempSync(join(tmpdir(), 'tidings-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileWith = (text: string) => {
  const path = join(folder, `secret-${text.length}`);
  writeFileSync(path, text);
  return path;
};

describe('reading the environment', () => {
  test('takes what is set, and the default for what is not', () => {
    const { config } = read({ T_PORT: '8080', T_QUIET: 'true' });
    expect(config).toEqual({ T_PORT: 8080, T_QUIET: true });
    expect(read({ T_PORT: '' }).config).toEqual({ T_PORT: 80, T_QUIET: false });
  });

  test('takes a value from a file, without the line end that editors leave', () => {
    expect(read({ T_KEY_FILE: fileWith('correct horse\n') }).config?.T_KEY).toBe('correct horse');
  });

  test('names everything that is wrong at once, and no secret', () => {
    const { config, problems } = read({ T_PORT: 'ninety', T_KEY: 'short', T_QUIET: 'perhaps' });
    expect(config).toBeNull();
    expect(problems).toEqual([
      'T_PORT is "ninety", but must be a whole number from 0 to 65535. Where to listen.',
      'T_KEY must be text of at least 8 characters. A key.',
      'T_QUIET is "perhaps", but must be true or false. Say little | nothing.',
    ]);
  });

  test('refuses a value that is given twice, and a file that is not there', () => {
    expect(read({ T_KEY: 'long enough', T_KEY_FILE: fileWith('another one') }).problems).toEqual([
      'T_KEY and T_KEY_FILE are both set; keep one of them.',
    ]);
    expect(read({ T_KEY_FILE: join(folder, 'nothing') }).problems[0]).toContain('cannot be read');
  });

  test('warns of a name that means nothing here', () => {
    const { config, warnings } = read({ T_PROT: '80', HOME: '/root' });
    expect(config).not.toBeNull();
    expect(warnings).toEqual(['T_PROT is set, but there is no such setting.']);
  });
});

test('printing the settings masks secrets and shows the rest', () => {
  expect(printConfig(schema, { T_PORT: 80, T_KEY: 'correct horse', T_QUIET: false })).toEqual({
    T_PORT: 80,
    T_KEY: '(set, not shown)',
    T_QUIET: false,
  });
  expect(printConfig(schema, { T_PORT: 80, T_QUIET: false }).T_KEY).toBeNull();
});

test('the page and the example name every setting', () => {
  expect(configurationPage(schema)).toContain(
    '| `T_QUIET` | true or false | `false` | Say little \\| nothing. |',
  );
  expect(envExample(schema)).toContain('# Where to listen.\n#T_PORT=80\n');
});
