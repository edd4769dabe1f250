import { isSameMachine, type Machine } from './machine.ts';

/** One line of standard output. */
export type Line = { readonly scenario: string; readonly [figure: string]: number | string | null };

export type Result = {
  /** Such as 2026-11-24. */
  readonly measuredOn: string;
  readonly isQuick: boolean;
  /** Processes that wanted the processors when the scenario began (one-minute average); above 0.5 somebody else was at work. */
  readonly loadAverage: number;
  readonly line: Line;
};

/** Everything the page is made of. */
export type Results = { readonly machine: Machine; readonly results: readonly Result[] };

/** What was measured now takes the place of what was measured before; another machine's figures go altogether. */
export function mergeResults(before: Results | null, now: Results): Results {
  const isFresh = new Set(now.results.map(({ line }) => line.scenario));
  const kept =
    before && isSameMachine(before.machine, now.machine)
      ? before.results.filter(({ line }) => !isFresh.has(line.scenario))
      : [];
  return { machine: now.machine, results: [...kept, ...now.results] };
}
