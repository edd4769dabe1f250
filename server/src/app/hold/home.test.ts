import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isElsewhere, readHome } from './home.ts';
import { readWitness, type Witness, writeWitness } from './witness-file.ts';

const root = mkdtempSync(join(tmpdir(), 'tidings-home-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('a folder', () => {
  test('is at home at every start, and after it was renamed', () => {
    const folder = join(root, 'renamed');
    const first = readHome(folder);
    expect(isElsewhere(first, readHome(folder))).toBe(false);
    renameSync(folder, `${folder}-now`);
    expect(isElsewhere(first, readHome(`${folder}-now`))).toBe(false);
  });

  test('that is a copy is elsewhere, though everything in it is the same', () => {
    const folder = join(root, 'copied');
    const first = readHome(folder);
    cpSync(folder, `${folder}-2`, { recursive: true, preserveTimestamps: true });
    expect(isElsewhere(first, readHome(`${folder}-2`))).toBe(true);
  });

  test('in another machine is elsewhere, and the machine’s own name is not written down', () => {
    const [here, there] = ['here', 'there'].map((name) => join(root, `${name}.id`));
    writeFileSync(here ?? '', 'aaaa\n');
    writeFileSync(there ?? '', 'bbbb\n');
    const folder = join(root, 'machines');
    const first = readHome(folder, here);
    expect(first.machine).not.toContain('aaaa');
    expect(isElsewhere(first, readHome(folder, there))).toBe(true);
    expect(isElsewhere(first, readHome(folder, join(root, 'nothing.id')))).toBe(false);
  });
});

describe('what a machine remembers', () => {
  const memory: Witness = {
    version: 1,
    instance_id: 'k3x9q2',
    epoch: 1,
    beats: 3,
    seen_to: '2026-11-24',
    cluster: null,
    database: 'embedded',
    home: { machine: null, inode: '1', bornAt: '0' },
    written_at: '2026-11-24T17:00:00Z',
  };

  test('is read as it was written, and replaced as a whole', () => {
    const folder = join(root, 'memory');
    mkdirSync(folder);
    expect(readWitness(folder)).toBeNull();
    writeWitness(folder, memory);
    writeWitness(folder, { ...memory, beats: 4 });
    expect(readWitness(folder)).toEqual({ ...memory, beats: 4 });
    expect(readdirSync(folder)).toEqual(['witness.json']);
  });

  test.each(['', '{', '{"version":1}', '[]'])('is not guessed from %j', (content) => {
    const folder = mkdtempSync(join(root, 'broken-'));
    writeFileSync(join(folder, 'witness.json'), content);
    expect(readWitness(folder)).toBe('unreadable');
  });
});
