import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { boundClient } from '../../test/bound-client.ts';
import { fakeClock } from '../../test/fake-clock.ts';
import { goldenBytes } from '../../test/golden.ts';
import { rawServer } from '../../test/raw-peer.ts';
import { until } from '../../test/until.ts';
import { type ConnectOptions, connect } from './connect.ts';

async function start(options: Partial<ConnectOptions> = {}) {
  const clock = fakeClock();
  const server = await rawServer();
  onTestFinished(() => server.close());
  const target = { host: '127.0.0.1', port: server.port, systemId: 'acme', password: 's3cret' };
  const connecting = connect({ ...target, clock, ...options });
  return { clock, server, connecting };
}

describe('a bind', () => {
  test('is written to the octet', async () => {
    const { server, connecting } = await start();
    const peer = await server.peer();
    const octets: Buffer[] = [];
    peer.socket.on('data', (chunk: Buffer) => octets.push(chunk));
    await peer.hear('bind_transceiver');
    expect(Buffer.concat(octets)).toEqual(goldenBytes('a bind_transceiver'));
    peer.write(goldenBytes('an answer to a bind that tells the version'));
    const outcome = await connecting;
    expect(outcome).toMatchObject({
      kind: 'bound',
      session: { role: 'client', state: 'bound', mode: 'transceiver', systemId: 'acme', peerVersion: 0x34 },
    });
    if (outcome.kind === 'bound') outcome.session.destroy();
  });

  test('says how it wants to be bound', async () => {
    const { server } = await start({
      mode: 'receiver',
      systemType: 'VMA',
      interfaceVersion: 0x33,
      addrTon: 1,
      addrNpi: 1,
      addressRange: '^1555',
    });
    const peer = await server.peer();
    expect(await peer.hear('bind_receiver')).toMatchObject({
      systemType: 'VMA',
      interfaceVersion: 0x33,
      addrTon: 1,
      addrNpi: 1,
      addressRange: '^1555',
    });
  });

  test('to a server that does not say its version leaves it open', async () => {
    const { server, connecting } = await start();
    const peer = await server.peer();
    const { sequence } = await peer.hear('bind_transceiver');
    peer.say('bind_transceiver_resp', sequence, { systemId: 'old' });
    const outcome = await connecting;
    expect(outcome).toMatchObject({ kind: 'bound', session: { peerVersion: null } });
    if (outcome.kind === 'bound') outcome.session.destroy();
  });

  test('with a text right behind its answer loses nothing', async () => {
    const taken: string[] = [];
    const { server, connecting } = await start({
      handlers: {
        requests: {
          deliver_sm: (pdu, answer, session) => {
            taken.push(`${pdu.sequence} ${session.state}`);
            answer();
          },
        },
      },
    });
    const peer = await server.peer();
    await peer.hear('bind_transceiver');
    const receipt = goldenBytes('a receipt with a decimal id in the text and a hexadecimal one beside it');
    peer.write(Buffer.concat([goldenBytes('an answer to a bind that tells the version'), receipt]));
    const outcome = await connecting;
    await until(() => taken.length === 1);
    expect(taken).toEqual(['100 bound']);
    if (outcome.kind === 'bound') outcome.session.destroy();
  });
});

describe('a bind that fails', () => {
  test.each([
    ['a wrong password', 0x0e, 'auth', 'The password is wrong.'],
    ['an old session that is still bound', 0x05, 'bind_state', undefined],
    ['trouble of the carrier', 0x08, 'retry', undefined],
  ])('because of %s says so and closes', async (_, code, statusClass, sentence) => {
    const { server, connecting } = await start();
    const peer = await server.peer();
    const { sequence } = await peer.hear('bind_transceiver');
    peer.say('bind_transceiver_resp', sequence, undefined, code);
    const outcome = await connecting;
    expect(outcome).toMatchObject({ kind: 'refused', status: { code, class: statusClass } });
    if (sentence) expect(outcome).toMatchObject({ sentence });
    await until(peer.isClosed);
  });

  test('because the carrier does not know such a bind says so', async () => {
    const { server, connecting } = await start();
    const peer = await server.peer();
    const { sequence } = await peer.hear('bind_transceiver');
    peer.say('generic_nack', sequence, undefined, 0x03);
    expect(await connecting).toMatchObject({ kind: 'refused', status: { code: 0x03 } });
  });

  test('because nobody answers within thirty seconds says so', async () => {
    const { server, connecting, clock } = await start();
    const peer = await server.peer();
    await peer.hear('bind_transceiver');
    clock.forward(30_000);
    expect(await connecting).toMatchObject({ kind: 'unanswered', reason: { code: 'session.bind_timeout' } });
    await until(peer.isClosed);
  });

  test('because the connection ends says so', async () => {
    const { server, connecting } = await start();
    const peer = await server.peer();
    await peer.hear('bind_transceiver');
    peer.socket.end();
    expect(await connecting).toMatchObject({ kind: 'unanswered', reason: { code: 'session.peer_closed' } });
  });

  test('because the other side speaks something else says so', async () => {
    const { server, connecting } = await start();
    const peer = await server.peer();
    peer.write(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await connecting).toMatchObject({ kind: 'unanswered', reason: { code: 'session.stream_broken' } });
  });

  test('because nobody listens says so', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === 'object' && address ? address.port : 0;
    const outcome = await connect({ host: '127.0.0.1', port, systemId: 'acme', password: 's3cret' });
    expect(outcome).toMatchObject({ kind: 'unreachable', cause: { code: 'ECONNREFUSED' } });
  });

  test('because it cannot be written says so before anything is', async () => {
    const { server, connecting } = await start({ password: 'longer-than-8' });
    expect(await connecting).toEqual({
      kind: 'misconfigured',
      sentence: 'password is longer than 8 characters.',
    });
    const peer = await server.peer();
    await until(peer.isClosed);
    expect(peer.heard).toEqual([]);
  });

  test.each([{ port: 70_000 }, { tls: { ca: 'no certificate', cert: 'none', key: 'none' } }])(
    'because the settings make no sense says so (%o)',
    async (options) => {
      const { connecting } = await start(options);
      expect(await connecting).toMatchObject({ kind: 'misconfigured' });
    },
  );

  test('because it was given up closes the connection', async () => {
    const abort = new AbortController();
    const { server, connecting } = await start({ signal: abort.signal });
    const peer = await server.peer();
    await peer.hear('bind_transceiver');
    abort.abort();
    expect(await connecting).toMatchObject({ kind: 'unanswered', reason: { code: 'session.destroyed' } });
    await until(peer.isClosed);
  });

  test('because it was given up before it began connects to nobody', async () => {
    const { server, connecting } = await start({ signal: AbortSignal.abort() });
    expect(await connecting).toMatchObject({ kind: 'unreachable', sentence: 'The attempt was given up.' });
    expect(server.peers).toEqual([]);
  });
});

test('a password of more than eight characters travels where the carrier hands such ones out', async () => {
  const { server, connecting } = await start({ password: 'longer-than-8', areLimitsLenient: true });
  const peer = await server.peer();
  expect(await peer.hear('bind_transceiver')).toMatchObject({ password: 'longer-than-8' });
  peer.socket.end();
  await connecting;
});

test('a bound session may be used for its whole life with the settings of its bind', async () => {
  const { session } = await boundClient({ window: 3 });
  expect([session.freeSlots, session.canSend, session.outstanding]).toEqual([3, true, 0]);
});
