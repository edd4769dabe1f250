import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Pdu } from '../wire/pdu.ts';
import type { Admission } from './admit.ts';
import { closeReasons } from './close-reasons.ts';
import { bindSession, type ConnectOptions, type ConnectOutcome } from './connect.ts';
import { LiveSession } from './live-session.ts';
import { openSocket, type SocketTarget } from './open-socket.ts';
import { openServerSession } from './server-session.ts';
import type { Session, SessionOptions } from './session.ts';
import { systemSessionClock } from './session-clock.ts';

/**
 * Outbind (SMPP 3.4, 2.2.1): a carrier that has something to deliver calls its client, says who it is, and the client binds on that
 * very connection. Few carriers do it; both ends are here.
 */

/** A carrier that calls, as it names itself. */
export interface OutbindRequest {
  readonly systemId: string;
  /** Compare it in constant time, and tell it to no log. */
  readonly password: string;
  readonly remoteAddress: string;
}

/** How a client waits to be called, and how it binds then. */
export interface OutbindOptions extends Omit<ConnectOptions, keyof SocketTarget> {
  /** Certificate and key in PEM, and with `ca` only carriers whose certificate it signed. Plain TCP when left out. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** Whether this is our carrier. Whoever else calls is cut off without a word. */
  isOurs(request: OutbindRequest): boolean;
  /** What came of a bind after a call. */
  onOutcome(outcome: ConnectOutcome): void;
  /** A connection that says nothing is cut after this; 30 seconds unless told. */
  readonly outbindTimeoutMs?: number;
}

/** A client that waits to be called. */
export interface OutbindListener {
  /** The port that it listens on. */
  readonly port: number;
  /** Takes no more calls, and ends sessions that came of them in good order. */
  close(drainMs?: number): Promise<void>;
}

/**
 * Waits for a carrier that calls. It binds as `receiver` unless told, since it is called to be delivered to.
 *
 * @param at port 0 takes any that is free; the host is 127.0.0.1 unless told
 * @throws what the network says when it cannot listen there
 */
export async function listenForOutbind(
  at: { readonly host?: string; readonly port: number },
  options: OutbindOptions,
): Promise<OutbindListener> {
  const { tls } = options;
  const sessions = new Set<LiveSession>();
  const greet = (socket: Socket) => {
    const session = answerCall(socket, options);
    sessions.add(session);
    void session.closed.then(() => sessions.delete(session));
  };
  const server: Server = tls
    ? createTlsServer({ ...tls, requestCert: tls.ca !== undefined, minVersion: 'TLSv1.2' }, greet)
    : createTcpServer(greet);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host ?? '127.0.0.1', () => {
      server.off('error', reject);
      // Out of file descriptors, for instance: whoever calls will call again.
      server.on('error', () => {});
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close(drainMs) {
      const isClosed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...sessions].map((session) => session.close(drainMs)));
      await isClosed;
    },
  };
}

function answerCall(socket: Socket, options: OutbindOptions): LiveSession {
  const { clock = systemSessionClock, outbindTimeoutMs = 30_000, handlers = {}, mode = 'receiver' } = options;
  const remoteAddress = socket.remoteAddress ?? '';
  socket.setNoDelay(true);
  let isCalled = false;

  function hear(pdu: Pdu<'alert_notification' | 'outbind'>, session: Session): void {
    if (isCalled || pdu.command !== 'outbind') {
      handlers.onNotice?.(pdu, session);
      return;
    }
    isCalled = true;
    cancel();
    const { systemId, password } = pdu as Pdu<'outbind'>;
    if (pdu.defect === null && options.isOurs({ systemId, password, remoteAddress }))
      void bindSession(live, { ...options, mode }).then((outcome) => options.onOutcome(outcome));
    else live.finish(closeReasons.strangerCalled(), 'cut');
  }

  const live = new LiveSession(
    socket,
    { role: 'client', longestBindOctets: 1_024 },
    { ...options, handlers: { ...handlers, onNotice: hear } },
  );
  const cancel = clock.after(outbindTimeoutMs, () => live.finish(closeReasons.bindTimeout(), 'cut'));
  void live.closed.then(cancel);
  return live;
}

/** How a server calls a client, and who may bind then. */
export interface CallOptions extends SessionOptions, Admission {
  /** What the client knows us by; at most eight characters, unless `areLimitsLenient`. */
  readonly outbindPassword: string;
  /** How long the client's bind may take; 30 seconds unless told. */
  readonly bindTimeoutMs?: number;
}

/** What came of a call. A session is `open` until the client has bound; `onBound` tells. */
export type CallOutcome =
  | { readonly kind: 'called'; readonly session: Session }
  | { readonly kind: 'unreachable'; readonly sentence: string };

/** A server calls a client that waits for it. Never rejects. */
export async function callOut(target: SocketTarget, options: CallOptions): Promise<CallOutcome> {
  const opened = await openSocket(target, options.clock ?? systemSessionClock);
  if (!opened.ok) return { kind: 'unreachable', sentence: opened.sentence };
  const session = openServerSession(opened.socket, options);
  const { systemId, outbindPassword: password } = options;
  if (session.notify('outbind', { systemId, password })) return { kind: 'called', session };
  session.destroy();
  return {
    kind: 'unreachable',
    sentence: 'The outbind cannot be written: its password or name is too long.',
  };
}
