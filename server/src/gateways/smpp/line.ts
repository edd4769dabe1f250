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
import { openBodies, type SubmitBody } from './submit-fields.ts';

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

type Waiting = {
  readonly text: Submission;
  readonly limits: SubmitLimits;
  settle(outcome: SubmitOutcome): void;
  /** Written when its turn has come and not before: what waits for room is the text alone, whose bytes would be in the collector's way. */
  bodies: readonly SubmitBody[] | null;
};

// As long as the dispatcher waits at most; the library keeps one time for all answers of a session.
const answerWithinMs = 10_000;
const mostReferences = 0x1_0000;
const mostLeftInQueue = 500;

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
  const cut = openBodies(settings);
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
        if (!session || session.freeSlots === 0) break;
        const bodies = bodiesOf(next);
        if (bodies && session.freeSlots < Math.min(bodies.length, settings.window)) {
          isShortOfRoom = true;
          break;
        }
        if (bodies) sendBodies(session, bodies, settings, next.settle, noteRoom);
      } else next.settle({ kind: 'not_sent' });
      head += 1;
    }
    // While a campaign runs there is always somebody waiting; those who have left may not be kept for their sake.
    if (head === queue.length || head >= mostLeftInQueue) {
      queue.splice(0, head);
      head = 0;
    }
  }

  /** Null, and settled, where it cannot be written at all. */
  function bodiesOf(waiting: Waiting): readonly SubmitBody[] | null {
    if (waiting.bodies) return waiting.bodies;
    longReference = (longReference + 1) % mostReferences;
    const made = cut(waiting.text, longReference);
    if (made.ok) waiting.bodies = made.bodies;
    else waiting.settle({ kind: 'refused', code: made.code, sentence: made.sentence });
    return waiting.bodies;
  }

  /** Nothing waits for a line that may not come back soon: another worker's may stand. */
  function sendBack(): void {
    if (isBound()) return;
    for (const waiting of queue.splice(0).slice(head)) waiting.settle({ kind: 'not_sent' });
    head = 0;
  }

  return {
    submit(text, limits, settle) {
      if (!isBound()) {
        settle({ kind: 'not_sent' });
        return;
      }
      queue.push({ text, limits, settle, bodies: null });
      if (queue.length === head + 1) pump();
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

/** Sends all parts of a text over one session, and settles it when each has its answer. `noteRoom` is told of every answer. */
function sendBodies(
  session: Session,
  bodies: readonly SubmitBody[],
  settings: SmppSettings,
  settle: (outcome: SubmitOutcome) => void,
  noteRoom: () => void,
): void {
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
