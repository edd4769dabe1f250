import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type ConnectOptions, connect } from './connect.ts';
import { listen } from './listen.ts';

// A key that everybody can read, for a certificate of localhost that nobody else trusts.
const pem = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../test/tls/for-tests-only.${name}.pem`), 'utf8');
const tls = { cert: pem('cert'), key: pem('key') };

async function bind(options: Partial<ConnectOptions>) {
  const server = await listen({ port: 0 }, { systemId: 'SMSC1', tls, authenticate: () => 0 });
  onTestFinished(() => server.close(0));
  const outcome = await connect({
    ...{ host: 'localhost', port: server.port, systemId: 'acme', password: 's3cret' },
    ...options,
  });
  if (outcome.kind === 'bound') onTestFinished(() => outcome.session.destroy());
  return outcome;
}

test('a carrier whose certificate is pinned is bound to over TLS', async () => {
  expect(await bind({ tls: { ca: tls.cert } })).toMatchObject({ kind: 'bound' });
});

test('a carrier is verified by its address where it has no name', async () => {
  expect(await bind({ host: '127.0.0.1', tls: { ca: tls.cert } })).toMatchObject({ kind: 'bound' });
});

test('a certificate that nobody signed whom we trust is refused', async () => {
  expect(await bind({ tls: {} })).toMatchObject({
    kind: 'unreachable',
    cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
});

test('a certificate of another name is refused', async () => {
  expect(await bind({ tls: { ca: tls.cert, servername: 'carrier.example' } })).toMatchObject({
    kind: 'unreachable',
    cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  });
});

test('a client that speaks no TLS is not bound', async () => {
  expect(await bind({})).toMatchObject({ kind: 'unanswered' });
});
