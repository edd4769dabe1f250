import { describe, expect, onTestFinished, test } from 'vitest';
import { type FakeClock, fakeClock } from '../../test/fake-clock.ts';
import { type RawPeer, rawClient } from '../../test/raw-peer.ts';
import { settle, until } from '../../test/until.ts';
import { pduBytes } from '../wire/encode-pdu.ts';
import { tlv } from '../wire/tlvs.ts';
import type { BindRequest } from './admit.ts';
import { type ConnectOptions, connect } from './connect.ts';
import { listen, type ServerOptions, type SmppServer } from './listen.ts';
import type { Outcome } from './outcomes.ts';
import type { Answer, BindMode, Session } from './session.ts';

interface Started {
  server: SmppServer;
  clock: FakeClock;
  bind(mode?: BindMode, systemId?: string, more?: Partial<ConnectOptions>): Promise<Session>;
}

async function start(options: Partial<ServerOptions> = {}): Promise<Started> {
  const clock = fakeClock();
  const authenticate = ({ password }: BindRequest) => (password === 's3cret' ? 0 : 0x0e);
  const server = await listen({ port: 0 }, { systemId: 'SMSC1', authenticate, clock, ...options });
  onTestFinished(() => server.close(0));
  return {
    server,
    clock,
    async bind(mode = 'transceiver', systemId = 'acme', more = {}) {
      const target = { host: '127.0.0.1', port: server.port, password: 's3cret', clock: fakeClock() };
      const outcome = await connect({ ...target, mode, systemId, ...more });
      if (outcome.kind !== 'bound') throw new Error(outcome.sentence);
      onTestFinished(() => outcome.session.destroy());
      return outcome.session;
    },
  };
}

async function raw(server: SmppServer): Promise<RawPeer> {
  const peer = await rawClient(server.port);
  onTestFinished(() => void peer.socket.destroy());
  return peer;
}

async function rawBound(server: SmppServer): Promise<RawPeer> {
  const peer = await raw(server);
  peer.say('bind_transceiver', 1, { systemId: 'acme', password: 's3cret', interfaceVersion: 0x34 });
  await peer.hear('bind_transceiver_resp');
  return peer;
}

describe('a bind', () => {
  test('is decided by who owns the accounts, who is told all that the client said', async () => {
    const asked: BindRequest[] = [];
    const { server, bind } = await start({
      async authenticate(request) {
        asked.push(request);
        return 0;
      },
    });
    const session = await bind('receiver', 'acme', { systemType: 'VMA', addressRange: '^1' });
    expect(asked).toEqual([
      {
        mode: 'receiver',
        systemId: 'acme',
        password: 's3cret',
        systemType: 'VMA',
        interfaceVersion: 0x34,
        addressRange: '^1',
        remoteAddress: '127.0.0.1',
      },
    ]);
    expect(session.peerVersion).toBe(0x34);
    expect(server.sessions).toMatchObject([
      { role: 'server', mode: 'receiver', systemId: 'acme', state: 'bound' },
    ]);
  });

  test('with a wrong password is refused and the connection closed', async () => {
    const { server } = await start();
    const peer = await raw(server);
    peer.say('bind_transmitter', 1, { systemId: 'acme', password: 'guess' });
    expect(await peer.hear('bind_transmitter_resp')).toMatchObject({ status: 0x0e });
    await until(peer.isClosed);
    expect(server.sessions).toEqual([]);
  });

  test('of a client of before 3.4 is answered without parameters', async () => {
    const { server } = await start();
    const peer = await raw(server);
    peer.say('bind_transmitter', 1, { systemId: 'acme', password: 's3cret', interfaceVersion: 0x33 });
    const answer = await peer.hear('bind_transmitter_resp');
    expect([answer.systemId, answer.tlvs.isEmpty]).toEqual(['SMSC1', true]);
  });

  test('that cannot be decided is refused for now', async () => {
    const errors: unknown[] = [];
    const { server } = await start({
      authenticate: () => Promise.reject(new Error('database away')),
      onAdmissionError: (error) => errors.push(error),
    });
    const peer = await raw(server);
    peer.say('bind_transceiver', 1, { systemId: 'acme', password: 's3cret' });
    expect(await peer.hear('bind_transceiver_resp')).toMatchObject({ status: 0x08 });
    expect(errors).toMatchObject([{ message: 'database away' }]);
  });

  test('again, while it is decided or after, is refused', async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const { server } = await start({ authenticate: () => promise });
    const peer = await raw(server);
    const body = { systemId: 'acme', password: 's3cret' };
    peer.say('bind_transceiver', 1, body);
    peer.say('bind_receiver', 2, body);
    expect(await peer.hear('bind_receiver_resp')).toMatchObject({ sequence: 2, status: 0x05 });
    resolve(0);
    expect(await peer.hear('bind_transceiver_resp')).toMatchObject({ status: 0 });
    peer.say('bind_transceiver', 3, body);
    expect(await peer.hear('bind_transceiver_resp', 1)).toMatchObject({ sequence: 3, status: 0x05 });
  });

  test('that ends too early is refused without asking anybody', async () => {
    const { server } = await start({ authenticate: () => 0 });
    const peer = await raw(server);
    peer.write(Buffer.from('0000001400000009000000000000000161636d65', 'hex'));
    expect(await peer.hear('bind_transceiver_resp')).toMatchObject({ status: 0x02 });
  });

  test('that does not come within thirty seconds ends the connection', async () => {
    const { server, clock } = await start();
    const peer = await raw(server);
    peer.say('enquire_link', 1);
    await peer.hear('enquire_link_resp');
    clock.forward(30_000);
    await until(peer.isClosed);
  });

  test('comes before everything else: a text is refused, a long PDU ends the connection', async () => {
    const { server } = await start();
    const peer = await raw(server);
    peer.say('submit_sm', 1, {});
    expect(await peer.hear('submit_sm_resp')).toMatchObject({ status: 0x04 });
    const header = Buffer.alloc(16);
    header.writeUInt32BE(1_025);
    peer.write(header);
    await until(peer.isClosed);
  });

  test('is welcomed before anything is delivered', async () => {
    const { server } = await start({
      onBound: (session) => session.send('deliver_sm', { shortMessage: Buffer.from('hi') }, () => {}),
    });
    const peer = await rawBound(server);
    await peer.hear('deliver_sm');
    expect(peer.heard.map(({ command }) => command)).toEqual(['bind_transceiver_resp', 'deliver_sm']);
  });
});

describe('a text from a client', () => {
  test('is answered later, in any order', async () => {
    const taken: { to: string; answer: Answer<'submit_sm'> }[] = [];
    const { bind } = await start({
      handlers: { requests: { submit_sm: (pdu, answer) => taken.push({ to: pdu.destinationAddr, answer }) } },
    });
    const session = await bind();
    const outcomes = ['1', '2', '3'].map((destinationAddr) => session.ask('submit_sm', { destinationAddr }));
    await until(() => taken.length === 3);
    for (const { to, answer } of taken.toReversed()) answer(0, { messageId: `id-${to}` });
    const ids = (await Promise.all(outcomes)).map((outcome) => outcome.kind === 'answered' && outcome.pdu);
    expect(ids).toMatchObject([{ messageId: 'id-1' }, { messageId: 'id-2' }, { messageId: 'id-3' }]);
  });

  test('may be throttled, without a body', async () => {
    const { bind } = await start({ handlers: { requests: { submit_sm: (_, answer) => answer(0x58) } } });
    const session = await bind();
    expect(await session.ask('submit_sm', {})).toMatchObject({ pdu: { status: 0x58, messageId: '' } });
  });

  test('is refused on a bind that only receives', async () => {
    const { server } = await start({ handlers: { requests: { submit_sm: (_, answer) => answer() } } });
    const peer = await raw(server);
    peer.say('bind_receiver', 1, { systemId: 'acme', password: 's3cret' });
    await peer.hear('bind_receiver_resp');
    peer.say('submit_sm', 2, {});
    expect(await peer.hear('submit_sm_resp')).toMatchObject({ status: 0x04 });
  });

  test('is refused when a parameter was cut off, because it may have said how to join the parts', async () => {
    const { server } = await start({ handlers: { requests: { submit_sm: (_, answer) => answer() } } });
    const peer = await rawBound(server);
    const whole = pduBytes('submit_sm', 2, { tlvs: [tlv('sarMsgRefNum', 7)] });
    const cut = whole.subarray(0, whole.length - 1);
    cut.writeUInt32BE(cut.length);
    peer.write(cut);
    expect(await peer.hear('submit_sm_resp')).toMatchObject({ status: 0xc2 });
  });

  test('is turned away when too many wait for an answer', async () => {
    const { server } = await start({ mostUnanswered: 1, handlers: { requests: { submit_sm: () => {} } } });
    const peer = await rawBound(server);
    peer.say('submit_sm', 2, {});
    peer.say('submit_sm', 3, {});
    expect(await peer.hear('submit_sm_resp')).toMatchObject({ sequence: 3, status: 0x14 });
  });

  test('to many at once, and questions about it, go to their handlers', async () => {
    const { bind } = await start({
      handlers: {
        requests: {
          submit_multi: (pdu, answer) =>
            answer(0, {
              messageId: String(pdu.destinations.length),
              failures: [{ ton: 1, npi: 1, addr: '1', errorStatus: 11 }],
            }),
          query_sm: (pdu, answer) => answer(0, { messageId: pdu.messageId, messageState: 2, finalDate: '' }),
        },
      },
    });
    const session = await bind();
    const destinations = [{ ton: 1, npi: 1, addr: '15551230001' }, { listName: 'friends' }];
    expect(await session.ask('submit_multi', { destinations })).toMatchObject({
      pdu: { messageId: '2', failures: [{ errorStatus: 11 }] },
    });
    expect(await session.ask('query_sm', { messageId: '2' })).toMatchObject({ pdu: { messageState: 2 } });
    expect(await session.ask('cancel_sm', { messageId: '2' })).toMatchObject({ pdu: { status: 0x03 } });
  });
});

describe('delivering', () => {
  test('goes to the receiving bind of an account with the fewest unanswered', async () => {
    const { server, bind } = await start();
    await bind('transmitter');
    const first = await bind('receiver', 'acme', { handlers: { requests: { deliver_sm: () => {} } } });
    const second = await bind('transceiver', 'acme', { handlers: { requests: { deliver_sm: () => {} } } });
    await bind('transceiver', 'other');
    expect([server.sessions.length, server.sessionsOf('acme').length]).toEqual([4, 3]);
    const used = [0, 1, 2].map(() => {
      const session = server.receiverFor('acme');
      session?.send('deliver_sm', {}, () => {});
      return session?.mode;
    });
    expect(used).toEqual(['receiver', 'transceiver', 'receiver']);
    expect([first.state, second.state]).toEqual(['bound', 'bound']);
  });

  test('has a window, tells the answer, and finds nobody when all are full or gone', async () => {
    const answers: Answer<'deliver_sm'>[] = [];
    const { server, bind } = await start({ window: 1 });
    const client = await bind('transceiver', 'acme', {
      handlers: { requests: { deliver_sm: (_, answer) => answers.push(answer) } },
    });
    const outcomes: Outcome[] = [];
    server.receiverFor('acme')?.send('deliver_sm', {}, (outcome) => outcomes.push(outcome));
    expect(server.receiverFor('acme')).toBeNull();
    await until(() => answers.length === 1);
    answers[0]?.(0x64);
    await until(() => outcomes.length === 1);
    expect(outcomes).toMatchObject([{ kind: 'answered', pdu: { command: 'deliver_sm_resp', status: 0x64 } }]);
    expect(server.receiverFor('acme')).not.toBeNull();
    client.destroy();
    await until(() => server.sessions.length === 0);
    expect(server.receiverFor('acme')).toBeNull();
  });

  test('to a client that does not answer is given up and stays unknown', async () => {
    const { server, clock } = await start({ enquireLinkMs: Number.POSITIVE_INFINITY });
    const peer = await rawBound(server);
    const outcome = server.receiverFor('acme')?.ask('deliver_sm', {});
    await peer.hear('deliver_sm');
    clock.forward(60_000);
    expect(await outcome).toMatchObject({ kind: 'timeout' });
  });

  test('to a bind that only transmits is not sent', async () => {
    const { server, bind } = await start();
    await bind('transmitter');
    expect(await server.sessions[0]?.ask('deliver_sm', {})).toMatchObject({ code: 'session.wrong_mode' });
  });
});

describe('staying and leaving', () => {
  test('a silent client is asked twice and cut off', async () => {
    const { server, clock } = await start();
    const peer = await rawBound(server);
    clock.forward(30_000);
    await peer.hear('enquire_link', 0);
    clock.forward(10_000);
    await peer.hear('enquire_link', 1);
    clock.forward(10_000);
    await until(peer.isClosed);
    expect(server.sessions).toEqual([]);
  });

  test('a client that unbinds is let go', async () => {
    const { server, bind } = await start();
    const session = await bind();
    expect(await session.close()).toMatchObject({ code: 'session.unbound' });
    await until(() => server.sessions.length === 0);
  });

  test('a server that closes answers what it has, turns away the rest, and unbinds', async () => {
    const answers: Answer<'submit_sm'>[] = [];
    const { server } = await start({
      handlers: { requests: { submit_sm: (_, answer) => answers.push(answer) } },
    });
    const peer = await rawBound(server);
    peer.say('submit_sm', 2, {});
    await until(() => answers.length === 1);
    const closing = server.close();
    peer.say('submit_sm', 3, {});
    expect(await peer.hear('submit_sm_resp')).toMatchObject({ sequence: 3, status: 0x14 });
    answers[0]?.(0, { messageId: 'a' });
    expect(await peer.hear('submit_sm_resp', 1)).toMatchObject({ sequence: 2, messageId: 'a' });
    const { sequence } = await peer.hear('unbind');
    peer.say('unbind_resp', sequence);
    await until(peer.isClosed);
    await closing;
  });

  test('an outbind goes to a client that has not bound yet, and an alert to one that has', async () => {
    const notices: string[] = [];
    const { server, bind } = await start();
    await bind('transceiver', 'acme', { handlers: { onNotice: ({ command }) => notices.push(command) } });
    const [session] = server.sessions;
    expect(session?.notify('outbind', { systemId: 'SMSC1' })).toBe(false);
    expect(session?.notify('alert_notification', { sourceAddr: '15551230001' })).toBe(true);
    await until(() => notices.length === 1);
    expect(notices).toEqual(['alert_notification']);
  });

  test('a connection beyond the most is dropped', async () => {
    const { server } = await start({ mostConnections: 1 });
    await rawBound(server);
    const second = await raw(server);
    await until(second.isClosed);
    await settle();
    expect(server.sessions).toHaveLength(1);
  });

  test('a port that is taken is said at once', async () => {
    const { server } = await start();
    await expect(listen({ port: server.port }, { systemId: 'SMSC2', authenticate: () => 0 })).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});
