import { getWorkspace, systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { addBusinessMinutes, type BusinessHours } from './hours/business-hours.ts';
import { readSetting } from './hours/setting.queries.ts';
import { hoursOf, type InboxSetting } from './hours/setting.ts';
import type { InboxRule } from './rules/rule.ts';

/** Who does what nobody has done by hand. */
export const houseActor = systemScope('', 'inbox').actor;

/** What every reply of one telling is looked at with. */
export type Desk = {
  readonly tx: Tx;
  readonly ctx: Context;
  readonly setting: InboxSetting;
  /** Null: somebody is there at every hour. */
  readonly hours: BusinessHours | null;
  readonly rules: readonly InboxRule[];
  readonly now: Date;
};

/** How people are answered here, and when somebody is there. */
export type House = Pick<Desk, 'setting' | 'hours'>;

export async function readHouse(tx: Tx): Promise<House> {
  const setting = await readSetting(tx);
  return { setting, hours: hoursOf(setting, (await getWorkspace(tx)).timeZone) };
}

/** By when an answer to what came then is due; null where nothing is promised. */
export const dueOf = ({ setting, hours }: House, receivedAt: Date): Date | null =>
  setting.answerWithinMinutes === null
    ? null
    : addBusinessMinutes(hours, receivedAt, setting.answerWithinMinutes);
