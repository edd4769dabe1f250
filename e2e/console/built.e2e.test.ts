import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildConsole } from '../../console/build/build-console.ts';

// What has to come over the wire before the first page stands, compressed. Screens come when they are opened.
const mostScriptBytes = 200_000;
const mostStyleBytes = 50_000;

let folder: string;
let html: string;
beforeAll(async () => {
  folder = await buildConsole(await mkdtemp(join(tmpdir(), 'tidings-built-')));
  html = await readFile(join(folder, 'index.html'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sizeOf = async (path: string) => gzipSync(await readFile(join(folder, path))).length;
const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
const attributes = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, value]) => value ?? '');

it('carries its policy and has no script or style of its own in the page', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/
    .exec(html)?.[1]
    ?.replaceAll('&#39;', "'");
  expect(policy).toMatch(/^default-src 'none'; frame-src 'self'; script-src 'self'; style-src 'self';/);
  expect(html.match(/<script(?![^>]*\ssrc=)/g)).toBeNull();
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

it('stays small enough for the first page', async () => {
  const scripts = attributes(/(?:src|href)="(\/assets\/[^"]+\.js)"/g);
  const styles = attributes(/href="(\/assets\/[^"]+\.css)"/g);
  expect(scripts.length).toBeGreaterThan(0);
  expect(sum(await Promise.all(scripts.map(sizeOf)))).toBeLessThan(mostScriptBytes);
  expect(sum(await Promise.all(styles.map(sizeOf)))).toBeLessThan(mostStyleBytes);
});

it('names every file by its content, so that it may be kept for a year', async () => {
  const names = await readdir(join(folder, 'assets'));
  expect(names.filter((name) => !/-[\w-]{8}\.(js|css)$/.test(name))).toEqual([]);
});

it('asks nobody else for anything', async () => {
  const names = await readdir(join(folder, 'assets'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'assets', name), 'utf8')));
  const hosts = new Set(texts.join('\n').match(/(?<=https?:\/\/)[\w-]+(?:\.[\w-]+)+/g));
  // A name of XML vocabularies, the pages that libraries name in their errors, and the origin that next-path.ts resolves against.
  for (const known of ['www.w3.org', 'react.dev', 'mantine.dev', 'console.invalid']) hosts.delete(known);
  // Fields show what an address looks like; example.com is nobody's.
  for (const host of hosts) if (/(^|\.)example\.com$/.test(host)) hosts.delete(host);
  expect([...hosts]).toEqual([]);
});

// What the first picture of a page brings along, compressed: ECharts, and nothing else is nearly as large.
const mostPictureBytes = 230_000;

it('brings the library of pictures with the first picture, and not with the first page', async () => {
  const names = (await readdir(join(folder, 'assets'))).filter((name) => /^echarts-.*\.js$/.test(name));
  expect(names).toHaveLength(1);
  const [name = ''] = names;
  expect(html).not.toContain(name);
  expect(await sizeOf(join('assets', name))).toBeLessThan(mostPictureBytes);
});
