import type { Campaign } from '../../campaigns/index.ts';
import { type CampaignSchedule, latestStartMs } from './schedule.ts';

/** What becomes of a schedule whose hour has come. */
export type DueVerdict = 'start' | 'wait' | 'next_day' | { readonly missed: string };

/** `leader` is the campaign that leads the experiment of which it starts a part; null for any other campaign. */
export function judgeDue(
  { startsAt, plan }: Pick<CampaignSchedule, 'startsAt' | 'plan'>,
  now: Date,
  isOnHold: boolean,
  leader: Pick<Campaign, 'status' | 'resumedAt'> | null,
): DueVerdict {
  if (leader?.status === 'paused') return 'wait';
  // What was restored from a backup may have been sent already in the time that the database does not know of.
  if (isOnHold)
    return {
      missed:
        'The installation was on hold at its hour. It may have been sent before that: look, and then schedule it again.',
    };
  const wasPaused = leader !== null && leader.resumedAt !== null && leader.resumedAt > startsAt;
  const lateMs = now.getTime() - ((wasPaused && leader.resumedAt) || startsAt).getTime();
  const isTooLate = lateMs > latestStartMs;
  // What an experiment tries is the hour: a part whose hour has passed goes at it on the next day, and at no other.
  if (leader && plan.local && !plan.local.best && (wasPaused || isTooLate)) return 'next_day';
  if (!isTooLate) return 'start';
  return {
    missed: `Nothing worked here at its hour, and ${Math.round(lateMs / 3_600_000)} hours later is too late to send it unasked. Schedule it again.`,
  };
}
