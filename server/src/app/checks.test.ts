import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  askCarrier,
  askConsole,
  askDisk,
  askMigrations,
  askNode,
  askSecretKey,
  askTimeZones,
  type Question,
  runChecks,
} from './checks.ts';
import { dataPlaces } from './places.ts';
import { loadSecretKey } from './secret-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-checks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ask = async (question: Question) => (await runChecks([question]))[0];
const statusOf = async (question: Question) => (await ask(question))?.status;

describe('the system check', () => {
  test('knows which Node is new enough', async () => {
    expect(await statusOf(askNode('24.21.0'))).toBe('ok');
    expect(await ask(askNode('20.20.2'))).toMatchObject({
      status: 'failed',
      sentence: expect.stringContaining('npm run setup'),
    });
  });

  test('names the zones that old time-zone data get wrong', async () => {
    expect(await statusOf(askTimeZones())).toBe('ok');
    const old = await ask(askTimeZones((zone) => (zone === 'America/Vancouver' ? 'GMT-8' : 'GMT-6')));
    expect(old).toMatchObject({
      status: 'failed',
      sentence: expect.stringMatching(/America\/Vancouver, so people/),
    });
  });

  test('warns of a disk that is getting full before it is', async () => {
    const withFree = (bytes: number) => statusOf(askDisk(folder, () => bytes));
    expect([await withFree(5e9), await withFree(1e9), await withFree(1e8)]).toEqual([
      'ok',
      'warning',
      'failed',
    ]);
  });

  test('looks at the disk of a folder that is not there yet', async () => {
    expect(await statusOf(askDisk(join(folder, 'not', 'yet')))).not.toBe('failed');
  });

  test('says which migrations are missing', async () => {
    expect(await statusOf(askMigrations(async () => []))).toBe('ok');
    const old = await ask(askMigrations(async () => ['0004_more.sql']));
    expect(old).toMatchObject({ status: 'failed', sentence: expect.stringContaining('0004_more.sql') });
  });

  test('knows whether the console is built', async () => {
    expect(await statusOf(askConsole(folder))).toBe('warning');
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'index.html'), '');
    expect(await statusOf(askConsole(join(folder, 'dist')))).toBe('ok');
  });

  test('forgives a carrier that we start ourselves for being away, and no other', async () => {
    const away = async () => Promise.reject(new Error('The carrier is away.'));
    expect(await statusOf(askCarrier(null))).toBe('ok');
    expect(await statusOf(askCarrier({ isKept: true, ping: async () => 'http://127.0.0.1:1' }))).toBe('ok');
    expect(await statusOf(askCarrier({ isKept: true, ping: away }))).toBe('warning');
    expect(await statusOf(askCarrier({ isKept: false, ping: away }))).toBe('failed');
  });

  test('answers a question that breaks with what broke it, and goes on', async () => {
    const broken: Question = {
      name: 'database',
      ask: async () => Promise.reject(new Error('It cannot be reached.')),
    };
    expect(await runChecks([broken, askNode('24.0.0')])).toEqual([
      { name: 'database', status: 'failed', sentence: 'It cannot be reached.' },
      { name: 'node', status: 'ok', sentence: 'Node.js is 24.0.0.' },
    ]);
  });
});

describe('the secret key', () => {
  const places = dataPlaces(join(folder, 'data'));
  const load = (change = {}) =>
    loadSecretKey({ given: undefined, file: places.secretKey, mayMake: true, ...change });

  test('is made on the first start, kept for the next, and private', async () => {
    expect(await statusOf(askSecretKey(places, false))).toBe('warning');
    const key = load();
    expect(key.length).toBeGreaterThanOrEqual(32);
    expect(load()).toBe(key);
    expect(await statusOf(askSecretKey(places, false))).toBe('ok');
    chmodSync(places.secretKey, 0o644);
    expect(await statusOf(askSecretKey(places, false))).toBe('failed');
    expect(load()).toBe(key);
    expect(await statusOf(askSecretKey(places, false))).toBe('ok');
  });

  test('that is given counts before the file', () => {
    expect(load({ given: 'from the environment, thirty-two chars' })).toBe(
      'from the environment, thirty-two chars',
    );
  });

  test('is never made up for a database that others may share', () => {
    expect(() => load({ file: join(folder, 'none'), mayMake: false })).toThrow(/Set TIDINGS_SECRET_KEY/);
  });

  test('that has been cut short is not replaced: what it sealed would be lost', () => {
    const file = join(folder, 'cut');
    writeFileSync(file, 'short');
    expect(() => load({ file })).toThrow(/Put it back from a backup/);
  });
});
