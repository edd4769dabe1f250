import type { Tx } from '../../platform/db/pool.ts';
import { missingOf } from './needs.ts';
import { listAcknowledgements, listPolicies } from './policies.queries.ts';
import { readingsOf } from './policies.ts';
import { findSetting, listPasses, listStaff } from './training.queries.ts';

export type StaffStanding = {
  readonly isEnforced: boolean;
  readonly people: number;
  /** How many lack a module that their role needs. */
  readonly lacking: number;
  readonly readings: number;
  readonly unread: number;
  /** Of the unread, those whose days are over. */
  readonly overdue: number;
};

/** How staff stands with what it must have learnt and read. */
export async function standingOfStaff(tx: Tx, now: Date): Promise<StaffStanding> {
  const [setting, staff] = [await findSetting(tx), await listStaff(tx)];
  const passes = await listPasses(tx, null);
  const readings = readingsOf(await listPolicies(tx), staff, await listAcknowledgements(tx));
  const unread = readings.filter(({ at }) => at === null);
  return {
    isEnforced: setting.isEnforced,
    people: staff.length,
    lacking: staff.filter((person) => missingOf(person, setting, passes, now).length > 0).length,
    readings: readings.length,
    unread: unread.length,
    overdue: unread.filter(({ dueAt }) => now > dueAt).length,
  };
}
