import { Conflict } from '../platform/errors.ts';
import type { Campaign } from './campaign.ts';

/**
 * Refuses what was looked at in another version. The number of people alone does not tell: whoever edits a campaign and checks
 * it again may find as many as before, and other words would leave than those that somebody has read and lets go.
 */
export function refuseUnseen(
  { name, version }: Pick<Campaign, 'name' | 'version'>,
  seen: number | undefined,
): void {
  if (seen === undefined || seen === version) return;
  throw new Conflict(
    'campaign.changed_since_seen',
    `“${name}” was changed and checked again after you looked at it: it is at version ${version}, and you saw ${seen}. Look at it again before you send it.`,
  );
}
