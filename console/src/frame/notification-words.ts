import type { ItemOf } from '@tidings/sdk';
import { later, t } from '../ui/language.ts';
import { formatDuration } from '../ui/numbers.ts';

export type Notification = ItemOf<'/v1/me/notifications'>;
type Kind = Notification['kind'];

type Words = { title: string; words: string | Readonly<Record<string, string>> };

/** The sentences of the service, so that they can be said in the reader's language; facts stand in braces. */
const known: Readonly<Record<Kind, Words>> = {
  'campaign.finished': { title: later('A campaign is done'), words: later('“{name}” is done.') },
  'campaign.paused': {
    title: later('A campaign has paused by itself'),
    words: later('“{name}” has paused by itself. {why}'),
  },
  'coupons.empty': {
    title: later('Coupons have run out'),
    words: later(
      '“{name}” waits for coupon codes: {got} people have theirs, {waiting} wait until there are more.',
    ),
  },
  'approval.asked': {
    title: later('A campaign waits for approval'),
    words: later('“{name}” waits for approval (people: {people}).'),
  },
  'approval.answered': {
    title: later('Somebody has looked at your campaign'),
    words: {
      approved: later('{by} has approved “{name}”. {note}'),
      declined: later('{by} has declined “{name}”. {note}'),
      changes_requested: later('{by} wants “{name}” changed: {note}'),
    },
  },
  'alert.raised': { title: later('A figure went beyond its threshold'), words: '{sentence}' },
  'reply.waiting': {
    title: later('A reply has waited for too long'),
    words: later('A conversation has waited {span} for an answer.'),
  },
  'reply.mention': {
    title: later('Somebody has named you in a note'),
    words: later('{by} has named you in a note on a conversation.'),
  },
  'import.finished': {
    title: later('An import is done'),
    words: later('“{file}” is imported (rows taken in: {rows}).'),
  },
  'import.failed': {
    title: later('An import has failed'),
    words: later('The import of “{file}” has failed.'),
  },
  'gateway.down': {
    title: later('A carrier account is in trouble'),
    words: {
      unreachable: later('The account “{name}” cannot be reached.'),
      misconfigured: later('The account “{name}” refuses what we send: look at its settings.'),
      no_funds: later('The account “{name}” has no funds left.'),
    },
  },
  'spend.reached': {
    title: later('A cap of spending is near or reached'),
    words: {
      day: later('{percent} % of what may be spent today is spent: {spent} of {cap} {currency}.'),
      month: later('{percent} % of what may be spent this month is spent: {spent} of {cap} {currency}.'),
    },
  },
  'request.due': {
    title: later('A data request is due'),
    words: later('A data request has to be answered by {day}.'),
  },
  'key.expiring': {
    title: later('An API key ends soon'),
    words: later('The API key “{name}” ends on {day}.'),
  },
  'sending.switched': {
    title: later('Sending was stopped or resumed'),
    words: {
      all: later('Everything may be sent again. {reason}'),
      no_marketing: later('Campaigns are stopped. {reason}'),
      none: later('All sending is stopped. {reason}'),
    },
  },
  test: {
    title: later('A test'),
    words: later('This is a test: whatever is told by this way reaches you.'),
  },
};

/** What a kind is called. One that is newer than this page is called as the service does. */
export const titleOfKind = (kind: string, title: string): string => t(known[kind as Kind]?.title ?? title);

export function sentenceOfNotification({
  kind,
  facts,
  sentence,
}: Pick<Notification, 'kind' | 'facts' | 'sentence'>): string {
  const words = known[kind]?.words;
  const chosen = typeof words === 'object' ? words[String(facts.state)] : words;
  const span = formatDuration(Number(facts.minutes ?? 0) * 60);
  return chosen === undefined ? sentence : t(chosen, { ...facts, span });
}
