import { countOf } from '../../platform/count-of.ts';
import { isKeptBack } from '../approval.ts';
import type { Finding } from '../text-problems.ts';

/** `go`: a launch now would be accepted, and there is nothing to say. `no_go`: it would be refused. */
export type Verdict = 'go' | 'warnings' | 'no_go';

export type FlightReason = {
  readonly severity: 'no_go' | 'warning';
  readonly code: string;
  /** One sentence that says what to do, or what to know. */
  readonly sentence: string;
};

/** What is known of a launch besides its words. */
export type FlightFacts = {
  readonly problems: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** People who may be texted, and how many of them at once, by the lines of the launch. */
  readonly willReceive: number;
  readonly atOnce: number;
  readonly waiting: number;
  readonly placeless: number;
  readonly placeUnknown: number;
  readonly leftOut: number;
  /** By which schedule people have an hour each; null where all may go at the launch. */
  readonly schedule: { readonly refusal: { readonly code: string; readonly sentence: string } | null } | null;
  /** In which a launch would be refused by spending; null where it would not. */
  readonly spendRefusal: string | null;
  readonly approval: { readonly state: string; readonly sentence: string };
  /** Null where marketing leaves as usual. */
  readonly stopped: string | null;
  /** What speaks for or against the sender where the people are. */
  readonly registrationWarnings: readonly FlightReason[];
  /** Whole days from the launch, or from the last hour that is planned, to its end; null where nothing leaves. */
  readonly daysToFinish: number | null;
};

/** Every reason against a launch and everything to know, the hindrances first. */
export function judgeFlight(facts: FlightFacts): { verdict: Verdict; reasons: readonly FlightReason[] } {
  const reasons = [...hindrances(facts), ...concerns(facts)].sort(
    (one, other) => Number(other.severity === 'no_go') - Number(one.severity === 'no_go'),
  );
  const isNoGo = reasons.some(({ severity }) => severity === 'no_go');
  return { verdict: isNoGo ? 'no_go' : reasons.length > 0 ? 'warnings' : 'go', reasons };
}

const noGo = (code: string, sentence: string): FlightReason => ({ severity: 'no_go', code, sentence });
const warning = (code: string, sentence: string): FlightReason => ({ severity: 'warning', code, sentence });

function hindrances({ problems, schedule, spendRefusal, approval }: FlightFacts): FlightReason[] {
  return [
    ...problems.map(({ code, sentence }) => noGo(code, sentence)),
    ...(schedule?.refusal ? [noGo(schedule.refusal.code, schedule.refusal.sentence)] : []),
    ...(spendRefusal === null ? [] : [noGo('spending.cap_reached', spendRefusal)]),
    ...(isKeptBack(approval) ? [noGo(`approval.${approval.state}`, approval.sentence)] : []),
  ];
}

function concerns(facts: FlightFacts): FlightReason[] {
  const { waiting, placeless, placeUnknown, leftOut, stopped, daysToFinish } = facts;
  return [
    ...facts.registrationWarnings,
    ...(stopped === null ? [] : [warning('sending.stopped', stopped)]),
    ...facts.warnings.map(({ code, sentence }) => warning(code, sentence)),
    ...(waiting > 0 ? [warning('launch.some_wait', waitingInWords(facts))] : []),
    ...(placeUnknown > 0
      ? [
          warning(
            'launch.place_unknown',
            `Say where ${countOf(placeUnknown, 'person', 'people')} live: their area codes are on no table, so their texts wait until somebody does.`,
          ),
        ]
      : []),
    ...(placeless > 0
      ? [
          warning(
            'launch.placeless',
            `${countOf(placeless, 'person', 'people')} will never get it: no phone has such a number.`,
          ),
        ]
      : []),
    ...(leftOut > 0
      ? [
          warning(
            'launch.left_out',
            `${countOf(leftOut, 'person', 'people')} have had as many texts as they may, and are left out.`,
          ),
        ]
      : []),
    ...(daysToFinish !== null && daysToFinish >= 2
      ? [
          warning(
            'launch.takes_days',
            `At this pace it takes ${daysToFinish} days. Raise the pace, or text fewer people.`,
          ),
        ]
      : []),
  ];
}

function waitingInWords({ atOnce, waiting, willReceive: all, schedule }: FlightFacts): string {
  const then = schedule === null ? 'at once' : 'at the hour that is planned for them';
  const people = countOf(waiting, 'person', 'people');
  if (atOnce > 0) return `${people} of ${all.toLocaleString('en-US')} would not get it ${then}.`;
  if (waiting < all)
    return `Nobody would get it ${then}: ${people} of ${all.toLocaleString('en-US')} would wait, and nobody else gets it as things stand.`;
  return all === 1
    ? `Nobody would get it ${then}: the only person would wait.`
    : `Nobody would get it ${then}: all ${people} would wait.`;
}
