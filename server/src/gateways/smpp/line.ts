import {
  type BindKeeper,
  type BindMode,
  keepBound,
  type Outcome,
  type RequestHandlers,
  type Session,
} from '@tidings/smpp';
import type { Guard } from '../../platform/outside/guard.ts';
import type { Submission, SubmitLimits, SubmitOutcome } from '../gateway.ts';
import { outcomeOfParts, outcomeOfSubmit } from './outcomes.ts';
import type { SmppSettings } from './settings.ts';
import { type SubmitBody, submitBodies } from './submit-fields.ts';

/** The sessions of one account, and the texts that wait for room on one of them. */
export type SmppLine = {
  /** Hands one text over and calls back once with what came of it. No promise here: every text would make several. */
  submit(text: Submission, limits: SubmitLimits, settle: (outcome: SubmitOutcome) => void): void;
  /** True while texts can leave and replies can come: no text leaves where its STOP would not arrive. */
  isBound(): boolean;
  /** Why the carrier lets a session not in, for people, though it is tried again; null while none is refused. */
  refusal(): string | null;
  /** Waits for answers that are on their way, then says good-bye. */
  close(): Promise<void>;
};

type Waiting = { bodies: readonly SubmitBody[]; limits: SubmitLimits; settle(outcome: SubmitOutcome): void };

// As long as the dispatcher waits at most; the library keeps one time for all answers of a session.
const answerWithinMs = 10_000;
const mostReferences = 0x1_0000;

const isHearing = (session: Session | null) => session?.state === 'bound' && session.mode !== 'transmitter';
const isSending = (session: Session | null): session is Session =>
  session?.state === 'bound' && session.mode !== 'receiver';

/**
 * Texts wait here and not in a session, because each must be asked in the very tick of its write whether it may still leave.
 * All parts of a text go to one session, one after another, as some carriers join them by it.
 */
export function openSmppLine(
  settings: SmppSettings,
  password: string,
  requests: RequestHandlers,
  guard?: Guard,
  random: () => number = Math.random,
): SmppLine {
  const queue: Waiting[] = [];
  let head = 0;
  let longReference = Math.floor(random() * mostReferences);
  const refusals = new Map<number, string>();
  let isShortOfRoom = false;

  const modes =
    settings.bindAs === 'two_sessions' ? (['transmitter', 'receiver'] as const) : (['transceiver'] as const);
  const keepers: BindKeeper[] = Array.from({ length: settings.binds }, () => modes)
    .flat()
    .map(keep);

  function keep(mode: BindMode, at: number): BindKeeper {
    return keepBound({
      mode,
      host: settings.host,
      port: settings.port,
      ...(guard && { lookup: guard.lookup }),
      ...(settings.isTls ? { tls: settings.certificate === '' ? {} : { ca: settings.certificate } } : {}),
      systemId: settings.systemId,
      systemType: settings.systemType,
      password,
      window: settings.window,
      // Many carriers give passwords longer than the eight characters of the specification.
      areLimitsLenient: true,
      responseTimeoutMs: answerWithinMs,
      handlers: { requests, onReady: pump },
      onBound() {
        refusals.delete(at);
        pump();
      },
      onDown({ cause, sentence }) {
        if (cause.kind === 'refused' && cause.status.class === 'auth')
          refusals.set(at, `${sentence} It is tried again by itself.`);
        else refusals.delete(at);
        sendBack();
      },
      onGiveUp({ sentence }) {
        refusals.set(at, sentence);
        sendBack();
      },
    });
  }
  const isBound = () =>
    keepers.some(({ session }) => isSending(session)) && keepers.some(({ session }) => isHearing(session));

  function roomiest(): Session | undefined {
    let best: Session | undefined;
    for (const { session } of keepers)
      if (isSending(session) && (!best || session.freeSlots > best.freeSlots)) best = session;
    return best;
  }

  /** A session tells of room only after it had none; a long text may wait for more than the one place that was always free. */
  function noteRoom(): void {
    if (isShortOfRoom && head < queue.length) pump();
  }

  function pump(): void {
    isShortOfRoom = false;
    while (head < queue.length) {
      const next = queue[head] as Waiting;
      const session = roomiest();
      if (next.limits.mayStillLeave()) {
        if (!session || session.freeSlots < Math.min(next.bodies.length, settings.window)) {
          isShortOfRoom = session !== undefined && session.freeSlots > 0;
          break;
        }
        send(session, next);
      } else next.settle({ kind: 'not_sent' });
      head += 1;
    }
    if (head === queue.length) {
      queue.length = 0;
      head = 0;
    }
  }

  /** Nothing waits for a line that may not come back soon: another worker's may stand. */
  function sendBack(): void {
    if (isBound()) return;
    for (const waiting of queue.splice(0).slice(head)) waiting.settle({ kind: 'not_sent' });
    head = 0;
  }

  function send(session: Session, { bodies, settle }: Waiting): void {
    const [only] = bodies;
    if (bodies.length === 1 && only) {
      session.send('submit_sm', only, (outcome) => {
        settle(outcomeOfSubmit(outcome, settings));
        noteRoom();
      });
      return;
    }
    const outcomes: SubmitOutcome[] = [];
    let missing = bodies.length;
    bodies.forEach((body, part) => {
      const take = (outcome: Outcome<'submit_sm'>) => {
        outcomes[part] = outcomeOfSubmit(outcome, settings);
        missing -= 1;
        if (missing === 0) settle(outcomeOfParts(outcomes));
        noteRoom();
      };
      // A window smaller than the text: its last parts go as the first are answered, before anything else.
      if (part < settings.window) session.send('submit_sm', body, take);
      else void session.ask('submit_sm', body).then(take);
    });
  }

  return {
    submit(text, limits, settle) {
      longReference = (longReference + 1) % mostReferences;
      const cut = submitBodies(text, settings, longReference);
      if (!cut.ok) settle({ kind: 'refused', code: cut.code, sentence: cut.sentence });
      else if (!isBound()) settle({ kind: 'not_sent' });
      else {
        queue.push({ bodies: cut.bodies, limits, settle });
        if (queue.length === head + 1) pump();
      }
    },
    isBound,
    refusal: () => refusals.values().next().value ?? null,
    async close() {
      for (const waiting of queue.splice(0).slice(head)) waiting.settle({ kind: 'not_sent' });
      head = 0;
      await Promise.all(keepers.map((keeper) => keeper.stop(answerWithinMs)));
    },
  };
}
