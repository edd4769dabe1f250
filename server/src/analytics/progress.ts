import type { MessageStatus } from '../messages/index.ts';
import { explain, explainHold, readHold } from './sentences.ts';

/** Texts of a campaign with the same fate. */
export type TextCount = {
  readonly status: MessageStatus;
  readonly reason: string | null;
  /** The carrier took it, whatever came of it later. */
  readonly is_accepted: boolean;
  readonly count: number;
};

/** People of open or stopped chunks who have no text yet, by hour and reason. */
export type WaitingCount = {
  readonly state: 'ready' | 'leased' | 'stopped';
  readonly not_before: string;
  readonly held_reason: string | null;
  readonly count: number;
};

/** What the database counted, as of one moment. */
export type CampaignCounts = {
  readonly texts: readonly TextCount[];
  readonly waiting: readonly WaitingCount[];
  readonly replies: number;
  readonly opt_outs: number;
};

/**
 * Where everybody is now. By status each person stands in exactly one of queued, held, accepted, sent, delivered,
 * undelivered, failed, rejected, expired, suppressed, unknown. Summed the other way:
 * will_receive = handed_over + failed_before + suppressed + held + queued + unknown.
 */
export type Progress = {
  /** The same number under two names: what the launch promised, and what the parts below add up to. */
  readonly will_receive: number;
  readonly recipients: number;
  readonly queued: number;
  readonly held: number;
  readonly accepted: number;
  readonly sent: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly failed: number;
  readonly rejected: number;
  readonly expired: number;
  /** Not sent: not allowed or not wanted any more, or the campaign was stopped. */
  readonly suppressed: number;
  readonly unknown: number;
  /** Taken by the carrier, whatever came of it later. */
  readonly handed_over: number;
  /** Refused by the carrier, or failed before it had the text. */
  readonly failed_before: number;
  /** Of the suppressed, those who were not texted because the campaign was stopped. */
  readonly stopped: number;
};

export type HeldGroup = {
  readonly until: string;
  readonly reason: string;
  readonly count: number;
  readonly sentence: string;
};
export type Failure = {
  readonly reason: string;
  readonly count: number;
  readonly sentence: string;
  readonly remedy: string | null;
};

export const failedStatuses = ['failed', 'undelivered', 'rejected', 'expired'] as const;
const isFailed = (status: MessageStatus) => (failedStatuses as readonly MessageStatus[]).includes(status);

export function toProgress(willReceive: number, { texts, waiting }: CampaignCounts, now: Date): Progress {
  const sum = (isMeant: (text: TextCount) => boolean) =>
    texts.reduce((total, text) => (isMeant(text) ? total + text.count : total), 0);
  const of = (status: MessageStatus) => sum((text) => text.status === status);
  const stopped = countWaiting(waiting, (one) => one.state === 'stopped');
  const held = countWaiting(waiting, (one) => isHeld(one, now));
  return {
    will_receive: willReceive,
    recipients: willReceive,
    queued: countWaiting(waiting, () => true) - stopped - held,
    held,
    accepted: of('accepted'),
    sent: of('sent'),
    delivered: of('delivered'),
    undelivered: of('undelivered'),
    failed: of('failed'),
    rejected: of('rejected'),
    expired: of('expired'),
    suppressed: of('suppressed') + stopped,
    unknown: of('unknown'),
    handed_over: sum((text) => text.is_accepted),
    failed_before: sum((text) => isFailed(text.status) && !text.is_accepted),
    stopped,
  };
}

/** How many people the parts do not account for; anything but 0 is a fault of ours, and is shown. */
export function unaccountedOf(progress: Progress): number {
  const { will_receive, handed_over, failed_before, suppressed, held, queued, unknown } = progress;
  return will_receive - (handed_over + failed_before + suppressed + held + queued + unknown);
}

/** Held is who waits for an hour that has not come; once it has, they are queued like everybody else. */
const isHeld = (one: WaitingCount, now: Date) =>
  one.state === 'ready' && one.held_reason !== null && new Date(one.not_before) > now;

function countWaiting(waiting: readonly WaitingCount[], isMeant: (one: WaitingCount) => boolean): number {
  return waiting.reduce((total, one) => (isMeant(one) ? total + one.count : total), 0);
}

/** Who is held, by the hour until which and the kind of reason, soonest first. */
export function toHeldGroups({ texts, waiting }: CampaignCounts, now: Date): HeldGroup[] {
  const taken = texts.reduce((sum, { is_accepted, count }) => (is_accepted ? sum + count : sum), 0);
  const groups = Map.groupBy(
    waiting.filter((one) => isHeld(one, now)),
    (one) => `${new Date(one.not_before).toISOString()} ${readHold(one.held_reason ?? '').kind}`,
  );
  return [...groups.values()]
    .map((group) => {
      const { kind: reason } = readHold(group[0]?.held_reason ?? '');
      const count = group.reduce((total, one) => total + one.count, 0);
      const sentence = explainHold(group.map((one) => one.held_reason ?? ''));
      return {
        ...{ until: new Date(group[0]?.not_before ?? 0).toISOString(), reason, count },
        // Whoever has to get more codes, or to stop, needs to know for how many they were enough.
        sentence: reason === 'coupons_empty' ? `${sentence} ${taken} got theirs, ${count} wait.` : sentence,
      };
    })
    .sort((a, b) => a.until.localeCompare(b.until) || a.reason.localeCompare(b.reason));
}

/** Why texts did not arrive or did not leave, most frequent first. */
export function toFailures({ texts, waiting }: CampaignCounts): Failure[] {
  const bad = texts.filter(
    ({ status }) => isFailed(status) || status === 'suppressed' || status === 'unknown',
  );
  const groups = [...Map.groupBy(bad, (text) => text.reason ?? text.status)].map(([reason, group]) => ({
    reason,
    count: group.reduce((total, text) => total + text.count, 0),
    ...explain(group[0]?.reason ?? null),
  }));
  const stopped = countWaiting(waiting, (one) => one.state === 'stopped');
  if (stopped > 0)
    groups.push({ reason: 'campaign.stopped', count: stopped, ...explain('campaign.stopped') });
  return groups.sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
}

/** What the sending process noted by the clock outside: a rehearsal's own clock may run sixty times as fast. */
export type Tempo = {
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
  readonly submitted: number;
  readonly perSecond: number;
  /** The same clock, now. */
  readonly realNow: Date;
};

export type Pace = {
  readonly texts_per_second: number;
  readonly eta_seconds: number | null;
  readonly seconds: number | null;
};

// Longer without a text and the last measured rate says nothing about the next minute.
const restsAfterMs = 10_000;

/**
 * Rate and time to go, both in real time. Before the first text the sender's pace is all there is to go by; while
 * nothing moves (paused, stopped by a switch, carrier away) there is no time to go, because nobody knows it.
 */
export function toPace(
  tempo: Tempo,
  at: {
    isSending: boolean;
    isWayOpen: boolean;
    queued: number;
    partsPerText: number;
    partsPerSecond: number;
  },
): Pace {
  const { firstAt, lastAt, realNow, submitted, perSecond } = tempo;
  if (!firstAt || !lastAt) {
    const byPace = Math.ceil((at.queued * at.partsPerText) / at.partsPerSecond);
    return {
      texts_per_second: 0,
      eta_seconds: at.isSending && at.isWayOpen && at.queued > 0 ? byPace : null,
      seconds: null,
    };
  }
  const isMoving = at.isSending && at.isWayOpen && realNow.getTime() - lastAt.getTime() < restsAfterMs;
  const seconds = Math.max(0.001, (lastAt.getTime() - firstAt.getTime()) / 1000);
  const overall = submitted / Math.max(seconds, 1);
  const rate = isMoving ? perSecond : at.isSending ? 0 : overall;
  const eta = isMoving && at.queued > 0 && perSecond > 0 ? Math.ceil(at.queued / perSecond) : null;
  return { texts_per_second: rounded(rate), eta_seconds: eta, seconds: rounded(seconds) };
}

const rounded = (value: number) => Math.round(value * 10) / 10;
