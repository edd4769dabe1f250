import type { Apart } from '@tidings/carrier';
import { request } from 'undici';
import { killProcess, readyLine, startProcess } from './processes.ts';

export type CarrierProcess = {
  url: string;
  key: string;
  ledger: string;
  callbackSecret: string;
  /** Where its SMPP face listens, if it has one. */
  smpp: { port: number; systemId: string } | null;
  /** Where the faces listen that speak as providers do, by name. */
  providers: Readonly<Record<string, string>>;
  /** How many texts of this tag it has accepted so far. */
  countAccepted(tag: string): Promise<number>;
  /** Accepted texts of which nothing has become yet, and events that nobody has taken yet. */
  countUnfinished(): Promise<number>;
  /** Processor time of the whole process so far, in microseconds, and its memory. */
  usage(): Promise<CarrierUsage>;
  /** Changes its settings through the control API. */
  change(settings: object): Promise<void>;
  /** Types a text on a phone, as its owner would. */
  type(number: string, to: string, body: string, more?: { apart?: Apart }): Promise<void>;
  stop(): Promise<void>;
  /** As a power cut at the carrier would. */
  kill(): Promise<void>;
};

export type CarrierUsage = { cpuUs: number; rssBytes: number };

/** The witness: a process of its own that is never killed. */
export async function startCarrierProcess(
  ledger: string,
  callbackUrl: string,
  flags: readonly string[],
): Promise<CarrierProcess> {
  const key = 'proof-key';
  const callbackSecret = 'proof-callback-secret';
  const child = startProcess('carrier/src/main.ts', [
    '--key',
    key,
    '--callback-url',
    callbackUrl,
    '--callback-secret',
    callbackSecret,
    '--ledger',
    ledger,
    '--parent-pid',
    String(process.pid),
    ...flags,
  ]);
  const { url = '', smpp, providers = {} } = await readyLine(child);
  const get = async <T>(path: string): Promise<T> => {
    const answer = await request(url + path, { headers: { authorization: `Bearer ${key}` } });
    return (await answer.body.json()) as T;
  };
  const tell = async (method: 'PUT' | 'POST', path: string, body: object): Promise<void> => {
    const answer = await request(url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.statusCode >= 300) throw new Error(await answer.body.text());
    await answer.body.dump();
  };
  return {
    url,
    smpp: smpp ? { port: Number(new URL(smpp).port), systemId: 'rehearsal' } : null,
    ...{ providers, key, ledger, callbackSecret },
    async countAccepted(tag) {
      const path = `/v1/ledger/summary?tag=${encodeURIComponent(tag)}`;
      return (await get<{ accepted: number }>(path)).accepted;
    },
    async countUnfinished() {
      const counts = await get<{ in_flight: number; undelivered_callbacks: number }>('/v1/ledger/summary');
      return counts.in_flight + counts.undelivered_callbacks;
    },
    async usage() {
      const usage = await get<{ cpu_us: number; rss_bytes: number }>('/v1/control/usage');
      return { cpuUs: usage.cpu_us, rssBytes: usage.rss_bytes };
    },
    change: (settings) => tell('PUT', '/v1/control/faults', settings),
    type: (number, to, body, more = {}) =>
      tell('POST', `/v1/handsets/${encodeURIComponent(number)}/replies`, { to, body, ...more }),
    stop: () => killProcess(child, 'SIGTERM'),
    kill: () => killProcess(child, 'SIGKILL'),
  };
}
