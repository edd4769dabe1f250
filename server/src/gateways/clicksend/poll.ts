import { type Asked, answered } from '../asking.ts';
import type { Inbound } from '../callback.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson } from '../http/ask-json.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { ageOf } from '../http/read-told.ts';
import { jsonRequest } from '../http/send-each.ts';
import { e164Of } from '../numbers.ts';
import type { Polled } from '../polling/polled.ts';

const pageSize = 100;
const pagesAtMost = 50;

/**
 * What people wrote and nobody has marked as read yet. Only once the whole list is on record here is it marked, up to the second before
 * the newest: what came in that very second is read again, and known by its ids. States of texts are asked for one by one.
 */
export async function pollClickSend(asking: Asking, cursor: string | null): Promise<Asked<Polled>> {
  const listed: Record<string, unknown>[] = [];
  let isWhole = false;
  for (let page = 1; page <= pagesAtMost && !isWhole; page += 1) {
    const asked = await askJson(asking, `/v3/sms/inbound?page=${page}&limit=${pageSize}`);
    if (asked.kind === 'failed') return asked;
    const data = isObject(asked.value.data) ? asked.value.data : {};
    if (!Array.isArray(data.data)) return failedAs('temporary', 'ClickSend’s answer holds no list of texts.');
    listed.push(...objectsOf(data.data));
    isWhole = data.data.length === 0 || Number(data.current_page) >= Number(data.last_page);
  }
  const newest = listed.reduce((most, { timestamp }) => Math.max(most, Number(wordOf(timestamp)) || 0), 0);
  const settle = async () => {
    await askJson(asking, jsonRequest('PUT', '/v3/sms/inbound-read', {}, { date_before: newest - 1 }));
  };
  const known = { texts: [], cursor: newest === 0 ? (cursor ?? '') : String(newest), isMore: false };
  const inbound = listed.flatMap(readInbound).reverse();
  return answered({ ...known, inbound, ...(isWhole && newest > 0 && { settle }) });
}

function readInbound(one: Record<string, unknown>): Inbound[] {
  const [providerId, from, to] = [wordOf(one.message_id), wordOf(one.from), wordOf(one.to)];
  if (providerId === null || from === null || to === null) return [];
  const body = wordOf(one.body) ?? wordOf(one.message) ?? '';
  return [{ providerId, from: e164Of(from), to: e164Of(to), body, ageMs: ageOf(one.timestamp) }];
}
