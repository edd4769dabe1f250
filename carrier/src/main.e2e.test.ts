import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { phone } from '../test/fixtures.ts';
import { type Receiver, startReceiver, testSecret } from '../test/receiver.ts';
import { call, testKey } from '../test/rehearsal.ts';
import { judgeFile } from './judge.ts';

const mainPath = join(import.meta.dirname, 'main.ts');
let folder: string;
let receiver: Receiver;
const started: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrier-'));
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await receiver.stop();
  rmSync(folder, { recursive: true });
});

function start(...more: string[]): ChildProcess {
  const flags = ['--key', testKey, '--callback-url', receiver.url, '--callback-secret', testSecret];
  const ledger = join(folder, 'ledger.ndjson');
  const child = spawn(process.execPath, [mainPath, ...flags, '--ledger', ledger, '--seed', '42', ...more]);
  started.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<{ ready: boolean; url: string; ledger: string }> {
  if (!child.stdout) throw new Error('The child has no output.');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value, done } = await lines.next();
  if (done) throw new Error('The carrier ended without a word.');
  return JSON.parse(value);
}

test('it prints one line when ready, serves, and stops cleanly on SIGTERM', { timeout: 20_000 }, async () => {
  const child = start('--latency-ms', '0', '--receipt-delay-ms', '0');
  const { ready, url, ledger } = await firstLine(child);
  expect(ready).toBe(true);
  const text = { reference: 'ref-1', tag: 'june', from: '+12025550100', to: phone(1), body: 'hello' };
  expect((await call(url, 'POST', '/v1/messages', text)).status).toBe(202);
  await receiver.until((events) => events.length >= 2);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(await judgeFile(ledger, { tag: 'june' })).toMatchObject({ accepted: 1, in_flight: 0 });
});

test('its first line tells where the SMPP face is, if it has one', { timeout: 20_000 }, async () => {
  const child = start('--smpp-port', '0');
  expect(await firstLine(child)).toMatchObject({
    ready: true,
    smpp: expect.stringMatching(/^smpp:\/\/127\.0\.0\.1:\d+$/),
  });
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(await firstLine(start())).not.toHaveProperty('smpp');
});

test('it goes when its parent is gone', { timeout: 20_000 }, async () => {
  const parent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  started.push(parent);
  const child = start('--parent-pid', String(parent.pid));
  await firstLine(child);
  parent.kill('SIGKILL');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

test.each([
  [['--fault', 'trottle=1'], 2, 'There is no faults called trottle'],
  [['--weather', 'bad'], 2, '--weather'],
  [['--callback-url', 'http://example.com/'], 1, 'is not on this machine'],
])('with %j it exits with a sentence', { timeout: 20_000 }, async (flags, code, sentence) => {
  const child = start(...flags);
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const [exitCode] = await once(child, 'close');
  expect([exitCode, errors]).toEqual([code, expect.stringContaining(sentence)]);
  expect(errors.trim().split('\n')).toHaveLength(1);
});
