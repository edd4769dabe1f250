import type { AnswerableName, ResponseOf } from '../wire/commands.ts';
import type { EncodeProblem, Pdu } from '../wire/pdu.ts';

/** Why a session is over. */
export interface CloseReason {
  readonly code:
    | 'session.unbound'
    | 'session.peer_unbound'
    | 'session.peer_closed'
    | 'session.connection_lost'
    | 'session.peer_silent'
    | 'session.stream_broken'
    | 'session.peer_lost_track'
    | 'session.bind_refused'
    | 'session.bind_timeout'
    | 'session.stranger_called'
    | 'session.destroyed';
  /** What happened, for people. */
  readonly sentence: string;
  /** The command_status that refused a bind. */
  readonly status?: number;
  /** What the socket said. */
  readonly cause?: Error;
}

/**
 * Why a request was not sent. Nothing of it was written, so it may be sent again elsewhere without any doubt.
 *
 * - `session.window_full` as many requests are unanswered as the carrier allows
 * - `session.not_bound` no bind yet, closing, or closed
 * - `session.wrong_mode` this bind, or this end of it, may not send such a request
 * - `pdu.…` it cannot be written
 */
export interface NotSent {
  readonly kind: 'not_sent';
  readonly code: 'session.window_full' | 'session.not_bound' | 'session.wrong_mode' | EncodeProblem['code'];
  readonly sentence: string;
}

/**
 * What came of a request, told exactly once.
 *
 * - `answered` whatever the status: a status other than 0 is the peer's refusal, a `generic_nack` its refusal to read it
 * - `timeout` it was written and nobody answered in time. What became of it is unknown: never send it again blindly. A late
 *   answer goes to `onUnmatched` with this sequence
 * - `closed` the session ended first. With `wasWritten` false no octet of it left this process; with true its fate is unknown
 * - `not_sent` it never began
 */
export type Outcome<Name extends AnswerableName = AnswerableName> =
  | { readonly kind: 'answered'; readonly pdu: Pdu<ResponseOf<Name>> | Pdu<'generic_nack'> }
  | { readonly kind: 'timeout'; readonly sequence: number }
  | {
      readonly kind: 'closed';
      readonly wasWritten: boolean;
      readonly sequence: number;
      readonly reason: CloseReason;
    }
  | NotSent;

/** Takes an outcome. It is never called before the call that began the request has returned. */
export type OnOutcome<Name extends AnswerableName = AnswerableName> = (outcome: Outcome<Name>) => void;
