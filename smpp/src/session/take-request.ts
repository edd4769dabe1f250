import { status } from '../status/classify-status.ts';
import { type AnswerableName, type ResponseName, responseNameOf } from '../wire/commands.ts';
import type { OutgoingBody, Pdu } from '../wire/pdu.ts';
import { maySend } from './permissions.ts';
import type { Answer, BindMode, RequestHandlers, RequestName, Session, SessionRole } from './session.ts';

/** What taking requests needs to know of its session. */
export interface RequestSurroundings {
  readonly role: SessionRole;
  readonly session: Session;
  readonly handlers: RequestHandlers;
  readonly mostUnanswered: number;
  mode(): BindMode | null;
  /** The session is on its way out and takes nothing new. */
  turnsAway(): boolean;
  respond(
    command: ResponseName,
    status: number,
    sequence: number,
    body?: OutgoingBody<ResponseName>,
  ): boolean;
  onOverload(unanswered: number): void;
  /** A request was answered, and perhaps it was the last. */
  onAnswered(): void;
  report(error: unknown): void;
}

/** Hands requests of the other side to their handlers and keeps count of those that are not answered. */
export interface RequestTaker {
  take(pdu: Pdu<RequestName>): void;
  readonly unanswered: number;
}

/** Makes the part of a session that takes the other side's requests. */
export function createRequestTaker(around: RequestSurroundings): RequestTaker {
  const { role, session, handlers, mostUnanswered } = around;
  const peer: SessionRole = role === 'client' ? 'server' : 'client';
  // Both say "not now, send it again"; carriers know the one, clients the other.
  const busy = role === 'client' ? status.tryAgainLater : status.queueFull;
  let unanswered = 0;

  function refusalOf(pdu: Pdu<RequestName>): number | null {
    const mode = around.mode();
    if (mode === null || !maySend(peer, mode, pdu.command)) return status.wrongBindState;
    if (pdu.defect === 'pdu.truncated') return status.invalidLength;
    // A carrier's delivery with a broken parameter still says STOP; a client is told that its parameter was lost.
    if (pdu.defect === 'pdu.tlv_past_end' && role === 'server') return status.invalidParameterLength;
    if (handlers[pdu.command] === undefined) return status.invalidCommand;
    if (around.turnsAway()) return busy;
    if (unanswered < mostUnanswered) return null;
    around.onOverload(unanswered);
    return busy;
  }

  function answerTo(pdu: Pdu<RequestName>, response: ResponseName): Answer {
    let isAnswered = false;
    return (code = status.ok, body) => {
      if (isAnswered) return false;
      isAnswered = true;
      unanswered -= 1;
      const isSent = around.respond(response, code, pdu.sequence, body);
      around.onAnswered();
      return isSent;
    };
  }

  return {
    take(pdu) {
      const response = responseNameOf(pdu.command) as ResponseName;
      const refusal = refusalOf(pdu);
      if (refusal !== null) {
        around.respond(response, refusal, pdu.sequence);
        return;
      }
      unanswered += 1;
      const answer = answerTo(pdu, response);
      const handle = handlers[pdu.command] as (
        pdu: Pdu<RequestName>,
        answer: Answer,
        session: Session,
      ) => void;
      try {
        handle(pdu, answer, session);
      } catch (error) {
        // Nothing was promised, so the other side may try again; an answer given before the error stands.
        answer(status.systemError);
        around.report(error);
      }
    },
    get unanswered() {
      return unanswered;
    },
  };
}

/** Whether a PDU is one of the requests that users of a session handle. */
export function isUserRequest(pdu: Pdu): pdu is Pdu<RequestName> {
  return userRequests.has(pdu.command as AnswerableName);
}

const userRequests: ReadonlySet<AnswerableName> = new Set([
  'submit_sm',
  'deliver_sm',
  'data_sm',
  'submit_multi',
  'query_sm',
  'cancel_sm',
  'replace_sm',
]);
