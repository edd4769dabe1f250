import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import type { SettingsChange } from '../src/settings.ts';
import { type CarrierOptions, type RunningCarrier, startCarrier } from '../src/start.ts';
import { calm, shop } from './fixtures.ts';
import { type Receiver, startReceiver, testSecret } from './receiver.ts';

export const testKey = 'test-key';

export interface TestText {
  reference: string;
  to?: string;
  tag?: string;
  from?: string;
  body?: string;
  valid_until?: string;
}

/** What a client saw of one submission: a status with a body, or what became of the connection. */
export interface Seen {
  status: number | 'reset' | 'silence';
  body: Record<string, unknown>;
  headers: Record<string, unknown>;
}

/** A carrier and a receiver on real sockets, a ledger in a folder of its own; all gone at the end of the block. */
export interface Rehearsal extends AsyncDisposable {
  running: RunningCarrier;
  receiver: Receiver;
  ledger: string;
  send(text: TestText, options?: CallOptions): Promise<Seen>;
  call(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown, options?: CallOptions): Promise<Seen>;
  restart(settings?: SettingsChange): Promise<void>;
}

export async function rehearse(
  settings: SettingsChange = {},
  options: Partial<CarrierOptions> = {},
): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), 'carrier-'));
  const receiver = await startReceiver();
  const given: CarrierOptions = {
    key: testKey,
    callbackUrl: receiver.url,
    callbackSecret: testSecret,
    ledger: join(folder, 'ledger.ndjson'),
    seed: 42,
    settings: { ...calm, ...settings, faults: { ...calm.faults, ...settings.faults } },
    ...options,
  };
  const rehearsal: Rehearsal = {
    running: await startCarrier(given),
    receiver,
    ledger: given.ledger,
    send: (text, opts) => call(rehearsal.running.url, 'POST', '/v1/messages', fill(text), opts),
    call: (method, path, body, opts) => call(rehearsal.running.url, method, path, body, opts),
    async restart(change = {}) {
      await rehearsal.running.stop();
      rehearsal.running = await startCarrier({ ...given, settings: { ...given.settings, ...change } });
    },
    async [Symbol.asyncDispose]() {
      await rehearsal.running.stop();
      await receiver.stop();
      rmSync(folder, { recursive: true });
    },
  };
  return rehearsal;
}

function fill(text: TestText): object {
  return { tag: 'campaign-1', from: shop, to: '+12025550123', body: 'Hello from the shop', ...text };
}

export interface CallOptions {
  key?: string;
  /** How long a client waits for its answer before it calls that silence. */
  patienceMs?: number;
}

export async function call(
  url: string,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  body?: unknown,
  { key = testKey, patienceMs = 20_000 }: CallOptions = {},
): Promise<Seen> {
  try {
    const headers: Record<string, string> = { authorization: `Bearer ${key}` };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await request(url + path, {
      method,
      headers,
      body: body === undefined || typeof body === 'string' ? (body ?? null) : JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.body.text();
    return { status: response.statusCode, body: parse(text), headers: response.headers };
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    if (name === 'TimeoutError') return { status: 'silence', body: {}, headers: {} };
    if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return { status: 'reset', body: {}, headers: {} };
    throw error;
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
