import { type ConsentLevelName, openPermission, type Permission } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import type { Tx } from '../platform/db/pool.ts';
import { getPermissionStandard } from './permission-standard.queries.ts';
import type { Purpose } from './program.ts';

export type EnoughAsked = {
  readonly number: string;
  readonly purpose: Purpose;
  readonly level: ConsentLevelName | null;
  readonly levelExpiresAt: Date | null;
};

/** By which standard, and when. */
export type EnoughRules = { readonly permission: Permission; readonly now: Date };

export async function loadEnoughRules(tx: Tx, now: Date): Promise<EnoughRules> {
  return { permission: openPermission(await getPermissionStandard(tx)), now };
}

/**
 * Whether what is on file of somebody who has joined is enough for the texts of their program, by the rule that dispatch asks.
 * What nobody has worked out yet counts as enough, as it does for a campaign.
 */
export function isEnough({ permission, now }: EnoughRules, asked: EnoughAsked): boolean {
  const { number, purpose, level, levelExpiresAt: expiresAt } = asked;
  const country = countryOfNumber(number);
  return permission.verdictOf({ purpose, country, level, expiresAt }, now).decision !== 'drop';
}
