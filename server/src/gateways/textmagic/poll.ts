import { type Asked, answered } from '../asking.ts';
import type { Inbound } from '../callback.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson } from '../http/ask-json.ts';
import { objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf } from '../http/read-told.ts';
import { e164Of } from '../numbers.ts';
import type { Polled } from '../polling/polled.ts';

const pageSize = 100;
// TextMagic's clock and ours, and replies that come into the list late; what is read twice is known by its ids.
const overlapMs = 10 * 60_000;
const firstLookMs = 24 * 3_600_000;

/** From when on the list is read, and while it has more pages which is next and the newest time on those before. */
type Place = { readonly since: number; readonly page: number; readonly newest: number };

/** What people wrote, newest first, back to what is known. States of texts are asked for one by one. */
export async function pollTextMagic(
  asking: Asking,
  cursor: string | null,
  nowMs: number,
): Promise<Asked<Polled>> {
  const start: Place = { since: nowMs - firstLookMs, page: 1, newest: 0 };
  const { since, page, newest } = cursor === null ? start : (JSON.parse(cursor) as Place);
  const asked = await askJson(asking, `/api/v2/replies?page=${page}&limit=${pageSize}`);
  if (asked.kind === 'failed') return asked;
  if (!Array.isArray(asked.value.resources))
    return failedAs('temporary', 'TextMagic’s answer holds no list of replies.');
  const listed = objectsOf(asked.value.resources).flatMap(readReply);
  const fresh = listed.filter(({ at }) => !(at < since - overlapMs));
  const latest = fresh.reduce((most, { at }) => (at > most ? at : most), newest);
  // A page with something older ends the list: what follows is older still.
  const isMore = fresh.length === listed.length && listed.length > 0 && Number(asked.value.pageCount) > page;
  const after: Place = isMore
    ? { since, page: page + 1, newest: latest }
    : { since: Math.max(since, latest), page: 1, newest: 0 };
  const inbound = fresh.map(({ reply }) => reply).reverse();
  return answered({ inbound, texts: [], cursor: JSON.stringify(after), isMore });
}

function readReply(one: Record<string, unknown>): { at: number; reply: Inbound }[] {
  const [providerId, from, to] = [wordOf(one.id), wordOf(one.sender), wordOf(one.receiver)];
  if (providerId === null || from === null || to === null) return [];
  const known = { providerId, from: e164Of(from), to: e164Of(to), body: wordOf(one.text) ?? '' };
  const at = Date.parse(wordOf(one.messageTime) ?? '');
  return [{ at, reply: { ...known, ageMs: ageOf(one.messageTime) } }];
}
