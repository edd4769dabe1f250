import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fakeClock } from '../../test/fake-clock.ts';
import { rawClient } from '../../test/raw-peer.ts';
import { until } from '../../test/until.ts';
import type { ConnectOutcome } from './connect.ts';
import { type CallOptions, callOut, listenForOutbind, type OutbindOptions } from './outbind.ts';
import type { Session } from './session.ts';

const pem = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../test/tls/for-tests-only.${name}.pem`), 'utf8');

/** A client that waits for its carrier, and what came of calls. */
async function waiting(options: Partial<OutbindOptions> = {}) {
  const outcomes: ConnectOutcome[] = [];
  const listener = await listenForOutbind(
    { port: 0 },
    {
      ...{ systemId: 'acme', password: 's3cret' },
      isOurs: ({ systemId, password }) => systemId === 'SMSC1' && password === 'call-us',
      onOutcome: (outcome) => outcomes.push(outcome),
      ...options,
    },
  );
  onTestFinished(() => listener.close(0));
  return { listener, outcomes };
}

const admission: CallOptions = {
  ...{ systemId: 'SMSC1', outbindPassword: 'call-us' },
  authenticate: ({ password }) => (password === 's3cret' ? 0 : 0x0e),
};

/** A carrier that calls, and the session of whoever binds then. */
async function calling(port: number, options: Partial<CallOptions> = {}, tls?: { ca: string }) {
  const bound: Session[] = [];
  const target = { host: 'localhost', port, ...(tls && { tls }) };
  const outcome = await callOut(target, {
    ...admission,
    onBound: (session) => bound.push(session),
    ...options,
  });
  if (outcome.kind === 'called') onTestFinished(() => outcome.session.destroy());
  return { outcome, bound };
}

describe('a client that is called', () => {
  test('binds as receiver on that connection and is delivered to', async () => {
    const texts: string[] = [];
    const { listener, outcomes } = await waiting({
      handlers: {
        requests: {
          deliver_sm(pdu, answer) {
            texts.push(Buffer.from(pdu.shortMessage).toString('latin1'));
            answer();
          },
        },
      },
    });
    const { bound } = await calling(listener.port);
    await until(() => bound.length === 1 && outcomes.length === 1);
    expect(outcomes[0]).toMatchObject({ kind: 'bound', session: { mode: 'receiver', peerVersion: 0x34 } });
    const outcome = await bound[0]?.ask('deliver_sm', {
      ...{ sourceAddr: '15551230001', destinationAddr: '15005550006' },
      shortMessage: Buffer.from('STOP'),
    });
    expect(outcome).toMatchObject({ kind: 'answered', pdu: { status: 0 } });
    expect(texts).toEqual(['STOP']);
  });

  test('does the same over TLS', async () => {
    const { listener, outcomes } = await waiting({ tls: { cert: pem('cert'), key: pem('key') } });
    await calling(listener.port, {}, { ca: pem('cert') });
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).toMatchObject({ kind: 'bound' });
  });

  test('is told that its password is not right', async () => {
    const { listener, outcomes } = await waiting({ password: 'other' });
    await calling(listener.port);
    await until(() => outcomes.length === 1);
    expect(outcomes[0]).toMatchObject({ kind: 'refused', status: { name: 'ESME_RINVPASWD' } });
  });

  test('cuts off a stranger, and whoever says something else or too much, and tells them nothing', async () => {
    const { listener, outcomes } = await waiting();
    const { outcome } = await calling(listener.port, { outbindPassword: 'guess' });
    const session = outcome.kind === 'called' ? outcome.session : null;
    expect(await session?.closed).toMatchObject({ code: expect.stringMatching(/^session\./) });
    const peer = await rawClient(listener.port);
    peer.say('bind_transceiver', 1, { systemId: 'acme', password: 's3cret' });
    expect(await peer.hear('bind_transceiver_resp')).toMatchObject({ status: 3 });
    peer.write(Buffer.alloc(2_000, 1));
    await until(peer.isClosed);
    expect(outcomes).toEqual([]);
  });

  test('cuts off whoever says nothing', async () => {
    const clock = fakeClock();
    const { listener } = await waiting({ clock });
    const peer = await rawClient(listener.port);
    await until(() => clock.waiting > 1);
    clock.forward(30_000);
    await until(peer.isClosed);
  });

  test('hears a second outbind on the same connection as a notice, and binds once', async () => {
    const notices: string[] = [];
    const { listener } = await waiting({
      handlers: { onNotice: ({ command }) => void notices.push(command) },
    });
    const peer = await rawClient(listener.port);
    const call = { systemId: 'SMSC1', password: 'call-us' };
    peer.say('outbind', 1, call);
    const { sequence } = await peer.hear('bind_receiver');
    peer.say('bind_receiver_resp', sequence, { systemId: 'SMSC1' });
    peer.say('outbind', 2, call);
    await until(() => notices.length === 1);
    expect(peer.count('bind_receiver')).toBe(1);
    peer.socket.destroy();
  });
});

test('a carrier that nobody waits for is told so', async () => {
  const { listener } = await waiting();
  await listener.close(0);
  expect((await calling(listener.port)).outcome).toMatchObject({ kind: 'unreachable' });
});
