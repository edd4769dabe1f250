import {
  budgetCap,
  type Cap,
  type CapScope,
  type FatigueBudget,
  type Priority,
  usDayCapOf,
} from '@tidings/policy';
import { purposeNumber } from './tally.ts';

/** A cap of the workspace's own. */
export type OwnCap = {
  readonly limit: number;
  readonly windowHours: number;
  readonly scope: Exclude<CapScope, 'subject'>;
  /** Null for everything that caps ask about. */
  readonly purpose: string | null;
};

/** What a workspace wishes beside the law and its programs' promises. */
export type FrequencyPolicy = {
  /** Makes the three a day of the law stricter; null for the law. */
  readonly usDayLimit: number | null;
  readonly caps: readonly OwnCap[];
  readonly budget: FatigueBudget | null;
};

export const noPolicy: FrequencyPolicy = { usDayLimit: null, caps: [], budget: null };

/** A policy with what the program of a run has promised. */
export type Frequency = FrequencyPolicy & { readonly textsPerMonth: number | null };

/** What stands in the way of a person’s next text: texts of one run to one side of the border. */
export function capsOf(frequency: Frequency, priority: Priority, isUs: boolean): readonly Cap[] {
  const { usDayLimit, caps, budget, textsPerMonth } = frequency;
  return [
    ...(isUs ? [usDayCapOf(usDayLimit)] : []),
    ...(textsPerMonth === null ? [] : [promised(textsPerMonth)]),
    ...caps.map(ownCap),
    ...(budget ? [budgetCap(budget, priority)] : []),
  ];
}

// A month as people count it who were promised four texts a month: any thirty days.
const promised = (textsPerMonth: number): Cap => ({
  rule: 'frequency.promised',
  version: 'program',
  limit: textsPerMonth,
  windowHours: 30 * 24,
  scope: 'program',
  named: 'the program promises a month',
});

/** What a person has asked for on their own page. */
export const wishedCap = ({ most, days }: { readonly most: number; readonly days: number }): Cap => ({
  rule: 'frequency.wished',
  version: 'person',
  limit: most,
  windowHours: days * 24,
  scope: 'person',
  named: 'the person wants',
});

function ownCap({ limit, windowHours, scope, purpose }: OwnCap, place: number): Cap {
  return {
    rule: `frequency.own.${place + 1}`,
    version: 'workspace',
    limit,
    windowHours,
    scope,
    ...(purpose === null ? {} : { purpose: purposeNumber(purpose) }),
    named: 'this workspace allows',
  };
}
