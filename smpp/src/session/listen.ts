import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Admission } from './admit.ts';
import type { LiveSession } from './live-session.ts';
import { openServerSession } from './server-session.ts';
import type { Session, SessionOptions } from './session.ts';

/** A server that clients bind to. Its `handlers` serve all sessions; each is told which one it was. */
export interface ServerOptions extends SessionOptions, Admission {
  /** Certificate and key in PEM, and with `ca` only clients whose certificate it signed. Plain TCP when left out. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** A connection without a bind is cut after this; 30 seconds unless told. */
  readonly bindTimeoutMs?: number;
  /** Further connections are dropped; 1,000 unless told. */
  readonly mostConnections?: number;
  /** A connection could not be taken, for instance because the process has no file descriptor left. */
  onListenError?(error: Error): void;
}

/** A server that clients bind to. */
export interface SmppServer {
  /** The port that it listens on. */
  readonly port: number;
  /** All that are bound. */
  readonly sessions: readonly Session[];
  /** The binds of one account, in the order in which they came. */
  sessionsOf(systemId: string): readonly Session[];
  /**
   * The session of an account to deliver to: of those that receive and have room, the one with the fewest unanswered requests.
   * Receipts go to any of them, not necessarily to the one that submitted.
   */
  receiverFor(systemId: string): Session | null;
  /** Takes no more connections and ends all sessions in good order. */
  close(drainMs?: number): Promise<void>;
}

/**
 * Starts a server.
 *
 * @param at port 0 takes any that is free; the host is 127.0.0.1 unless told
 * @throws what the network says when it cannot listen there
 */
export async function listen(
  at: { readonly host?: string; readonly port: number },
  options: ServerOptions,
): Promise<SmppServer> {
  const { tls, mostConnections = 1_000 } = options;
  const sessions = new Set<LiveSession>();
  const greet = (socket: Socket) => {
    const session = openServerSession(socket, options);
    sessions.add(session);
    void session.closed.then(() => sessions.delete(session));
  };
  const server: Server = tls
    ? createTlsServer({ ...tls, ...tlsManners(tls, options.bindTimeoutMs) }, greet)
    : createTcpServer(greet);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host ?? '127.0.0.1', () => {
      server.off('error', reject);
      server.on('error', (error) => options.onListenError?.(error));
      resolve();
    });
  });
  const bound = () => [...sessions].filter(({ state }) => state === 'bound');
  const sessionsOf = (systemId: string) => bound().filter((session) => session.systemId === systemId);
  return {
    port: (server.address() as AddressInfo).port,
    get sessions() {
      return bound();
    },
    sessionsOf,
    receiverFor(systemId) {
      const receivers = sessionsOf(systemId).filter(({ mode, canSend }) => mode !== 'transmitter' && canSend);
      return receivers.toSorted((one, other) => one.outstanding - other.outstanding)[0] ?? null;
    },
    async close(drainMs) {
      const isClosed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...sessions].map((session) => session.close(drainMs)));
      await isClosed;
    },
  };
}

function tlsManners({ ca }: { readonly ca?: string }, handshakeTimeout = 30_000) {
  return { requestCert: ca !== undefined, minVersion: 'TLSv1.2', handshakeTimeout } as const;
}
