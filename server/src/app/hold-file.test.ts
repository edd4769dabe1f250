import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { identifyProcess } from '../platform/db/embedded/process-identity.ts';
import { holdFile } from './hold-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-hold-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is held until it is released', () => {
  const path = join(folder, 'one');
  const hold = holdFile(path);
  expect([hold.take(), hold.take()]).toEqual([true, true]);
  expect(readFileSync(path, 'utf8')).toBe(identifyProcess(process.pid));
  hold.release();
  expect(() => readFileSync(path)).toThrow();
});

test('a file that another living process holds cannot be taken, nor released', () => {
  const path = join(folder, 'two');
  const parent = identifyProcess(process.ppid) ?? '';
  writeFileSync(path, parent);
  const hold = holdFile(path);
  expect(hold.take()).toBe(false);
  hold.release();
  expect(readFileSync(path, 'utf8')).toBe(parent);
});

test('a file of a process that has died is free, also when its number was given to another', () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const holder of [`${pid} 1`, `${process.ppid} 1`, 'rubbish', '']) {
    const path = join(folder, `three-${holder.replace(/\W/g, '')}`);
    writeFileSync(path, holder);
    expect(holdFile(path).take()).toBe(true);
  }
});
