import type { AnswerableName, BindName, ResponseName, ResponseOf } from '../wire/commands.ts';
import type { OutgoingBody, Pdu } from '../wire/pdu.ts';
import type { CloseReason, OnOutcome, Outcome } from './outcomes.ts';
import type { SessionClock } from './session-clock.ts';
import type { SessionLog } from './session-log.ts';

/** Which way texts go: out, in, or both on one session. */
export type BindMode = 'transmitter' | 'receiver' | 'transceiver';

/** Who opened the connection: a client (ESME) binds, a server (SMSC) is bound to. */
export type SessionRole = 'client' | 'server';

/** `open` before the bind; `closing` while answers are waited for and the unbind is on its way. */
export type SessionState = 'open' | 'bound' | 'closing' | 'closed';

/** The requests that users of a session send and answer. Binds, unbinds and enquire_links are the session's own. */
export type RequestName = Exclude<AnswerableName, BindName | 'unbind' | 'enquire_link'>;

/**
 * Answers a request of the other side: at any time, in any order, once. With a status other than 0 the answer has no body unless
 * it is given one.
 *
 * @returns false when nothing was sent: it has been answered before, or the session is over
 */
export type Answer<Name extends RequestName = RequestName> = (
  status?: number,
  body?: OutgoingBody<ResponseOf<Name>>,
) => boolean;

/** What to do with requests of the other side. One without a handler is refused with ESME_RINVCMDID. */
export type RequestHandlers = {
  readonly [Name in RequestName]?: (pdu: Pdu<Name>, answer: Answer<Name>, session: Session) => void;
};

/** A sign that the other side is busy. */
export type Congestion =
  | { readonly kind: 'throttled'; readonly status: number }
  /** The parameter congestion_state of 5.0: 0 idle, 80 to 89 busy, from 90 on too busy. */
  | { readonly kind: 'level'; readonly level: number };

/** What a session tells. All are called from the event loop, one at a time. */
export interface SessionHandlers {
  readonly requests?: RequestHandlers;
  /** Something that nobody answers. */
  onNotice?(pdu: Pdu<'alert_notification' | 'outbind'>, session: Session): void;
  /** An answer to nothing that waits: usually a late one, whose request was told as `timeout` under the same sequence. */
  onUnmatched?(pdu: Pdu<ResponseName | 'generic_nack'>, session: Session): void;
  onCongestion?(sign: Congestion, session: Session): void;
  /** There is room again after there was none: `canSend` is true. */
  onReady?(session: Session): void;
  /** The session is over; every request has been told its outcome. */
  onClose?(reason: CloseReason, session: Session): void;
  /** A handler or an outcome's callback threw. Without this it goes to the process as an uncaught exception. */
  onError?(error: unknown, session: Session): void;
}

/** Settings that both ends share. */
export interface SessionOptions {
  /** Requests that may be unanswered at once; 10 unless told. More than the carrier allows is answered with ESME_RTHROTTLED. */
  readonly window?: number;
  /** How long an answer may take; 60 seconds unless told. */
  readonly responseTimeoutMs?: number;
  /** Silence after which an enquire_link is sent; 30 seconds unless told, Infinity for never. */
  readonly enquireLinkMs?: number;
  /** How long its answer may take; 10 seconds unless told. After two in vain the connection is cut. */
  readonly enquireAnswerMs?: number;
  /** How long the answer to an unbind may take; 5 seconds unless told. */
  readonly unbindTimeoutMs?: number;
  /** Requests of the other side that may wait for our answer at once; 1,000 unless told. More are turned away to come again. */
  readonly mostUnanswered?: number;
  /** A longer PDU ends the session; 70,000 octets unless told. */
  readonly longestPduOctets?: number;
  /** Lets strings be longer than the specification says, for carriers whose passwords or ids are. */
  readonly areLimitsLenient?: boolean;
  readonly handlers?: SessionHandlers;
  readonly log?: SessionLog;
  readonly clock?: SessionClock;
}

/** One connection to the other side, from its bind to its end. It is never opened again: a new one is a new session. */
export interface Session {
  readonly role: SessionRole;
  readonly state: SessionState;
  /** Null before the bind. */
  readonly mode: BindMode | null;
  /** The system id of the account, at both ends. Empty before the bind. */
  readonly systemId: string;
  /**
   * The version that the other side says it speaks, 0x34 for 3.4; null when it does not say. A server of before 3.4 never says,
   * and optional parameters mean nothing to it.
   */
  readonly peerVersion: number | null;
  /** Requests that wait for their answers. */
  readonly outstanding: number;
  /** Requests that may be sent right now. */
  readonly freeSlots: number;
  readonly canSend: boolean;
  /**
   * Sends a request. Hundreds may be sent in one turn of the event loop; they leave in one write.
   *
   * @param body is read before this returns and may be used again
   * @param onOutcome called once, after this has returned
   */
  send<Name extends RequestName>(command: Name, body: OutgoingBody<Name>, onOutcome: OnOutcome<Name>): void;
  /** Sends a request as soon as there is room for it, first come, first served, and resolves with its outcome. Never rejects. */
  ask<Name extends RequestName>(command: Name, body: OutgoingBody<Name>): Promise<Outcome<Name>>;
  /** Tells something that nobody answers; false when it cannot be sent. */
  notify(
    command: 'alert_notification' | 'outbind',
    body: OutgoingBody<'alert_notification' | 'outbind'>,
  ): boolean;
  /** Allows more or fewer unanswered requests from now on. */
  resize(window: number): void;
  /**
   * Ends the session in good order: nothing new is sent, answers are waited for, then comes the unbind.
   *
   * @param drainMs how long to wait for answers; as long as one may take unless told
   */
  close(drainMs?: number): Promise<CloseReason>;
  /** Cuts the connection. Requests that wait are told `closed`. */
  destroy(): void;
  /** Resolves when the session is over. */
  readonly closed: Promise<CloseReason>;
}
