import {
  budgetCap,
  type Cap,
  type CapScope,
  type FatigueBudget,
  isLiftedByRelationship,
  keepsUsDayCap,
  type Priority,
  usDayCapOf,
} from '@tidings/policy';
import type { Profile } from '@tidings/policy/hours';
import type { Whereabouts } from '@tidings/policy/places';
import type { Consent } from '../contacts/index.ts';
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

/** Until when what a person bought or asked makes a relationship, where their consent rests on that. */
export const relationshipOf = (
  standing: Pick<Consent, 'level' | 'levelExpiresAt'> | undefined,
): Date | null => (standing?.level === 'established_relationship' ? standing.levelExpiresAt : null);

export type UnderDayCap = {
  readonly number: string;
  readonly country: string | null;
  readonly relationshipUntil: Date | null;
  /** Asked of the few alone whose relationship may matter. */
  where(): Whereabouts;
};

/**
 * Whether the three a day of the US are asked of somebody. Strict workspaces, and those with a stricter figure of their own, keep
 * them in the whole country; by the statutes, Oregon lifts them for whoever has bought lately.
 */
export function isUnderUsDayCap(
  { number, country, relationshipUntil, where }: UnderDayCap,
  { usDayLimit }: Pick<FrequencyPolicy, 'usDayLimit'>,
  profile: Profile,
  at: Date,
): boolean {
  if (!keepsUsDayCap(number, country)) return false;
  if (profile !== 'statutory' || usDayLimit !== null || relationshipUntil === null) return true;
  return !isLiftedByRelationship(where(), relationshipUntil, at);
}

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
