import type {
  CarrierReceipt,
  Gateway,
  LookUp,
  Submission,
  SubmitLimits,
  SubmitOutcome,
} from '../../server/src/gateways/index.ts';
import type { Dice } from './dice.ts';
import type { Scenario } from './scenario.ts';
import { type Life, openLife, type Scheduler } from './scheduler.ts';

/** What the carrier has accepted. Nothing else is believed about what was sent. */
export type Accepted = {
  readonly id: string;
  readonly reference: string;
  readonly tag: string;
  readonly to: string;
  readonly atMs: number;
  /** What became of it on the phone, and whether that has been told us. */
  readonly outcome: 'delivered' | 'undelivered';
  isTold: boolean;
};

export type Carrier = {
  readonly ledger: readonly Accepted[];
  /** References of which an answer was lost on the way, or never came. */
  readonly lost: ReadonlySet<string>;
  /** The carrier as one process sees it. */
  gatewayFor(life: Life): Gateway;
  goAway(forMs: number): void;
  /** From now on it has no faults any more. */
  calm(): void;
};

export type CarrierOptions = {
  scheduler: Scheduler;
  dice: Dice;
  scenario: Scenario;
  /** The first byte of a text leaves a process. */
  onLeaves(life: Life, reference: string): void;
  onAccepted(accepted: Accepted): void;
  /** A report for us; it is brought until it is taken. */
  report(receipt: CarrierReceipt, taken: () => void): void;
};

type Answer = { outcome: SubmitOutcome; afterMs: number } | 'never';

const unknown: SubmitOutcome = { kind: 'unknown', sentence: 'The answer was lost.' };

/** A carrier of one of the five classes, with everything that carriers do to a sender. */
export function openCarrier(options: CarrierOptions): Carrier {
  const { scheduler, dice, scenario } = options;
  const server = openLife('carrier');
  const ledger: Accepted[] = [];
  const lost = new Set<string>();
  let habits = scenario.carrier;
  let awayUntilMs = 0;
  const isAway = () => scheduler.nowMs() < awayUntilMs;
  const { capability } = scenario;

  /** The text has reached the carrier, and something is decided about it. */
  function arrive(text: Submission): Answer {
    const { reference } = text;
    const soonMs = dice.between(1, 30);
    const loses = (): Answer => {
      lost.add(reference);
      return { outcome: unknown, afterMs: soonMs };
    };
    if (dice.chance(habits.drops)) return loses();
    const refusal = refuse();
    if (refusal) return { outcome: refusal, afterMs: soonMs };
    const known = capability === 'A' ? ledger.find((one) => one.reference === reference) : undefined;
    const { id } = known ?? accept(text);
    if (dice.chance(habits.loses)) return loses();
    if (dice.chance(habits.hangs)) {
      lost.add(reference);
      return 'never';
    }
    const afterMs = dice.chance(habits.isSlow) ? dice.between(200, 1_900) : soonMs;
    return { outcome: { kind: 'accepted', providerId: id }, afterMs };
  }

  function refuse(): SubmitOutcome | null {
    const sentence = 'The carrier says no.';
    if (dice.chance(habits.throttles))
      return { kind: 'throttled', retryAfterMs: dice.pick([1, 200, 7_000]), sentence };
    if (dice.chance(habits.optOuts)) return { kind: 'opted_out', code: 'opted_out', sentence };
    if (dice.chance(habits.refuses)) return { kind: 'refused', code: 'invalid_number', sentence };
    if (dice.chance(habits.troubles))
      return { kind: dice.pick(['misconfigured', 'bad_sender', 'no_funds', 'unreachable']), sentence };
    return null;
  }

  function accept({ reference, tag, to }: Submission): Accepted {
    const outcome = dice.chance(0.8) ? 'delivered' : 'undelivered';
    const id = `c${ledger.length + 1}`;
    const accepted: Accepted = { id, reference, tag, to, atMs: scheduler.nowMs(), outcome, isTold: false };
    ledger.push(accepted);
    options.onAccepted(accepted);
    reportOn(accepted);
    return accepted;
  }

  /** Receipts come when they like: lost, twice, in any order, and sometimes before the answer. */
  function reportOn(accepted: Accepted): void {
    for (const status of ['sent', accepted.outcome] as const) {
      if (dice.chance(habits.receiptsLost)) continue;
      const times = dice.chance(habits.receiptsDoubled) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        const afterMs = dice.chance(habits.receiptsEarly) ? 0 : dice.between(10, 3_000);
        const reference = capability === 'E' ? null : accepted.reference;
        const receipt = { reference, providerId: accepted.id, status, code: null, sentence: null };
        scheduler.after(server, afterMs, `reports ${accepted.reference} ${status}`, () =>
          options.report(receipt, () => {
            accepted.isTold ||= status !== 'sent';
          }),
        );
      }
    }
  }

  /** One text, from waiting for a line to its answer, of which there is one in any case. */
  function submitOne(life: Life, text: Submission, limits: SubmitLimits): Promise<SubmitOutcome> {
    const lineMs = dice.chance(scenario.latency.slow) ? dice.between(1, 1_500) : dice.between(0, 3);
    // Nothing arrives later than its answer would count as lost: what the settle time is made for.
    const transitMs = dice.chance(habits.isSlow)
      ? dice.between(1, limits.answerWithinMs * 0.99)
      : dice.between(1, 20);
    return new Promise((resolve) => {
      scheduler.after(life, lineMs, `a line for ${text.reference}`, () => {
        if (isAway()) return resolve({ kind: 'unreachable', sentence: 'Refused.' });
        if (!limits.mayStillLeave()) return resolve({ kind: 'not_sent' });
        options.onLeaves(life, text.reference);
        const late = scheduler.after(life, limits.answerWithinMs, `no answer for ${text.reference}`, () => {
          lost.add(text.reference);
          resolve(unknown);
        });
        scheduler.after(server, transitMs, `gets ${text.reference}`, () => {
          const answer = arrive(text);
          if (answer === 'never') return;
          scheduler.after(life, answer.afterMs, `an answer for ${text.reference}`, () => {
            late.run = null;
            resolve(answer.outcome);
          });
        });
      });
    });
  }

  function lookUp(life: Life, reference: string): Promise<LookUp> {
    return new Promise((resolve) => {
      scheduler.after(life, dice.between(1, 20), `asks about ${reference}`, () => {
        const found = answerQuestion(reference);
        // It looked when it was asked, and thinks about how to say so.
        const thinksMs = dice.chance(habits.thinksSlowly) ? dice.between(100, 15_000) : dice.between(1, 20);
        scheduler.after(life, thinksMs, `is told that ${reference} is ${found.kind}`, () => resolve(found));
      });
    });
  }

  function answerQuestion(reference: string): LookUp {
    if (isAway() || dice.chance(habits.cannotSay)) return { kind: 'cannot_say', sentence: 'Ask later.' };
    const listed = ledger.find(
      (one) => one.reference === reference && one.atMs + habits.listingLagMs <= scheduler.nowMs(),
    );
    return listed ? { kind: 'found', providerId: listed.id } : { kind: 'absent' };
  }

  return {
    ledger,
    lost,
    gatewayFor: (life) => ({
      capability,
      listingLagMs: scenario.carrier.listingLagMs,
      // A whole wave has room, and two of them have not.
      window: scenario.inFlightCap > 8 ? scenario.inFlightCap + 2 : 8,
      submit: (texts, limits) => texts.map((text) => submitOne(life, text, limits)),
      reconcile: ({ reference }) => lookUp(life, reference),
      verify: () => ({ ok: true }),
      readCallback: () => ({ receipts: [], inbound: [] }),
      close: async () => {},
    }),
    goAway(forMs) {
      awayUntilMs = scheduler.nowMs() + forMs;
    },
    calm() {
      const { listingLagMs } = habits;
      habits = { ...calmHabits, listingLagMs };
      awayUntilMs = 0;
    },
  };
}

const calmHabits: Scenario['carrier'] = {
  loses: 0,
  hangs: 0,
  drops: 0,
  isSlow: 0,
  refuses: 0,
  throttles: 0,
  troubles: 0,
  outages: 0,
  optOuts: 0,
  listingLagMs: 0,
  cannotSay: 0,
  thinksSlowly: 0,
  receiptsLost: 0,
  receiptsDoubled: 0,
  receiptsEarly: 0,
};
