import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeOldBuilds } from './old-builds.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const start = Date.parse('2026-01-01T00:00:00Z');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-builds-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function buildOnDay(day: number, ...files: string[]): void {
  for (const name of files) {
    writeFileSync(join(folder, name), name);
    setDay(name, day);
  }
  removeOldBuilds(folder, files, start + day * dayMs);
}
function setDay(name: string, day: number): void {
  const at = new Date(start + day * dayMs);
  utimesSync(join(folder, name), at, at);
}
const chunks = () => readdirSync(folder).filter((name) => name.startsWith('app-'));

test('the last three builds stay, however long ago they were', () => {
  buildOnDay(0, 'main.js', 'app-0.js');
  buildOnDay(100, 'main.js', 'app-1.js');
  buildOnDay(200, 'main.js', 'app-2.js');
  expect(chunks()).toEqual(['app-0.js', 'app-1.js', 'app-2.js']);
  buildOnDay(300, 'main.js', 'app-3.js');
  expect(chunks()).toEqual(['app-1.js', 'app-2.js', 'app-3.js']);
});

test('older ones stay for a month from when they were replaced', () => {
  buildOnDay(0, 'main.js', 'app-0.js');
  for (const later of [1, 2, 3]) buildOnDay(100 + later, 'main.js', `app-${later}.js`);
  buildOnDay(131, 'main.js', 'app-4.js');
  expect(chunks()).toContain('app-0.js');
  buildOnDay(132, 'main.js', 'app-5.js');
  expect(chunks()).toEqual(['app-1.js', 'app-2.js', 'app-3.js', 'app-4.js', 'app-5.js']);
});

test('a build that came out as one before pushes nothing out', () => {
  for (const at of [0, 1, 2]) buildOnDay(at * 100, 'main.js', `app-${at}.js`);
  for (const day of [300, 400, 500]) buildOnDay(day, 'main.js', 'app-2.js');
  buildOnDay(600, 'main.js', 'app-1.js');
  expect(chunks()).toEqual(['app-0.js', 'app-1.js', 'app-2.js']);
});

test('a file of an old build that a later one has as well stays with that', () => {
  buildOnDay(0, 'main.js', 'app-same.js', 'app-0.js');
  for (const at of [1, 2, 3]) buildOnDay(at * 100, 'main.js', 'app-same.js', `app-${at}.js`);
  expect(chunks()).toEqual(['app-1.js', 'app-2.js', 'app-3.js', 'app-same.js']);
});

test('what is on no list goes a month after it was written, and what cannot be removed spoils no build', () => {
  mkdirSync(join(folder, 'app-folder'));
  writeFileSync(join(folder, 'app-stray.js'), '');
  writeFileSync(join(folder, 'app-fresh.js'), '');
  setDay('app-folder', 0);
  setDay('app-stray.js', 0);
  setDay('app-fresh.js', 90);
  buildOnDay(100, 'main.js', 'app-0.js');
  expect(chunks()).toEqual(['app-0.js', 'app-folder', 'app-fresh.js']);
});
