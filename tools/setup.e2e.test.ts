import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

// A clone in miniature with a pretend npm: it writes down how it was called and installs by writing npm's hidden lock.
// The PATH holds nothing but these commands, which is what the smallest images have.
const commands =
  'sh dirname ls mkdir rm id ln readlink sed cut cat sleep date cksum find head tail grep mv uname ps tr sort chown'.split(
    ' ',
  );

let root: string;
let bin: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-setup-')));
  bin = join(root, 'bin');
  mkdirSync(join(root, 'tools'));
  mkdirSync(bin);
  for (const name of ['setup', 'run', 'is-installed.ts', 'build.ts']) {
    copyFileSync(join(import.meta.dirname, name), join(root, 'tools', name));
  }
  for (const name of commands) symlinkSync(findCommand(name), join(bin, name));
  symlinkSync(process.execPath, join(bin, 'node'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeLock('1.0.0');
  writeFileSync(
    join(root, 'hello.ts'),
    'console.log(process.env.INIT_CWD, ...process.argv.slice(2)); process.exit(3);',
  );
  pretendNpm(installing);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

const installing = `
  rm -rf node_modules; mkdir -p node_modules/.bin node_modules/left
  echo '{}' > node_modules/left/package.json
  cat package-lock.json > node_modules/.package-lock.json`;

function pretendNpm(script: string): void {
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho "$*" >> ${root}/npm-calls\n${script}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
}

function writeLock(version: string): void {
  const packages = { 'node_modules/left': { version, integrity: `sha512-${version}` } };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}

function findCommand(name: string): string {
  return spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
}

const environment = () => ({ PATH: bin, HOME: root, INIT_CWD: '/somewhere' });
const run = (...args: string[]) => runWith({}, ...args);
const runWith = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  spawnSync('/bin/sh', [join(root, 'tools/run'), ...args], {
    cwd: '/',
    env: { ...environment(), ...env },
    encoding: 'utf8',
  });
const setup = () =>
  spawnSync('/bin/sh', [join(root, 'tools/setup')], { cwd: '/', env: environment(), encoding: 'utf8' });
const npmCalls = () =>
  existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n') : [];

function setupInBackground(): ChildProcess {
  const child = spawn('/bin/sh', [join(root, 'tools/setup')], {
    cwd: '/',
    env: environment(),
    stdio: 'ignore',
  });
  children.push(child);
  return child;
}

async function until(file: string): Promise<void> {
  const watcher = watch(root);
  try {
    while (!existsSync(join(root, file))) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

describe('running a file', () => {
  test('sets up first, passes on arguments, folder and exit code, and keeps standard output clean', () => {
    const done = run('hello.ts', 'a b', '--json');
    expect(done).toMatchObject({ stdout: '/somewhere a b --json\n', status: 3 });
    expect(done.stderr).toMatch(/^set-up: packages \(\d+ s\)\n$/);
    expect(npmCalls()).toEqual(['--loglevel=notice ci --include=dev --no-audit --no-fund --ignore-scripts']);
  });

  test('does nothing more the second time', () => {
    run('hello.ts');
    expect(run('hello.ts')).toMatchObject({ stderr: '', status: 3 });
    expect(npmCalls()).toHaveLength(1);
  });

  test('names a file that is not there', () => {
    expect(run('nowhere.ts')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no file nowhere.ts'),
    });
  });
});

describe('running the service', () => {
  const builder = `
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
const print = spawnSync('sh', ['tools/run', '--print-service']).stdout;
mkdirSync('server/dist', { recursive: true });
writeFileSync('server/dist/main.js', 'console.log("built", ...process.argv.slice(2))');
writeFileSync('.cache/setup/service', print);`;
  beforeEach(() => {
    mkdirSync(join(root, 'server/src'), { recursive: true });
    writeFileSync(join(root, 'server/src/main.ts'), 'console.log("from the sources")');
    writeFileSync(join(root, 'tools/build-server.ts'), builder);
  });

  test('builds it first, and again only when a source has changed', () => {
    const first = run('server/src/main.ts', 'all');
    expect(first).toMatchObject({ stdout: 'built all\n', status: 0 });
    expect(first.stderr).toMatch(/^set-up: service \(\d+ s\)$/m);
    expect(run('server/src/main.ts', 'all')).toMatchObject({ stdout: 'built all\n', stderr: '' });
    writeFileSync(join(root, 'server/src/main.ts'), '// of another version\n');
    expect(run('server/src/main.ts', 'all').stderr).toMatch(/^set-up: service/);
  });

  test('builds anew when a source is gone', () => {
    writeFileSync(join(root, 'server/src/other.ts'), '');
    run('server/src/main.ts', 'all');
    rmSync(join(root, 'server/src/other.ts'));
    expect(run('server/src/main.ts', 'all').stderr).toMatch(/^set-up: service/);
  });

  test('takes the same sources for the same, whatever the time zone, the language, their age and who else has a link to them', () => {
    const source = join(root, 'server/src/main.ts');
    for (const name of ['a-b.ts', 'aB.ts', 'a_c.ts', 'Ab.ts'])
      writeFileSync(join(root, 'server/src', name), name);
    const print = (env = {}) => runWith(env, '--print-service').stdout;
    const printed = print({ TZ: 'UTC', LC_ALL: 'C' });
    expect(print({ TZ: 'Asia/Tokyo', LC_ALL: 'C' })).toBe(printed);
    expect(print({ TZ: 'UTC', LC_ALL: 'en_US.UTF-8', LANG: 'de_DE.UTF-8' })).toBe(printed);
    linkSync(source, join(root, 'linked'));
    expect(print()).toBe(printed);
    utimesSync(source, new Date('2020-01-01'), new Date('2020-01-01'));
    expect(print()).toBe(printed);
    utimesSync(source, new Date(), new Date(Date.now() + 60_000));
    expect(print()).toBe(printed);
  });

  test('runs the sources where they cannot be built, and says why', () => {
    writeFileSync(join(root, 'tools/build-server.ts'), 'throw new Error("nothing can be written here")');
    const done = run('server/src/main.ts', 'hold');
    expect(done).toMatchObject({ status: 0, stdout: 'from the sources\n' });
    expect(done.stderr).toMatch(/The service could not be built: .*nothing can be written here/);
  });

  test('builds anew from sources that came with older times than what was built', () => {
    run('server/src/main.ts', 'all');
    const source = join(root, 'server/src/main.ts');
    writeFileSync(source, '// of another version\n');
    utimesSync(source, new Date('2020-01-01'), new Date('2020-01-01'));
    expect(run('server/src/main.ts', 'all').stderr).toMatch(/^set-up: service/);
  });
});

describe('set-up', () => {
  test('installs again when the lock file has changed', () => {
    setup();
    writeLock('2.0.0');
    expect(setup().status).toBe(0);
    expect(npmCalls()).toHaveLength(2);
  });

  test('leaves packages alone that somebody has already installed by hand', () => {
    spawnSync('/bin/sh', ['-c', installing], { cwd: root });
    expect(setup()).toMatchObject({ status: 0, stderr: '' });
    expect(npmCalls()).toEqual([]);
  });

  test('repairs a package that has gone missing', () => {
    setup();
    rmSync(join(root, '.cache/setup/stamp'));
    rmSync(join(root, 'node_modules/left'), { recursive: true });
    setup();
    expect(npmCalls()).toHaveLength(2);
  });

  test('fetches Node 24 when the machine has an older one', () => {
    rmSync(join(bin, 'node'));
    writeFileSync(join(bin, 'node'), '#!/bin/sh\necho v20.20.2\n', { mode: 0o755 });
    pretendNpm(`
      if [ "$2" = install ]; then
        for name in "$@"; do :; done
        folder="$PWD/node_modules/\${name%@*}/bin"; mkdir -p "$folder"; ln -s ${process.execPath} "$folder/node"
      else ${installing}
      fi`);
    expect(run('hello.ts')).toMatchObject({ status: 3 });
    expect(npmCalls()[0]).toMatch(
      /^--loglevel=notice install --save-exact .* node-linux-(x64|arm64)@24\.\d+\.\d+$/,
    );
    expect(readFileSync(join(root, '.cache/setup/stamp'), 'utf8')).toContain(
      '/.cache/node/node_modules/node-linux-',
    );
  });

  test('run twice at once waits for the other and installs once', async () => {
    pretendNpm(`until [ -e ${root}/go ]; do sleep 0.05; done\n${installing}`);
    const first = setupInBackground();
    await until('npm-calls');
    const second = spawn('/bin/sh', [join(root, 'tools/setup')], { cwd: '/', env: environment() });
    children.push(second);
    const [said] = await once(second.stderr as NodeJS.ReadableStream, 'data');
    expect(String(said)).toContain('another set-up is running');
    writeFileSync(join(root, 'go'), '');
    const codes = await Promise.all([first, second].map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes).toEqual([0, 0]);
    expect(npmCalls()).toHaveLength(1);
  });

  test('killed in the middle is repaired by the next one, which ends the npm it left behind', async () => {
    pretendNpm(`mkdir -p node_modules/left; sleep 30; touch ${root}/orphan-went-on`);
    const first = setupInBackground();
    await until('npm-calls');
    first.kill('SIGKILL');
    await once(first, 'exit');
    pretendNpm(installing);
    expect(setup()).toMatchObject({ status: 0 });
    expect(npmCalls()).toHaveLength(2);
    expect(existsSync(join(root, 'orphan-went-on'))).toBe(false);
  });

  test('stopped with Ctrl-C leaves no lock and no stamp', async () => {
    pretendNpm('sleep 30');
    const first = setupInBackground();
    await until('npm-calls');
    first.kill('SIGINT');
    expect((await once(first, 'exit'))[0]).toBe(130);
    expect(existsSync(join(root, '.cache/setup/stamp'))).toBe(false);
    pretendNpm(installing);
    expect(setup().status).toBe(0);
  });

  test('takes over the lock of a process that is gone', () => {
    mkdirSync(join(root, '.cache/setup'), { recursive: true });
    symlinkSync('999999:1', join(root, '.cache/setup/lock'));
    expect(setup().status).toBe(0);
  });
});

test('npm is asked without the prefix of an outer npm, which would hide the machine’s npmrc', () => {
  pretendNpm(
    `echo "\${npm_config_prefix-none} \${npm_config_globalconfig-none}" >> ${root}/npm-calls\n${installing}`,
  );
  const env = { ...environment(), npm_config_prefix: root, npm_config_globalconfig: `${root}/etc/npmrc` };
  spawnSync('/bin/sh', [join(root, 'tools/setup')], { cwd: '/', env });
  expect(npmCalls()[1]).toBe('none none');
});

describe('one sentence says what to do', () => {
  test.each([
    ['npm error code ENOTFOUND', /npm cannot reach its registry/],
    ['npm error code ENOSPC', /disk .* is full/],
    ["npm error Error: EACCES: permission denied, mkdir '/root/.npm'", /may not write .*'\/root\/\.npm'/],
    [
      'npm error code E404\nnpm error 404 no such thing',
      /could not install the packages: code E404 404 no such thing/,
    ],
  ])('when npm says %s', (said, sentence) => {
    pretendNpm(`echo "${said}" >&2; exit 1`);
    const done = run('hello.ts');
    expect(done.status).toBe(1);
    expect(done.stdout).toBe('');
    expect(done.stderr.trim()).toMatch(sentence);
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
    expect(existsSync(join(root, '.cache/setup/stamp'))).toBe(false);
  });

  test('when there is no npm', () => {
    rmSync(join(bin, 'npm'));
    expect(run('hello.ts').stderr).toMatch(/npm is missing/);
  });

  test('when the folder cannot be written', () => {
    writeFileSync(join(root, '.cache'), 'in the way');
    expect(run('hello.ts').stderr).toMatch(/^set-up: .* cannot be written by .*Run this as the owner/);
  });

  test('when the console does not build', () => {
    mkdirSync(join(root, 'console'));
    appendFileSync(join(root, 'console/vite.config.ts'), '');
    expect(setup().stderr).toMatch(/The console could not be built: .*vite/);
  });
});
