import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import type { ProviderSettings } from '../src/providers/provider.ts';
import type { SettingsChange } from '../src/settings.ts';
import { rehearse } from './rehearsal.ts';

export interface Told {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A carrier that speaks as one provider, and somebody to whom it reports. */
export async function rehearseProvider(
  name: string,
  settings: ProviderSettings,
  change: SettingsChange = {},
) {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      told.push({ method, url, headers, body });
      response.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const callbacks = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rehearsal = await rehearse(change, { providers: { [name]: settings } });
  return {
    ...{ rehearsal, told, callbacks, origin: rehearsal.running.providers[name] ?? '' },
    until: (count: number) => vi.waitUntil(() => told.length >= count, { timeout: 20_000 }),
    async [Symbol.asyncDispose]() {
      await rehearsal[Symbol.asyncDispose]();
      server.close();
      server.closeAllConnections();
    },
  };
}
