import { status, statusOf } from '../status/classify-status.ts';
import type { BindName, ResponseName } from '../wire/commands.ts';
import type { OutgoingBody, Pdu } from '../wire/pdu.ts';
import { tlv } from '../wire/tlvs.ts';
import { closeReasons } from './close-reasons.ts';
import type { LiveSession } from './live-session.ts';
import type { BindMode, Session } from './session.ts';

/** A client that wants to bind. */
export interface BindRequest {
  readonly mode: BindMode;
  readonly systemId: string;
  /** Compare it in constant time, and tell it to no log. */
  readonly password: string;
  readonly systemType: string;
  readonly interfaceVersion: number;
  readonly addressRange: string;
  /** Where the connection comes from; empty when it is gone already. */
  readonly remoteAddress: string;
}

/** Who may bind. */
export interface Admission {
  /** Our own name in the answer to a bind. */
  readonly systemId: string;
  /**
   * Decides on a bind, at once or later.
   *
   * @returns the command_status of the answer: 0 lets the client in; see `status` for the usual refusals
   */
  authenticate(request: BindRequest): number | Promise<number>;
  /** The client is in; its answer is on its way before anything that is sent here. */
  onBound?(session: Session): void;
  /** `authenticate` or `onBound` threw. The client was refused with ESME_RSYSERR, or is in. */
  onAdmissionError?(error: unknown): void;
}

const version34 = 0x34;

/** Decides on one bind and answers it. Never rejects. */
export async function admit(
  session: LiveSession,
  pdu: Pdu<BindName>,
  remoteAddress: string,
  admission: Admission,
): Promise<void> {
  const mode = pdu.command.slice('bind_'.length) as BindMode;
  const response: ResponseName = `${pdu.command}_resp`;
  const code =
    pdu.defect === 'pdu.truncated'
      ? status.invalidLength
      : await verdictOn(pdu, mode, remoteAddress, admission);
  if (code !== status.ok) {
    session.respond(response, code, pdu.sequence);
    session.finish(closeReasons.bindRefused(code, statusOf(code).sentence), 'end');
    return;
  }
  const { systemId, interfaceVersion } = pdu;
  // A client of before 3.4 does not know optional parameters.
  const tlvs = interfaceVersion >= version34 ? [tlv('scInterfaceVersion', version34)] : [];
  const body: OutgoingBody<'bind_transceiver_resp'> = { systemId: admission.systemId, tlvs };
  if (!session.respond(response, status.ok, pdu.sequence, body)) return;
  session.bound(pdu.command, { mode, systemId, peerVersion: interfaceVersion });
  if (session.state !== 'bound') return;
  try {
    admission.onBound?.(session);
  } catch (error) {
    admission.onAdmissionError?.(error);
  }
}

async function verdictOn(
  pdu: Pdu<BindName>,
  mode: BindMode,
  remoteAddress: string,
  admission: Admission,
): Promise<number> {
  const { systemId, password, systemType, interfaceVersion, addressRange } = pdu;
  try {
    return await admission.authenticate({
      ...{ mode, systemId, password, systemType, interfaceVersion, addressRange, remoteAddress },
    });
  } catch (error) {
    // Whoever decides could not; the client may try again.
    admission.onAdmissionError?.(error);
    return status.systemError;
  }
}
