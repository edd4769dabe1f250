import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  type Answer as AnswerPdu,
  type BindRequest,
  listen,
  type Pdu,
  type Session,
  status,
} from '@tidings/smpp';
import type { Carrier } from '../carrier.ts';
import type { Receiver } from '../deliveries.ts';
import type { Answer, Submission } from '../submission.ts';
import { createThrottle } from '../throttle.ts';
import { createReceiptBody } from './deliver-bodies.ts';
import { readSubmit } from './read-submit.ts';
import { createReceiver } from './receivers.ts';
import { statusOfRefusal } from './statuses.ts';
import { idInAnswer } from './wire-ids.ts';

export interface SmppOptions {
  /** 0 takes any free port. */
  port: number;
  systemId: string;
  password: string;
}

export interface SmppFace {
  port: number;
  close(): Promise<void>;
}

/** What the carrier keeps of a bind. */
interface Bind {
  name: string;
  unanswered: number;
  receiver: Receiver | null;
}

type AnswerSubmit = AnswerPdu<'submit_sm'>;

// Our own window is a setting; the library's stands far behind it, against a client that means harm.
const mostUnanswered = 100_000;
const lastAnswersWithinMs = 500;

/** The SMPP face of the carrier, on 127.0.0.1 like the other one. */
export async function openSmppFace(carrier: Carrier, options: SmppOptions): Promise<SmppFace> {
  const binds = new Map<Session, Bind>();
  const throttle = createThrottle();
  const receiptBody = createReceiptBody();
  const start = randomBytes(4).toString('hex');
  let references = 0;
  let bindCount = 0;
  let inboundCount = 0;
  const newReference = () => `smpp_${start}${(++references).toString(36)}`;

  function bind(session: Session): void {
    const isReceiving = session.mode !== 'transmitter';
    const nextNumber = () => ++inboundCount;
    const receiver = isReceiving ? createReceiver(carrier, session, receiptBody, nextNumber) : null;
    binds.set(session, { name: `bind ${++bindCount}`, unanswered: 0, receiver });
    if (receiver) carrier.deliveries.attach(receiver);
  }

  /** Whether the client sends faster, or has more on its way, than this carrier allows on one bind. */
  function isTooMuch({ name, unanswered }: Bind): boolean {
    const { smpp_window: window, smpp_pdus_per_second: limit } = carrier.settings;
    return (window > 0 && unanswered >= window) || throttle.take(name, 1, limit) > 0;
  }

  function submit(pdu: Pdu<'submit_sm'>, answer: AnswerSubmit, session: Session): void {
    const known = binds.get(session);
    if (!known) return;
    const { submission, status: wrong } = readSubmit(pdu, Date.now, newReference);
    if (isTooMuch(known)) turnAway('throttled', submission, () => void answer(status.throttled));
    else if (wrong !== null) turnAway('bad_request', submission, () => void answer(wrong));
    else {
      known.unanswered++;
      carrier.submit(submission, (given) => {
        known.unanswered--;
        give(given, answer, session, carrier);
      });
    }
  }

  /** Answers what never gets to the engine, once it is written down; a ledger that cannot be written has told by then. */
  function turnAway(code: 'bad_request' | 'throttled', about: Partial<Submission>, answer: () => void): void {
    carrier.turnAway(code, about).then(answer, answer);
  }

  const server = await listen(
    { port: options.port },
    {
      systemId: options.systemId,
      authenticate: (request) => verdictOn(request, options, carrier),
      onBound: bind,
      window: carrier.settings.smpp_receipt_window,
      mostUnanswered,
      unbindTimeoutMs: lastAnswersWithinMs,
      handlers: {
        requests: { submit_sm: submit },
        onReady: () => carrier.deliveries.goOn(),
        onClose(_reason, session) {
          const receiver = binds.get(session)?.receiver;
          if (receiver) carrier.deliveries.detach(receiver);
          binds.delete(session);
        },
      },
    },
  );
  return { port: server.port, close: () => server.close(lastAnswersWithinMs) };
}

function give(given: Answer, answer: AnswerSubmit, session: Session, { settings }: Carrier): void {
  if (given.kind === 'accepted') answer(status.ok, { messageId: idInAnswer(given.id, settings.smpp_ids) });
  else if (given.kind === 'refused') answer(statusOfRefusal[given.code]);
  else if (given.kind === 'error') answer(status.systemError);
  else if (given.kind === 'reset') session.destroy();
}

function verdictOn(request: BindRequest, { systemId, password }: SmppOptions, { settings }: Carrier): number {
  if (settings.down) return status.bindFailed;
  if (request.systemId !== systemId) return status.unknownSystemId;
  return timingSafeEqual(digest(request.password), digest(password)) ? status.ok : status.wrongPassword;
}

/** Digests are of one length, so that the time a comparison takes says nothing about the password. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
