import { getWorkspace } from '../accounts/index.ts';
import { getContact } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { newestFirst, type StoryEntry, tellStory } from './story.ts';
import {
  listConsentEvents,
  listEdits,
  listExclusions,
  listImportsOf,
  listReplies,
  listTexts,
  listWaits,
} from './timeline.queries.ts';

export type StoryPlace = { readonly at: Date; readonly id: string };

export type StoryPage = { readonly entries: readonly StoryEntry[]; readonly next: StoryPlace | null };

/** What happened between us and one person, newest first: texts, replies, consent, holds and who left them out why. */
export async function contactTimeline(
  tx: Tx,
  contactId: number,
  page: { readonly after: StoryPlace | null; readonly limit: number },
): Promise<StoryPage> {
  const contact = await getContact(tx, contactId);
  const { timeZone } = await getWorkspace(tx);
  const story = tellStory({
    zone: contact.timeZone ?? timeZone,
    texts: await listTexts(tx, contactId),
    events: await listConsentEvents(tx, contact.number),
    replies: await listReplies(tx, contact.number),
    exclusions: await listExclusions(tx, contactId),
    imports: await listImportsOf(tx, contactId),
    waits: await listWaits(tx, contactId),
    edits: await listEdits(tx, contactId),
  });
  const { after, limit } = page;
  const rest = after ? story.filter((entry) => newestFirst(after, entry) < 0) : story;
  const entries = rest.slice(0, limit);
  const last = entries.at(-1);
  return { entries, next: rest.length > limit && last ? { at: last.at, id: last.id } : null };
}
