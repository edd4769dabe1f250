import { isEmergencyRule } from '@tidings/policy/permission';
import type { EventRow, ReplyRow, TextRow } from './evidence.queries.ts';

/** One thing that a proof pack claims, and whether it holds by what is on record. */
export type Check = { readonly check: string; readonly holds: boolean; readonly sentence: string };

export type OptOut = {
  readonly event: EventRow;
  /** The reply that it came by; null where it came another way. */
  readonly reply: ReplyRow | null;
  /** From when we knew until nothing could leave any more. */
  readonly latencyMs: number;
  /** From the reply until its confirmation was handed over; null where there was none. */
  readonly confirmedAfterMs: number | null;
};

// 47 CFR 64.1200(a)(12): a confirmation within five minutes of the opt-out is presumed to be consented to.
const confirmationWithinMs = 5 * 60_000;

/** Opting out stops what is queued in the transaction that records it, so it is in effect when it is on record. */
export function findOptOuts(events: readonly EventRow[], replies: readonly ReplyRow[]): OptOut[] {
  return events
    .filter(({ type }) => type === 'opt_out')
    .map((event) => {
      const reply = replies.find(({ providerId }) => providerId === event.evidence.provider_id) ?? null;
      const known = reply?.receivedAt ?? event.occurredAt;
      return {
        event,
        reply,
        latencyMs: Math.max(0, event.recordedAt.getTime() - known.getTime()),
        confirmedAfterMs: reply?.answeredAt ? reply.answeredAt.getTime() - reply.receivedAt.getTime() : null,
      };
    });
}

/** Whether a number had opted out of a brand at an instant: its last word before it was a no. */
export function hadOptedOut(events: readonly EventRow[], brandId: string, at: Date): EventRow | null {
  const last = events
    .filter((event) => event.brandId === brandId && event.recordedAt < at && isWord(event.type))
    .at(-1);
  return last?.type === 'opt_out' ? last : null;
}

const isWord = (type: string) => ['opt_out', 'opt_in', 'rejoin', 'doi_confirmed'].includes(type);

/** Texts that left although the person had opted out of their brand. The answer to a reply is the one the law allows. */
export function leftAfterOptOut(events: readonly EventRow[], texts: readonly TextRow[]): TextRow[] {
  return texts.filter(
    ({ submittedAt, brandId, kind }) =>
      submittedAt !== null &&
      brandId !== null &&
      kind !== 'auto' &&
      hadOptedOut(events, brandId, submittedAt) !== null,
  );
}

/** By the rule that let it go, which is kept with the text: danger needs no consent where the law says so. */
const isEmergencyByLaw = ({ purpose, hours }: TextRow): boolean =>
  purpose === 'emergency' && isEmergencyRule(hours?.permission?.rule ?? '');

/** Texts that left without a consent of this number on record from before them, though they needed one. */
export function leftWithoutConsent(events: readonly EventRow[], texts: readonly TextRow[]): TextRow[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return texts.filter((text) => {
    const { submittedAt, consentEventId, kind } = text;
    if (submittedAt === null || kind === 'auto' || kind === 'answer' || kind === 'test') return false;
    if (consentEventId === null && isEmergencyByLaw(text)) return false;
    const consent = consentEventId === null ? undefined : byId.get(consentEventId);
    return consent === undefined || consent.recordedAt > submittedAt;
  });
}

export function judge(
  events: readonly EventRow[],
  texts: readonly TextRow[],
  optOuts: readonly OptOut[],
): Check[] {
  const marketing = leftAfterOptOut(events, texts).filter(({ purpose }) => purpose === 'marketing');
  const others = leftAfterOptOut(events, texts).filter(({ purpose }) => purpose !== 'marketing');
  const unallowed = leftWithoutConsent(events, texts);
  const late = optOuts.filter(({ confirmedAfterMs }) => (confirmedAfterMs ?? 0) > confirmationWithinMs);
  const slowest = Math.max(0, ...optOuts.map(({ latencyMs, reply }) => (reply ? latencyMs : 0)));
  const left = texts.filter(({ submittedAt }) => submittedAt !== null).length;
  return [
    {
      check: 'no_marketing_after_opt_out',
      holds: marketing.length === 0,
      sentence:
        marketing.length === 0
          ? `No marketing text left after an opt-out. On record: ${countOf(optOuts.length, 'opt-out')}, and ${countOf(left, 'text')} handed to a carrier.`
          : `${countOf(marketing.length, 'marketing text')} left after an opt-out: ${idsOf(marketing)}.`,
    },
    {
      check: 'nothing_else_after_opt_out',
      holds: others.length === 0,
      sentence:
        others.length === 0
          ? 'No other text left after an opt-out, but for the answers to what the person wrote.'
          : `${countOf(others.length, 'text')} other than marketing left after an opt-out: ${idsOf(others)}.`,
    },
    {
      check: 'every_text_had_consent',
      holds: unallowed.length === 0,
      sentence:
        unallowed.length === 0
          ? 'Every text that left names a consent of this number that was on record before it left, answers what the person had written, or is an emergency that the law lets go without.'
          : `${countOf(unallowed.length, 'text')} left without a consent of this number from before: ${idsOf(unallowed)}.`,
    },
    {
      check: 'opt_outs_confirmed_in_time',
      holds: late.length === 0,
      sentence:
        late.length === 0
          ? `Opt-outs by reply were in effect at most ${(slowest / 1000).toFixed(1)} s after the reply came, and none was confirmed later than five minutes after it.`
          : `${countOf(late.length, 'opt-out')} confirmed later than five minutes after the reply.`,
    },
  ];
}

const countOf = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
const idsOf = (texts: readonly TextRow[]) =>
  texts
    .slice(0, 20)
    .map(({ id }) => `msg_${id}`)
    .join(', ');
