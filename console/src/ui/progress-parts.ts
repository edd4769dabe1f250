import { t } from './language.ts';

/** The stacked bar of a campaign: every recipient in exactly one of seven parts, in the order of a text's life. */
export type PartName = 'delivered' | 'accepted' | 'queued' | 'held' | 'suppressed' | 'failed' | 'unknown';

export type ProgressCounts = {
  recipients: number;
  queued: number;
  held: number;
  accepted: number;
  sent: number;
  delivered: number;
  undelivered: number;
  failed: number;
  rejected: number;
  expired: number;
  suppressed: number;
  unknown: number;
};

export type ProgressPart = { name: PartName; label: string; hint: string; count: number };

export function progressParts(counts: ProgressCounts): ProgressPart[] {
  return [
    part('delivered', t('Delivered'), t('The carrier says the phone has it'), counts.delivered),
    part(
      'accepted',
      t('With the carrier'),
      t('Handed over; no final receipt yet'),
      counts.accepted + counts.sent,
    ),
    part('queued', t('Queued'), t('Not handed over yet'), counts.queued),
    part('held', t('Held'), t('Waiting for an hour at which a text is allowed'), counts.held),
    part('suppressed', t('Stopped'), t('Not sent: it was no longer allowed or wanted'), counts.suppressed),
    part('failed', t('Failed'), t('The carrier or the phone did not take it'), failedOf(counts)),
    part('unknown', t('Unknown'), t('The answer was lost; never sent a second time'), counts.unknown),
  ];
}

const part = (name: PartName, label: string, hint: string, count: number): ProgressPart => ({
  name,
  label,
  hint,
  count,
});

const failedOf = (counts: ProgressCounts) =>
  counts.undelivered + counts.failed + counts.rejected + counts.expired;

/** Texts of which nothing more is to be done on our side. */
export function settledOf(counts: ProgressCounts): number {
  return Math.max(0, counts.recipients - counts.queued - counts.held);
}

/** How many recipients the parts do not account for. Anything but 0 is shown, never hidden in another part. */
export function unaccountedOf(counts: ProgressCounts): number {
  return counts.recipients - progressParts(counts).reduce((sum, { count }) => sum + count, 0);
}

const milestones = [25, 50, 75, 100] as const;

/**
 * The milestone that was passed between two looks, for the polite announcement: a screen reader hears four sentences
 * a campaign, not one a second.
 */
export function milestonePassed(before: ProgressCounts | null, after: ProgressCounts): number | null {
  if (before === null || after.recipients === 0) return null;
  const [was, is] = [before, after].map(
    (counts) => (settledOf(counts) / Math.max(1, counts.recipients)) * 100,
  );
  return milestones.findLast((milestone) => (was ?? 0) < milestone && milestone <= (is ?? 0)) ?? null;
}

/** Nothing leaves at the moment: all that is left waits for an hour. */
export const isWaiting = ({ queued, held }: Pick<ProgressCounts, 'queued' | 'held'>): boolean =>
  queued === 0 && held > 0;
