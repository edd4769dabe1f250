import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net';
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
  /** How the name becomes addresses, as `net.connect` takes it; an address in figures is not looked up. `dns.lookup` unless told. */
  readonly lookup?: LookupFunction;
}

/** A connected socket, or why there is none. */
export type OpenedSocket =
  | { readonly ok: true; readonly socket: Socket }
  | {
      readonly ok: false;
      readonly sentence: string;
      readonly cause?: Error;
      /** The settings make no sense (a port of 70,000, a certificate that is none), so trying again is in vain. */
      readonly isMisconfigured?: true;
    };

/** Connects, and with TLS waits until the certificate has been verified. Never rejects. */
export function openSocket(target: SocketTarget, clock: SessionClock): Promise<OpenedSocket> {
  if (target.signal?.aborted) return Promise.resolve({ ok: false, sentence: givenUp });
  try {
    const { host, port, tls, lookup } = target;
    const socket = tls ? openTls(target, tls) : connectTcp({ host, port, ...(lookup && { lookup }) });
    return settled(socket, target, clock);
  } catch (cause) {
    const sentence = `The settings of the connection make no sense: ${wordsOf(cause)}.`;
    return Promise.resolve({ ok: false, sentence, isMisconfigured: true });
  }
}

function settled(socket: Socket, target: SocketTarget, clock: SessionClock): Promise<OpenedSocket> {
  const { host, port, tls, connectTimeoutMs = 10_000, signal } = target;
  return new Promise((resolve) => {
    const settle = (opened: OpenedSocket) => {
      cancelTimer();
      signal?.removeEventListener('abort', abort);
      if (!opened.ok) socket.destroy();
      resolve(opened);
    };
    const abort = () => settle({ ok: false, sentence: givenUp });
    const cancelTimer = clock.after(connectTimeoutMs, () =>
      settle({ ok: false, sentence: `${host}:${port} did not connect within ${connectTimeoutMs} ms.` }),
    );
    signal?.addEventListener('abort', abort, { once: true });
    // It stays, because an error that nobody listens for would end the process; settling twice changes nothing.
    socket.on('error', (cause) =>
      settle({ ok: false, sentence: `${host}:${port} cannot be reached: ${wordsOf(cause)}.`, cause }),
    );
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      // PDUs are put together here already; waiting for more in the kernel would only delay them.
      socket.setNoDelay(true);
      settle({ ok: true, socket });
    });
  });
}

/** A host with several addresses fails with an error that has a code and no words. */
function wordsOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || (cause as NodeJS.ErrnoException).code || cause.name;
}

const givenUp = 'The attempt was given up.';

function openTls({ host, port, lookup }: SocketTarget, { servername, ca, cert, key }: TlsSettings): Socket {
  // An address is no name to ask for; its certificate is verified against the address itself.
  const name = servername ?? (isIP(host) ? undefined : host);
  return connectTls({
    host,
    port,
    ...(lookup && { lookup }),
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(name === undefined ? {} : { servername: name }),
    ...(ca === undefined ? {} : { ca: [ca].flat() }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  });
}
