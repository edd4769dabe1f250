import { statusOf } from '../status/classify-status.ts';
import type { CommandStatus } from '../status/command-statuses.ts';
import type { BindBody } from '../wire/bodies.ts';
import type { BindName } from '../wire/commands.ts';
import { closeReasons } from './close-reasons.ts';
import { LiveSession } from './live-session.ts';
import { openSocket, type SocketTarget } from './open-socket.ts';
import type { CloseReason } from './outcomes.ts';
import type { BindMode, Session, SessionOptions } from './session.ts';
import { systemSessionClock } from './session-clock.ts';

/** A bind to a carrier. Fields of the bind that are left out are zero or empty. */
export interface ConnectOptions
  extends SessionOptions,
    SocketTarget,
    Partial<Omit<BindBody, 'systemId' | 'password'>> {
  readonly systemId: string;
  /** At most eight characters, unless `areLimitsLenient`. It is written to the carrier and nowhere else. */
  readonly password: string;
  /** `transceiver` unless told; some carriers want a transmitter and a receiver instead. */
  readonly mode?: BindMode;
  /** How long the answer to the bind may take; 30 seconds unless told. */
  readonly bindTimeoutMs?: number;
}

/**
 * What came of a bind.
 *
 * - `bound` texts may be sent
 * - `refused` the carrier said no: with a status of the class `auth`, trying again can lock the account
 * - `unreachable` there was no connection, or a certificate that cannot be verified
 * - `unanswered` there was a connection, and it ended or stayed silent
 * - `misconfigured` the bind cannot be written, for instance because the password is too long, or no such port exists
 */
export type ConnectOutcome =
  | { readonly kind: 'bound'; readonly session: Session }
  | { readonly kind: 'refused'; readonly status: CommandStatus; readonly sentence: string }
  | { readonly kind: 'unreachable'; readonly sentence: string; readonly cause?: Error }
  | { readonly kind: 'unanswered'; readonly reason: CloseReason; readonly sentence: string }
  | { readonly kind: 'misconfigured'; readonly sentence: string };

const version34 = 0x34;

/** Connects to a carrier and binds, once. Never rejects. For a bind that comes back by itself see keepBound. */
export async function connect(options: ConnectOptions): Promise<ConnectOutcome> {
  const clock = options.clock ?? systemSessionClock;
  const opened = await openSocket(options, clock);
  if (!opened.ok) {
    const { sentence, cause } = opened;
    if (opened.isMisconfigured) return { kind: 'misconfigured', sentence };
    return { kind: 'unreachable', sentence, ...(cause ? { cause } : {}) };
  }
  const session = new LiveSession(opened.socket, { role: 'client' }, options);
  const abort = () => session.destroy();
  options.signal?.addEventListener('abort', abort, { once: true });
  if (options.signal?.aborted) abort();
  // It may have broken before anybody listened.
  if (opened.socket.destroyed) session.finish(closeReasons.connectionLost(null), 'cut');
  const outcome = await bindSession(session, options);
  options.signal?.removeEventListener('abort', abort);
  return outcome;
}

/** Binds on a connection that stands already. Never rejects. */
export function bindSession(
  session: LiveSession,
  options: Omit<ConnectOptions, keyof SocketTarget>,
): Promise<ConnectOutcome> {
  const { mode = 'transceiver', systemId, bindTimeoutMs = 30_000 } = options;
  const command: BindName = `bind_${mode}`;
  return new Promise((resolve) => {
    const problem = session.control(command, bodyOf(options), bindTimeoutMs, (answer) => {
      if (answer === null) {
        session.finish(closeReasons.bindTimeout(), 'cut');
      } else if (answer.status === 0 && answer.command !== 'generic_nack') {
        const peerVersion = answer.tlvs.get('scInterfaceVersion') ?? null;
        session.bound(command, { mode, systemId, peerVersion });
        resolve({ kind: 'bound', session });
      } else {
        const status = statusOf(answer.status);
        resolve({ kind: 'refused', status, sentence: status.sentence });
        session.finish(closeReasons.bindRefused(answer.status, status.sentence), 'end');
      }
    });
    if (problem) {
      resolve({ kind: 'misconfigured', sentence: problem.sentence });
      session.destroy();
    }
    void session.closed.then((reason) => resolve({ kind: 'unanswered', reason, sentence: reason.sentence }));
  });
}

function bodyOf(options: Omit<ConnectOptions, keyof SocketTarget>): BindBody {
  const { systemId, password, systemType = '', interfaceVersion = version34 } = options;
  const { addrTon = 0, addrNpi = 0, addressRange = '' } = options;
  return { systemId, password, systemType, interfaceVersion, addrTon, addrNpi, addressRange };
}
