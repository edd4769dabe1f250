import type { Cap } from './caps.ts';

/** How much a text matters to whoever sends it. */
export type Priority = 'low' | 'normal' | 'high';

/** Texts that a person is meant to bear in a window, shared by everything that is sent to them. */
export interface FatigueBudget {
  readonly texts: number;
  readonly windowHours: number;
}

// What matters less leaves room for what matters more, instead of being there first.
const shares: Readonly<Record<Priority, number>> = { low: 0.5, normal: 0.8, high: 1 };

/** The part of the budget that texts of a priority may use up, as a cap. At least one text, so that no priority is shut out. */
export function budgetCap({ texts, windowHours }: FatigueBudget, priority: Priority): Cap {
  return {
    rule: `frequency.budget.${priority}`,
    version: 'workspace',
    limit: Math.max(1, Math.floor(texts * shares[priority])),
    windowHours,
    scope: 'person',
    countsAnswers: true,
    named: `the fatigue budget of ${texts} leaves to texts of ${priority} priority`,
  };
}
