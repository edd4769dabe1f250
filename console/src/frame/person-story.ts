import type { Bubble } from '../ui/conversation.ts';
import type { IconName } from '../ui/icons.tsx';
import { later, t } from '../ui/language.ts';
import type { Tone } from '../ui/state-badge.tsx';
import { wordsOf } from '../ui/words.ts';
import type { MessageStatus, TimelineEntry } from './api.ts';

/** What one thing that happened looks like in the list of reasons. */
export type StoryLook = { icon: IconName; tone: Tone; title: string };

const looks: Record<Exclude<TimelineEntry['kind'], 'text'>, StoryLook> = {
  imported: { icon: 'import', tone: 'quiet', title: later('Brought in') },
  edited: { icon: 'people', tone: 'quiet', title: later('Changed by hand') },
  opt_in: { icon: 'into', tone: 'good', title: later('Agreed') },
  opt_out: { icon: 'out', tone: 'bad', title: later('Opted out') },
  rejoin: { icon: 'into', tone: 'good', title: later('Came back') },
  withdrawn: { icon: 'out', tone: 'quiet', title: later('Consent record withdrawn') },
  lifted: { icon: 'into', tone: 'quiet', title: later('Block lifted') },
  left_out: { icon: 'barred', tone: 'warn', title: later('Left out') },
  held: { icon: 'clock', tone: 'warn', title: later('Held') },
  reply: { icon: 'reply', tone: 'calm', title: later('Reply') },
};

const textLooks: Record<MessageStatus, StoryLook> = {
  queued: { icon: 'clock', tone: 'quiet', title: later('Text queued') },
  accepted: { icon: 'text', tone: 'calm', title: later('Text with the carrier') },
  sent: { icon: 'text', tone: 'calm', title: later('Text on its way') },
  delivered: { icon: 'text', tone: 'good', title: later('Text delivered') },
  undelivered: { icon: 'failed', tone: 'bad', title: later('Text not delivered') },
  failed: { icon: 'failed', tone: 'bad', title: later('Text failed') },
  rejected: { icon: 'failed', tone: 'bad', title: later('Text rejected by the carrier') },
  expired: { icon: 'failed', tone: 'bad', title: later('Text expired') },
  suppressed: { icon: 'barred', tone: 'warn', title: later('Text stopped') },
  unknown: { icon: 'warning', tone: 'odd', title: later('Text with unknown outcome') },
};

const consentTitles: Readonly<Record<string, string>> = {
  doi_requested: later('Asked to confirm'),
  doi_confirmed: later('Confirmed'),
  expired: later('Expired'),
  erased: later('Erased'),
};

/** What an entry of the consent ledger is called, here and wherever the ledger is shown. */
export const titleOfConsent = (type: string): string => {
  const title =
    consentTitles[type] ?? (Object.hasOwn(looks, type) && looks[type as keyof typeof looks].title);
  return title ? t(title) : wordsOf(type);
};

/** What became of a text, in the words of a person's story. */
export const titleOfText = (status: string): string =>
  Object.hasOwn(textLooks, status) ? t(textLooks[status as MessageStatus].title) : wordsOf(status);

const unheardOf: StoryLook = { icon: 'text', tone: 'quiet', title: later('Noted') };

/** A kind that a newer server knows and this page does not still stands in the list, with the server's sentence. */
export function lookOf(entry: TimelineEntry): StoryLook {
  if (entry.kind === 'text') return (entry.text && textLooks[entry.text.status]) ?? unheardOf;
  // A wait without a reason is no hold: the text only has others before it.
  if (entry.kind === 'held' && entry.reason === null) return textLooks.queued;
  return looks[entry.kind] ?? unheardOf;
}

// Texts that are, or may be, on the phone. The note says how sure we are.
const onPhone: Partial<Record<MessageStatus, string | null>> = {
  delivered: null,
  sent: later('not confirmed yet'),
  accepted: later('not confirmed yet'),
  unknown: later('may not have arrived'),
};

/** What the phone shows: texts that reached it or may have, and what was typed on it. Stopped texts are not there. */
export function bubblesOf(entries: readonly TimelineEntry[]): Bubble[] {
  return entries.flatMap((entry): Bubble[] => {
    const { id, at, text, reply } = entry;
    if (reply) return [{ id, at, direction: 'typed', body: reply.body }];
    const note = text && onPhone[text.status];
    return text && note !== undefined
      ? [{ id, at, direction: 'received', body: text.body, note: note ? t(note) : null }]
      : [];
  });
}

/** The sender that the person sees: that of the newest text which has one. Entries oldest first. */
export function senderSeen(entries: readonly TimelineEntry[]): string | null {
  return entries.findLast((entry) => entry.text?.from)?.text?.from ?? null;
}

/** Oldest first. The server has them newest first, also among those of one moment, so the list is turned before it is sorted. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return entries.toReversed().toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
