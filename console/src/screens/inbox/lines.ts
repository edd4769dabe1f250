import type { ItemOf } from '@tidings/sdk';
import { t } from '../../ui/language.ts';

export type Said = ItemOf<'/v1/conversations/{id}/messages'>;
export type Happened = ItemOf<'/v1/conversations/{id}/events'>;

export type Line =
  | { readonly kind: 'said'; readonly id: string; readonly at: string; readonly said: Said }
  | { readonly kind: 'note'; readonly id: string; readonly at: string; readonly note: Happened }
  | { readonly kind: 'event'; readonly id: string; readonly at: string; readonly words: string };

/** What was said and what happened, oldest first. Both come newest first. */
export function linesOf(said: readonly Said[], happened: readonly Happened[]): Line[] {
  const lines: Line[] = [
    ...said
      .toReversed()
      .map((one): Line => ({ kind: 'said', id: one.id, at: one.send_at ?? one.at, said: one })),
    ...happened.toReversed().flatMap((one): Line[] => {
      if (one.act === 'note') return [{ kind: 'note', id: one.id, at: one.at, note: one }];
      const words = wordsOfEvent(one);
      return words === null ? [] : [{ kind: 'event', id: one.id, at: one.at, words }];
    }),
  ];
  return lines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** What happened, in a sentence; null for what its own text tells already. */
export function wordsOfEvent({ act, by, detail }: Pick<Happened, 'act' | 'by' | 'detail'>): string | null {
  const who = by.name ?? 'Tidings';
  switch (act) {
    case 'assigned':
      return t('{who} gave it to somebody', { who });
    case 'unassigned':
      return t('{who} gave it back to nobody', { who });
    case 'closed':
      return detail.because === 'quiet' ? t('Closed: it had gone quiet') : t('{who} closed it', { who });
    case 'reopened':
      return by.name === null ? t('Open again: they wrote') : t('{who} opened it again', { who });
    case 'snoozed':
      return t('{who} snoozed it', { who });
    case 'woken':
      return t('Back from being snoozed');
    case 'overdue':
      return t('The answer is overdue');
    case 'opted_out':
      return t('They have left: nobody can answer any more');
    case 'rated':
      return t('They rated it {rating} of 5', { rating: String(detail.rating) });
    case 'rating_asked':
      return t('{who} asked how it was', { who });
    case 'rule':
      return t('The rule “{rule}” took it', { rule: String(detail.rule ?? '') });
    case 'taken_back':
      return detail.because === 'they_wrote'
        ? t('An answer for later was taken back, because they wrote')
        : t('{who} took an answer back', { who });
    default:
      return null;
  }
}

/** What became of a text of ours, where that is not what was meant. */
export function statusWords({
  status,
  reason,
  send_at,
}: Pick<Said, 'status' | 'reason' | 'send_at'>): string | null {
  switch (status) {
    case 'queued':
      return send_at === null ? t('on its way') : t('for later');
    case 'suppressed':
      return t('not sent: {reason}', { reason: reason ?? t('it was not allowed') });
    case 'failed':
    case 'rejected':
    case 'undelivered':
      return t('did not arrive');
    case 'expired':
      return t('too late to be sent');
    case 'unknown':
      return t('not confirmed by the carrier');
    default:
      return null;
  }
}

// What becomes of a text is told by receipts, of which the stream says nothing: soon of one that has just been sent, late of one
// that waits for its hour or is held, which may be for weeks.
const newMs = 120_000;
const ofNewMs = 3_000;
const ofOthersMs = 60_000;

/** How often to ask what has become of what was said last; null where nothing is waited for. */
export function receiptsEveryMs(
  said: readonly Pick<Said, 'status' | 'at' | 'send_at'>[],
  nowMs: number,
): number | null {
  const waiting = said.filter(({ status }) => status === 'queued');
  if (waiting.length === 0) return null;
  const isNew = waiting.some(({ at, send_at }) => {
    const leavesMs = Date.parse(send_at ?? at);
    return nowMs - leavesMs < newMs && (send_at === null || leavesMs <= nowMs);
  });
  return isNew ? ofNewMs : ofOthersMs;
}

/** An answer that has not left yet, because its hour has not come: it can still be taken back. */
export const isForLater = ({
  direction,
  status,
  send_at,
}: Pick<Said, 'direction' | 'status' | 'send_at'>): boolean =>
  direction === 'out' && status === 'queued' && send_at !== null;
