import type { StandingCounts } from '../standing.queries.ts';
import { findFlaw } from '../waterfall.ts';

/**
 * What becomes of somebody who may be texted, at the moment of the launch or at the hour that a schedule has for them; the
 * first thing that speaks against it counts.
 */
export type Departure =
  | 'at_once'
  | 'not_for_marketing'
  | 'reply_to_judge'
  | 'paused'
  | 'placeless'
  | 'place_unknown'
  | 'closed'
  | 'quiet_hours'
  | 'own_hours'
  | 'capped_out'
  | 'capped'
  | 'unwritable'
  | 'go_on';

/** In the order in which dispatch asks. */
const waits: readonly Exclude<Departure, 'at_once'>[] = [
  ...(['not_for_marketing', 'reply_to_judge', 'paused', 'placeless', 'place_unknown', 'closed'] as const),
  ...(['quiet_hours', 'own_hours'] as const),
  ...(['capped_out', 'capped', 'unwritable', 'go_on'] as const),
];

/** Those whom nothing but an hour keeps waiting: they are certain to get it, so their texts are what it costs at least. */
export const certainDepartures: ReadonlySet<Departure> = new Set(['at_once', 'quiet_hours', 'own_hours']);

const labels: Readonly<Record<Departure, string>> = {
  not_for_marketing: 'A value makes their text sell, and they have not agreed to marketing',
  reply_to_judge: 'Wait until somebody has judged their reply',
  paused: 'Have paused, and wait',
  placeless: 'Numbers that no phone has',
  place_unknown: 'Wait until somebody says where they are',
  closed: 'Wait until a closure ends that has no end yet',
  quiet_hours: 'Wait for an hour at which it may arrive',
  own_hours: 'Wait for the hours they asked for',
  capped_out: 'Had as many texts as they may, and are left out',
  capped: 'Had as many texts as they may, and wait',
  unwritable: 'No text can be written',
  go_on: 'Wait until somebody lets them go on',
  at_once: 'Go at once',
};

const whenPlanned = 'Go at the hour that is planned for them';

export type DepartureLine = {
  readonly line: Departure;
  readonly count: number;
  readonly sign: '-' | '=';
  readonly label: string;
};

export type DepartureCounts = Readonly<Record<Departure, number>>;

export const noDepartures = (): Record<Departure, number> => ({
  ...{
    at_once: 0,
    not_for_marketing: 0,
    reply_to_judge: 0,
    paused: 0,
    placeless: 0,
    place_unknown: 0,
    closed: 0,
  },
  ...{ quiet_hours: 0, own_hours: 0, capped_out: 0, capped: 0, unwritable: 0, go_on: 0 },
});

/** The lines below “Will receive”: who waits or is left out and by which rule, down to those whose text goes at once. */
export function buildDepartures(
  counts: DepartureCounts,
  { willReceive }: Pick<StandingCounts, 'willReceive'>,
  isPlanned = false,
): DepartureLine[] {
  const lines: DepartureLine[] = [
    ...waits
      .filter((line) => counts[line] > 0)
      .map((line) => ({ line, count: counts[line], sign: '-' as const, label: labels[line] })),
    { line: 'at_once', count: counts.at_once, sign: '=', label: isPlanned ? whenPlanned : labels.at_once },
  ];
  const all = [
    { line: 'will_receive' as const, count: willReceive, sign: '+' as const, label: '' },
    ...lines,
  ];
  const flaw = findFlaw(all as Parameters<typeof findFlaw>[0]);
  if (flaw) throw new RangeError(`The lines of a launch do not add up at ${flaw.line}.`);
  return lines;
}
