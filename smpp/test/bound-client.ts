import { onTestFinished } from 'vitest';
import { type ConnectOptions, connect } from '../src/session/connect.ts';
import type { Session } from '../src/session/session.ts';
import type { SessionEvent } from '../src/session/session-log.ts';
import type { BindName } from '../src/wire/commands.ts';
import { tlv } from '../src/wire/tlvs.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type RawPeer, rawServer } from './raw-peer.ts';

/** One of our sessions, bound to a server that the test speaks for, with time standing still. */
export interface BoundClient {
  session: Session;
  peer: RawPeer;
  clock: FakeClock;
  events: SessionEvent[];
}

/** Binds a client and ends everything after the test. */
export async function boundClient(options: Partial<ConnectOptions> = {}): Promise<BoundClient> {
  const clock = fakeClock();
  const events: SessionEvent[] = [];
  const server = await rawServer();
  onTestFinished(() => server.close());
  const connecting = connect({
    ...{ host: '127.0.0.1', port: server.port, systemId: 'acme', password: 's3cret', clock },
    log: (event) => events.push(event),
    ...options,
  });
  const peer = await server.peer();
  const command: BindName = `bind_${options.mode ?? 'transceiver'}`;
  const bind = await peer.hear(command);
  const tlvs = [tlv('scInterfaceVersion', 0x34)];
  peer.say(`${command}_resp`, bind.sequence, { systemId: 'SMSC1', tlvs });
  const outcome = await connecting;
  if (outcome.kind !== 'bound') throw new Error(outcome.sentence);
  const { session } = outcome;
  onTestFinished(() => session.destroy());
  return { session, peer, clock, events };
}
