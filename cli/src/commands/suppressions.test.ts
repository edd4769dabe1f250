import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { page, runCli } from '../../test/run-cli.ts';

const hash = 'ab'.repeat(32);
const taken = { suppressed: 1, known: 0, unreadable: [] };

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-suppressions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'gone.txt');
  writeFileSync(path, text);
  return path;
}

describe('tidings suppression', () => {
  test('list searches by number and reason', async () => {
    const routes = { 'GET /v1/suppressions': () => page([]) };
    const ran = await runCli(['suppression', 'list', '+1212', '--reason', 'letter'], { routes });
    expect(Object.fromEntries(ran.asked[0]?.query ?? [])).toEqual({
      search: '+1212',
      reason: 'letter',
      limit: '51',
    });
  });

  test('add needs a reason', async () => {
    expect((await runCli(['suppression', 'add', '+12125550142'])).code).toBe(2);
  });

  test('import tells by its line in the file what could not be read', async () => {
    const unreadable = [{ line: 2, entry: 'nobody', why: 'This is no number.' }];
    const routes = { 'POST /v1/suppressions': () => ({ ...taken, unreadable }) };
    const file = fileOf(`+12125550142\n\nnobody\n${'x'.repeat(300)}\n`);
    const ran = await runCli(['suppression', 'import', file, '--reason', 'do_not_call'], { routes });
    expect(ran.asked[0]?.body).toEqual({ numbers: ['+12125550142', 'nobody'], reason: 'do_not_call' });
    expect(ran.out).toContain('Line 3: nobody');
    expect(ran.out).toContain('Line 4: ');
    expect(ran.code).toBe(5);
  });

  test('import takes hashes onto a list with a name', async () => {
    const routes = { 'POST /v1/suppressions/hashes': () => ({ added: 1, known: 0, unreadable: [] }) };
    const options = ['--reason', 'do_not_call'];
    const file = fileOf(`${hash}\n`);
    expect((await runCli(['suppression', 'import', file, ...options])).code).toBe(2);
    const ran = await runCli(['suppression', 'import', file, ...options, '--list', 'Partner'], { routes });
    expect(ran.code).toBe(0);
    expect(ran.asked[0]?.body).toEqual({ name: 'Partner', reason: 'do_not_call', hashes: [hash] });
  });

  test('export prints what the server streams', async () => {
    const routes = { 'GET /v1/suppressions/export': () => new Response('number\r\n+12125550142\r\n') };
    expect((await runCli(['suppression', 'export'], { routes })).out).toContain('+12125550142');
  });

  test('lift says who stays suppressed by a list', async () => {
    const routes = {
      'POST /v1/suppressions/lift': () => ({
        lifted: [],
        still_suppressed: ['+12125550142'],
        unreadable: [],
      }),
    };
    const ran = await runCli(['suppression', 'lift', '+12125550142', '--reason', 'An error'], { routes });
    expect(ran.code).toBe(5);
    expect(ran.out).toContain('list of hashes');
  });
});
