import type { Confidence } from '../hours/row.ts';
import type { ConsentLevelName } from './levels.ts';

/** One case of a row, so that a row that is edited wrongly is noticed. */
export interface PermissionVector {
  readonly purpose: string;
  readonly country: string;
  readonly level: ConsentLevelName;
  /** When the consent of the case ends; left out where it does not. */
  readonly expires?: string;
  readonly at: string;
  readonly decision: 'allow' | 'drop';
}

/** Which consent texts of some purposes need in some places: never changed, but followed by a row with later dates. */
export interface PermissionRow {
  /** `permission.us.marketing`. The same id again with other dates is the same rule at another time. */
  readonly id: string;
  readonly version: string;
  /** ISO countries of the number; `*` for all that no other row names. */
  readonly places: readonly string[] | '*';
  readonly purposes: readonly string[];
  /** `any`: whatever opened the program to the person. */
  readonly accepts: readonly ConsentLevelName[] | 'any';
  /** What is needed, after “needs”. */
  readonly needs: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** The first day on which it holds; null since before anybody texted. */
  readonly validFrom: string | null;
  /** The first day on which it no longer holds; null while no end is known. */
  readonly validTo: string | null;
  readonly vectors: readonly PermissionVector[];
}

/**
 * How much a workspace wants of what the law accepts. `relationship`: all of it. `written`: in the United States no marketing
 * on an established relationship alone. `proven`: nothing that somebody only attests to, and no START.
 */
export const permissionStandards = ['relationship', 'written', 'proven'] as const;
export type PermissionStandard = (typeof permissionStandards)[number];

const barred: Readonly<Record<PermissionStandard, readonly ConsentLevelName[]>> = {
  relationship: [],
  written: ['established_relationship'],
  proven: ['established_relationship', 'pewc_attested', 'express_attested', 'gdpr_attested', 'rejoined'],
};

/** What a row accepts under a standard, which can only take away. */
export function acceptedBy(row: PermissionRow, standard: PermissionStandard): PermissionRow['accepts'] {
  const { accepts } = row;
  return accepts === 'any' ? accepts : accepts.filter((level) => !barred[standard].includes(level));
}
