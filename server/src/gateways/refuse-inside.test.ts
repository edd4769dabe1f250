import { expect, test } from 'vitest';
import { openSecrets } from '../platform/secrets.ts';
import { httpGateway } from './http-gateway/http-gateway.ts';
import { placeOfGateway } from './open-gateways.ts';
import { smpp } from './smpp/smpp.ts';

const secrets = openSecrets('a key of thirty-two characters at least');
const described = (host: string) => ({
  description: JSON.stringify({
    send: { url: `http://${host}:8080/send`, method: 'POST', as: 'json', fields: { to: '{{ to }}' } },
    taken: { id: 'id' },
  }),
});
const overSmpp = (host: string) => ({ host, port: 2775, systemId: 'bakery' });

/** Opens an account at a host, and closes it again; throws where it may not. */
async function open(host: string, ctx: { origin?: string; insideHosts?: ReadonlySet<string> }) {
  for (const [adapter, settings, secret] of [
    [httpGateway, described(host), '{}'],
    [smpp, overSmpp(host), 'secret'],
  ] as const) {
    const place = placeOfGateway({ ...ctx, secrets }, adapter, { id: 'one', settings });
    await adapter.open(settings, secret, place).close();
  }
}

const reached = { origin: 'https://texts.example.com' };

test.each(['127.0.0.1', '169.254.169.254', '10.0.0.7'])(
  '%s is not spoken to where people come from outside',
  async (host) => {
    await expect(open(host, reached)).rejects.toMatchObject({ code: 'gateway.inside_address' });
    await expect(open(host, { ...reached, insideHosts: new Set([host]) })).resolves.toBeUndefined();
    await expect(open(host, {})).resolves.toBeUndefined();
    await expect(open(host, { origin: 'http://127.0.0.1:8434' })).resolves.toBeUndefined();
  },
);
