import { status } from '../status/classify-status.ts';
import { type BindName, type ResponseName, responseBit, responseNameOf } from '../wire/commands.ts';
import { decodePdu } from '../wire/decode-pdu.ts';
import type { Pdu, UnknownPdu } from '../wire/pdu.ts';
import type { Congestion, RequestName } from './session.ts';
import type { SessionLog } from './session-log.ts';
import { isUserRequest } from './take-request.ts';
import { genericNackId } from './window.ts';

/** An answer of the other side. */
export type AnyResponse = Pdu<ResponseName | 'generic_nack'>;

/** Where the PDUs of the other side go. */
export interface IncomingSurroundings {
  readonly log: SessionLog | undefined;
  /** True while the session has not been bound yet. */
  isOpen(): boolean;
  respond(command: ResponseName | 'generic_nack', code: number, sequence: number): void;
  /** Gives an answer to a request of the user's that waits for it; false when none does. */
  answerRequest(pdu: AnyResponse, commandId: number): boolean;
  /** The same for a request of the session's own. */
  answerControl(pdu: AnyResponse): boolean;
  takeRequest(pdu: Pdu<RequestName>): void;
  /** Undefined at an end that nobody binds to. */
  readonly takeBind: ((pdu: Pdu<BindName>) => void) | undefined;
  onPeerUnbind(): void;
  /** The other side refused something and cannot say what. */
  onLostTrack(): void;
  onNotice(pdu: Pdu<'alert_notification' | 'outbind'>): void;
  onUnmatched(pdu: AnyResponse): void;
  /** Undefined when nobody wants to know. */
  readonly onCongestion: ((sign: Congestion) => void) | undefined;
}

/** Decodes the PDUs of a stream and brings each to where it belongs. */
export class Incoming {
  readonly #around: IncomingSurroundings;

  constructor(around: IncomingSurroundings) {
    this.#around = around;
  }

  /** Takes one frame that the splitter found. */
  take(bytes: Buffer, start: number, end: number): void {
    const { log } = this.#around;
    const pdu = decodePdu(bytes, start, end);
    if (log) logIncoming(log, pdu, end - start);
    const commandId = bytes.readUInt32BE(start + 4);
    if (commandId < responseBit) this.#takeRequest(pdu);
    else if (pdu.command !== 'unknown') this.#takeResponse(pdu as AnyResponse, commandId);
  }

  #takeResponse(pdu: AnyResponse, commandId: number): void {
    const around = this.#around;
    if (commandId === genericNackId && pdu.sequence === 0) {
      around.onLostTrack();
    } else if (around.answerRequest(pdu, commandId)) {
      if (around.onCongestion) noteCongestion(pdu, around.onCongestion);
    } else if (!around.answerControl(pdu)) {
      const { command, sequence } = pdu;
      around.log?.({ event: 'unmatched', command, status: pdu.status, sequence });
      around.onUnmatched(pdu);
    }
  }

  #takeRequest(pdu: Pdu | UnknownPdu): void {
    const around = this.#around;
    switch (pdu.command) {
      case 'unknown':
        around.respond('generic_nack', status.invalidCommand, pdu.sequence);
        break;
      case 'enquire_link':
        around.respond('enquire_link_resp', status.ok, pdu.sequence);
        break;
      case 'unbind':
        around.respond('unbind_resp', status.ok, pdu.sequence);
        around.onPeerUnbind();
        break;
      case 'alert_notification':
      case 'outbind':
        around.onNotice(pdu);
        break;
      case 'bind_receiver':
      case 'bind_transmitter':
      case 'bind_transceiver':
        this.#takeBind(pdu);
        break;
      default:
        if (isUserRequest(pdu)) around.takeRequest(pdu);
    }
  }

  #takeBind(pdu: Pdu<BindName>): void {
    const { takeBind, isOpen, respond } = this.#around;
    const response = responseNameOf(pdu.command) as ResponseName;
    if (!takeBind) respond(response, status.invalidCommand, pdu.sequence);
    else if (isOpen()) takeBind(pdu);
    else respond(response, status.alreadyBound, pdu.sequence);
  }
}

function noteCongestion(pdu: AnyResponse, tell: (sign: Congestion) => void): void {
  const isThrottled = pdu.status === status.throttled || pdu.status === status.queueFull;
  if (isThrottled) tell({ kind: 'throttled', status: pdu.status });
  const level = pdu.tlvs.get('congestionState');
  if (level !== undefined) tell({ kind: 'level', level });
}

function logIncoming(log: SessionLog, pdu: Pdu | UnknownPdu, octets: number): void {
  const { command, status: code, sequence, defect } = pdu;
  log({ event: 'pdu', direction: 'in', command, status: code, sequence, octets });
  if (defect) log({ event: 'malformed', command, defect, sequence });
}
