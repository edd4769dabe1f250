import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SessionClock } from './session-clock.ts';

/**
 * TLS of a client. The carrier's certificate is always verified; where it is signed by the carrier itself, pin it with `ca`.
 */
export interface TlsSettings {
  /** The name that the certificate has to carry; the host unless told. */
  readonly servername?: string;
  /** Certificates in PEM to trust in place of the usual ones. */
  readonly ca?: string | readonly string[];
  /** Our own certificate and key in PEM, for carriers that ask for them. */
  readonly cert?: string;
  readonly key?: string;
}

/** Where to connect to. */
export interface SocketTarget {
  readonly host: string;
  readonly port: number;
  /** Plain TCP when left out: then the password travels in the clear. */
  readonly tls?: TlsSettings;
  /** 10 seconds unless told, TLS included. */
  readonly connectTimeoutMs?: number;
  /** Gives the attempt up. */
  readonly signal?: AbortSignal;
}

/** A connected socket, or why there is none. */
export type OpenedSocket =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly sentence: string; readonly cause?: Error };

/** Connects, and with TLS waits until the certificate has been verified. Never rejects. */
export function openSocket(target: SocketTarget, clock: SessionClock): Promise<OpenedSocket> {
  const { host, port, connectTimeoutMs = 10_000, signal } = target;
  if (signal?.aborted) return Promise.resolve({ ok: false, sentence: givenUp });
  return new Promise((resolve) => {
    const socket = target.tls ? openTls(target, target.tls) : connectTcp({ host, port });
    const settle = (opened: OpenedSocket) => {
      cancelTimer();
      signal?.removeEventListener('abort', abort);
      socket.off('error', fail);
      if (!opened.ok) {
        // An error may follow that nobody waits for any more.
        socket.on('error', () => {});
        socket.destroy();
      }
      resolve(opened);
    };
    const fail = (cause: Error) =>
      settle({ ok: false, sentence: `${host}:${port} cannot be reached: ${cause.message}.`, cause });
    const abort = () => settle({ ok: false, sentence: givenUp });
    const cancelTimer = clock.after(connectTimeoutMs, () =>
      settle({ ok: false, sentence: `${host}:${port} did not connect within ${connectTimeoutMs} ms.` }),
    );
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('error', fail);
    socket.once(target.tls ? 'secureConnect' : 'connect', () => {
      // PDUs are put together here already; waiting for more in the kernel would only delay them.
      socket.setNoDelay(true);
      settle({ ok: true, socket });
    });
  });
}

const givenUp = 'The attempt was given up.';

function openTls({ host, port }: SocketTarget, { servername, ca, cert, key }: TlsSettings): Socket {
  // An address is no name to ask for; its certificate is verified against the address itself.
  const name = servername ?? (isIP(host) ? undefined : host);
  return connectTls({
    host,
    port,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(name === undefined ? {} : { servername: name }),
    ...(ca === undefined ? {} : { ca: [ca].flat() }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  });
}
