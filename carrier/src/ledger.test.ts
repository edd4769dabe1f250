import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Ledger, openLedger, readLedger, readLedgerPage } from './ledger.ts';
import type { LedgerEntry, LedgerRow } from './rows.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  path = join(folder, 'deeper', 'ledger.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true }));

const never = () => expect.unreachable('The ledger failed.');

const at = '2026-06-01T12:00:00.000Z';

function entry(seq: number, body = 'hello'): LedgerEntry {
  const known = {
    event_id: `ev_${seq}`,
    id: `rc_${seq}`,
    from: '+12025550123',
    to: '+12025550100',
    tag: 't',
  };
  return { kind: 'inbound', ...known, body };
}

const row = (seq: number, body?: string): LedgerRow => ({ seq, at, ...entry(seq, body) });
const append = (ledger: Ledger, seq: number, body?: string) => ledger.append(seq, at, entry(seq, body));

test('once written() resolves, the rows stand in the file, in order', async () => {
  const ledger = openLedger(path, never);
  for (let seq = 1; seq <= 1_000; seq++) append(ledger, seq);
  await ledger.written();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
  ledger.close();
});

test('a line is what JSON.stringify makes of the row', () => {
  const ledger = openLedger(path, never);
  append(ledger, 7, 'She said "no" \\ 😊');
  ledger.close();
  expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(row(7, 'She said "no" \\ 😊'))}\n`);
});

test('whoever waits is called once, after the write; with nothing to write at once', () => {
  vi.useFakeTimers({ toFake: ['setImmediate', 'setTimeout'] });
  try {
    const ledger = openLedger(path, never);
    const called: string[] = [];
    ledger.whenWritten(() => called.push('nothing'));
    append(ledger, 1);
    ledger.whenWritten(() => called.push(readFileSync(path, 'utf8')));
    expect(called).toEqual(['nothing']);
    append(ledger, 2);
    vi.advanceTimersByTime(0);
    const lines = [row(1), row(2)].map((one) => `${JSON.stringify(one)}\n`).join('');
    expect(called).toEqual(['nothing', lines]);
    ledger.close();
  } finally {
    vi.useRealTimers();
  }
});

test('rows that nobody waits for are written after a moment', () => {
  vi.useFakeTimers({ toFake: ['setImmediate', 'setTimeout'] });
  try {
    const ledger = openLedger(path, never);
    for (let seq = 1; seq <= 3; seq++) append(ledger, seq);
    expect(readFileSync(path, 'utf8')).toBe('');
    vi.advanceTimersByTime(5);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(3);
    append(ledger, 4);
    vi.advanceTimersByTime(5);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(4);
    ledger.close();
  } finally {
    vi.useRealTimers();
  }
});

test('closing writes what still waits', async () => {
  const ledger = openLedger(path, never);
  append(ledger, 1);
  ledger.close();
  expect(await readLedger(path)).toEqual([row(1)]);
});

test('any text comes back as it was, line separators and lone surrogates among them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (bodies) => {
      rmSync(path, { force: true });
      const all = ['a\u2028b\u2029c\nd\re\ud800', ...bodies];
      const rows = all.map((body, seq) => row(seq, body));
      const ledger = openLedger(path, never);
      for (const [seq, body] of all.entries()) append(ledger, seq, body);
      ledger.close();
      expect(await readLedger(path)).toEqual(rows);
    }),
    { numRuns: 25 },
  );
});

test('a torn last line is not read, and is cut off before new rows are appended', async () => {
  const ledger = openLedger(path, never);
  append(ledger, 1);
  ledger.close();
  appendFileSync(path, '{"seq":2,"kind":"acc');
  expect(await readLedger(path)).toEqual([row(1)]);
  const again = openLedger(path, never);
  append(again, 2);
  again.close();
  expect(await readLedger(path)).toEqual([row(1), row(2)]);
});

test('a broken line in the middle is an error that names it, never skipped', async () => {
  const ledger = openLedger(path, never);
  append(ledger, 1);
  ledger.close();
  appendFileSync(path, `{"seq":2,\n${JSON.stringify(row(3))}\n`);
  await expect(readLedger(path)).rejects.toThrow('Line 2 of');
});

test('on a full disk written() rejects for ever and the failure is reported once', async () => {
  const failures: Error[] = [];
  const ledger = openLedger('/dev/full', (error) => failures.push(error));
  append(ledger, 1);
  await expect(ledger.written()).rejects.toThrow('Free disk space');
  append(ledger, 2);
  await expect(ledger.written()).rejects.toThrow('Free disk space');
  expect(failures).toHaveLength(1);
});

test('pages follow each other without a gap and end at the end of the file', async () => {
  const rows = Array.from({ length: 6_000 }, (_, seq) => row(seq, 'é'.repeat(150)));
  openLedger(path, never).close();
  writeFileSync(path, rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const seen: LedgerRow[] = [];
  let from = 0;
  let pages = 0;
  for (;;) {
    const { lines, next } = await readLedgerPage(path, from);
    if (next === from) break;
    seen.push(...lines.map((line) => JSON.parse(line)));
    from = next;
    pages++;
  }
  expect(pages).toBeGreaterThan(1);
  expect(seen).toEqual(rows);
});
