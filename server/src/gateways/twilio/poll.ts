import { type Asked, answered, type TextAtCarrier } from '../asking.ts';
import type { Inbound } from '../callback.ts';
import { failedAs } from '../http/ask-http.ts';
import { objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf } from '../http/read-told.ts';
import { type Polled, statesListedForMs } from '../polling/polled.ts';
import { accountPath, ask, type Json, textAtTwilio } from './account.ts';
import type { TwilioAccount } from './settings.ts';

const pageSize = 1_000;
// Twilio's clock and ours; what is read twice is known by its ids.
const overlapMs = 5 * 60_000;
const firstLookMs = 24 * 3_600_000;

/** Where the next list begins, and where this one goes on while it has more pages. */
type Place = { readonly since: number; readonly page: string | null; readonly open: number | null };

/**
 * The account's list of messages holds what was sent and what came in, newest first. It is read from the oldest text of the last
 * minutes whose last word has not been heard.
 */
export async function pollTwilio(
  account: TwilioAccount,
  cursor: string | null,
  nowMs: number,
): Promise<Asked<Polled>> {
  const place = readPlace(cursor, nowMs);
  const since = new Date(place.since - overlapMs).toISOString().slice(0, 19);
  const first = `${accountPath(account)}/Messages.json?DateSent%3E=${encodeURIComponent(`${since}Z`)}&PageSize=${pageSize}`;
  const asked = await ask(account, account.api, place.page ?? first);
  if (asked.kind === 'failed') return asked;
  if (!Array.isArray(asked.value.messages))
    return failedAs('temporary', 'Twilio’s answer holds no list of messages.');
  const listed = objectsOf(asked.value.messages);
  const [came, sent] = [listed.filter(isInbound), listed.filter((one) => !isInbound(one))];
  const inbound: Inbound[] = [];
  for (const one of came) {
    const read = await readInbound(account, one);
    if (read.kind === 'failed') return read;
    inbound.push(...read.value);
  }
  const texts = sent.flatMap((one) => textAtTwilio(one) ?? []);
  const open = oldestOpen(sent, texts, place.open, nowMs);
  const next = wordOf(asked.value.next_page_uri);
  // An address from outside is followed on Twilio's own host alone.
  const page = next?.startsWith('/2010-04-01/') ? next : null;
  const after: Place =
    page === null ? { since: open ?? nowMs, page: null, open: null } : { since: place.since, page, open };
  // The list has the newest first, and people's words are read in the order in which they were written.
  return answered({
    inbound: inbound.reverse(),
    texts,
    cursor: JSON.stringify(after),
    isMore: page !== null,
  });
}

function readPlace(cursor: string | null, nowMs: number): Place {
  if (cursor === null) return { since: nowMs - firstLookMs, page: null, open: null };
  const { since, page = null, open = null } = JSON.parse(cursor) as Place;
  return { since, page, open };
}

const isInbound = ({ direction }: Json) => direction === 'inbound';
const createdAt = ({ date_created: created }: Json) => Date.parse(wordOf(created) ?? '');

function oldestOpen(
  sent: readonly Json[],
  texts: readonly TextAtCarrier[],
  known: number | null,
  nowMs: number,
): number | null {
  const isOpen = new Set(
    texts.filter(({ status }) => status === 'accepted' || status === 'sent').map((one) => one.providerId),
  );
  return sent
    .filter(({ sid }) => isOpen.has(wordOf(sid) ?? ''))
    .map(createdAt)
    .filter((at) => nowMs - at < statesListedForMs)
    .reduce<number | null>((oldest, at) => (oldest === null || at < oldest ? at : oldest), known);
}

async function readInbound(account: TwilioAccount, one: Json): Promise<Asked<Inbound[]>> {
  const [providerId, from, to] = [wordOf(one.sid), wordOf(one.from), wordOf(one.to)];
  if (providerId === null || from === null || to === null) return answered([]);
  const known = { providerId, from, to, body: wordOf(one.body) ?? '', ageMs: ageOf(one.date_created) };
  if (!(Number(one.num_media) > 0)) return answered([known]);
  const asked = await ask(
    account,
    account.api,
    `${accountPath(account)}/Messages/${encodeURIComponent(providerId)}/Media.json`,
  );
  if (asked.kind === 'failed') return asked;
  const media = objectsOf(asked.value.media_list).flatMap(({ uri }) => {
    const path = wordOf(uri)?.replace(/\.json$/, '');
    return path?.startsWith('/2010-04-01/') ? [`${account.api}${path}`] : [];
  });
  return answered([media.length > 0 ? { ...known, media } : known]);
}
