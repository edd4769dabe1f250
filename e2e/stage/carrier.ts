import { request } from 'undici';
import { killProcess, readyLine, startProcess } from './processes.ts';

export type CarrierProcess = {
  url: string;
  key: string;
  ledger: string;
  callbackSecret: string;
  /** How many texts of this tag it has accepted so far. */
  countAccepted(tag: string): Promise<number>;
  stop(): Promise<void>;
  /** As a power cut at the carrier would. */
  kill(): Promise<void>;
};

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
  const { url = '' } = await readyLine(child);
  return {
    url,
    key,
    ledger,
    callbackSecret,
    async countAccepted(tag) {
      const answer = await request(`${url}/v1/ledger/summary`, {
        query: { tag },
        headers: { authorization: `Bearer ${key}` },
      });
      return ((await answer.body.json()) as { accepted: number }).accepted;
    },
    stop: () => killProcess(child, 'SIGTERM'),
    kill: () => killProcess(child, 'SIGKILL'),
  };
}
