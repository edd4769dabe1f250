import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, runCli } from '../../test/run-cli.ts';

const scriptFor = async (shell: string) => (await runCli(['completion', shell])).out;
const hasBash = spawnSync('bash', ['-c', ':']).status === 0;

/** What bash would offer after these words, the last of which is being typed. */
async function offeredAfter(...words: readonly string[]): Promise<string[]> {
  const file = join(makeFolder(), 'tidings.bash');
  writeFileSync(file, await scriptFor('bash'));
  const ask = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tidings; printf "%s\\n" "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', ask, 'bash', file, 'tidings', ...words], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}

describe.skipIf(!hasBash)('in bash', () => {
  test('commands come first, then theirs', async () => {
    expect(await offeredAfter('cam')).toEqual(['campaign']);
    expect(await offeredAfter('campaign', 'p')).toEqual(['preview', 'pause', 'people', 'pace']);
  });

  test('flags are those of the command, and the ones that all have', async () => {
    expect(await offeredAfter('campaign', 'launch', 'Spring', '--')).toEqual(
      expect.arrayContaining(['--confirm-count', '--dry-run', '--json']),
    );
    expect(await offeredAfter('campaign', 'pause', '--c')).toEqual([]);
  });

  test('a flag with a few values offers those', async () => {
    expect(await offeredAfter('import', '--duplicates', '')).toEqual(['update', 'fill', 'skip']);
    expect(await offeredAfter('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
  });

  test('a file is offered where a file belongs', async () => {
    const file = join(makeFolder(), 'guests.csv');
    writeFileSync(file, '');
    expect(await offeredAfter('import', file.slice(0, -3))).toEqual([file]);
    expect(await offeredAfter('import', '--list', file.slice(0, -3))).toEqual([]);
  });
});

test.each(['bash', 'zsh', 'fish'])('the script for %s knows every command', async (shell) => {
  const script = await scriptFor(shell);
  for (const word of ['import', 'undo', 'campaign', 'launch', 'confirm-count', 'people', 'doctor', 'login'])
    expect(script).toContain(word);
});
