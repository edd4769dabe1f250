import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

// A clone in miniature again, and this time what really builds the service. Packages are our own, by links that say they are installed.
const repository = resolve(import.meta.dirname, '..');
let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-build-')));
  for (const folder of ['tools', 'server/src', 'node_modules/.bin', '.cache/setup'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of ['setup', 'run', 'is-installed.ts', 'build-server.ts', 'old-builds.ts', 'to-narrow.ts'])
    copyFileSync(join(import.meta.dirname, name), join(root, 'tools', name));
  for (const name of ['rolldown', '@rolldown', '@oxc-project'])
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), '{"packages":{}}');
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages":{}}');
  writeFileSync(join(root, 'server/src/main.ts'), "(await import('./later.ts')).say();\n");
  say('one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const say = (word: string) =>
  writeFileSync(
    join(root, 'server/src/later.ts'),
    `export const say = (): void => console.log('${word}');\n`,
  );
const sh = (words: readonly string[], who: { uid?: number; gid?: number } = {}) =>
  spawnSync('/bin/sh', words, {
    cwd: root,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: root },
    encoding: 'utf8',
    ...who,
  });
const runService = (who = {}) => sh(['tools/run', 'server/src/main.ts'], who);
const isFresh = () => sh(['tools/run', '--is-service-fresh']).status === 0;

test('whoever builds says of what: nothing has to be built again after it', () => {
  sh(['tools/setup', '--service']);
  expect(isFresh()).toBe(true);
  say('another');
  expect(isFresh()).toBe(false);
  expect(spawnSync(process.execPath, ['tools/build-server.ts'], { cwd: root }).status).toBe(0);
  expect(isFresh()).toBe(true);
  expect(runService()).toMatchObject({ stdout: 'another\n', stderr: '' });
});

test('a build that is broken off takes the mark of the last one along', () => {
  sh(['tools/setup', '--service']);
  say('two');
  rmSync(join(root, 'server/dist/main.js'));
  mkdirSync(join(root, 'server/dist/main.js'));
  expect(spawnSync(process.execPath, ['tools/build-server.ts'], { cwd: root }).status).not.toBe(0);
  rmSync(join(root, 'server/dist/main.js'), { recursive: true });
  say('one');
  writeFileSync(join(root, 'server/dist/main.js'), 'console.log("half of each")');
  expect(runService().stdout).toBe('one\n');
});

test('chunks of the build before are still there, for a service that loads them late', () => {
  runService();
  const before = readdirSync(join(root, 'server/dist')).filter((name) => name.startsWith('later-'));
  for (const word of ['two', 'three']) {
    say(word);
    runService();
  }
  expect(before).toHaveLength(1);
  expect(readdirSync(join(root, 'server/dist'))).toEqual(expect.arrayContaining(before));
});

// Root may do anything, so the owner is somebody else where root runs this; elsewhere files that nobody may write into stand for root's.
const isRoot = process.getuid?.() === 0;
const owner = isRoot ? { uid: 65_534, gid: 65_534 } : {};
const canRun = spawnSync(process.execPath, ['--version'], owner).status === 0;

describe.runIf(canRun)('whoever the clone belongs to builds', () => {
  const giveAway = (path: string) => isRoot && spawnSync('chown', ['-R', '65534:65534', path]);
  const files = () =>
    ['.cache/setup', 'server/dist'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(root, folder, name)),
    );

  test('over files that belong to somebody else', () => {
    giveAway(root);
    expect(runService(owner)).toMatchObject({ status: 0, stdout: 'one\n' });
    for (const path of files()) {
      if (isRoot) chownSync(path, 0, 0);
      chmodSync(path, 0o444);
    }
    say('two');
    const done = runService(owner);
    expect(done).toMatchObject({ status: 0, stdout: 'two\n' });
    expect(done.stderr).toMatch(/^set-up: service \(\d+ s\)\n$/);
  });

  test.runIf(isRoot)('after root did so first, and made all the folders', () => {
    rmSync(join(root, '.cache'), { recursive: true });
    giveAway(root);
    expect(runService()).toMatchObject({ status: 0, stdout: 'one\n' });
    say('two');
    const done = runService(owner);
    expect(done).toMatchObject({ status: 0, stdout: 'two\n' });
    expect(done.stderr).toMatch(/^set-up: service \(\d+ s\)\n$/);
    expect(readFileSync(join(root, '.cache/setup/build-server.log'), 'utf8')).toBe('');
  });
});
