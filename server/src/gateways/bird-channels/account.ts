import { type Asked, answered, type ConnectionReport, type TextAtCarrier } from '../asking.ts';
import { cannotSay } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { failedAs } from '../http/ask-http.ts';
import { askJson, cannotBeCalled, connectionReport } from '../http/ask-json.ts';
import { objectsOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { openTimedList } from '../look-together.ts';
import { readReceipt } from './callbacks.ts';
import type { BirdChannel } from './settings.ts';

/** What a channel can be asked beside sending. */

export const testBirdChannel = async (
  { asking, path }: BirdChannel,
  warnings: readonly string[],
): Promise<ConnectionReport> =>
  connectionReport(
    'Bird',
    await askJson(asking, path),
    ({ name, status }) =>
      `Bird knows the channel “${wordOf(name) ?? 'without a name'}” (${wordOf(status) ?? 'active'}).`,
    warnings,
  );

export async function readBirdText({ asking, path }: BirdChannel, id: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, `${path}/messages/${encodeURIComponent(id)}`);
  if (asked.kind === 'failed') return asked;
  const receipt = readReceipt({ ...asked.value, id });
  return answered({
    providerId: id,
    status: receipt?.status ?? 'accepted',
    code: receipt?.code ?? null,
    parts: null,
    price: null,
  });
}

const pagesAtMost = 100;
const pageSize = 100;
// A text stands in the list under the time at which Bird took it, which is within this of when it left.
const takenWithinMs = 10 * 60_000;

/** Looks for our reference among what the channel sent around then. */
export const openChannelHistory = ({ asking, path }: BirdChannel): ((text: LostText) => Promise<LookUp>) =>
  openTimedList({
    ...{ carrier: 'Bird', takenWithinMs, pagesAtMost },
    async readPage({ from, to }, at) {
      const times = `startAt=${encodeURIComponent(from.toISOString())}&endAt=${encodeURIComponent(to.toISOString())}`;
      const next = at === null ? '' : `&pageToken=${encodeURIComponent(at)}`;
      const asked = await askJson(
        asking,
        `${path}/messages?direction=outgoing&limit=${pageSize}&${times}${next}`,
      );
      if (asked.kind === 'failed') return cannotSay(`Bird could not be asked: ${asked.sentence}`);
      if (!Array.isArray(asked.value.results)) return cannotSay('Bird’s answer holds no list of texts.');
      const listed = objectsOf(asked.value.results).map(({ id, reference }) => ({
        ...{ id: String(id), reference: wordOf(reference) },
      }));
      return { listed, next: wordOf(asked.value.nextPageToken) };
    },
  });

const events = ['sms.outbound', 'sms.inbound'] as const;

/** Subscribes to reports and replies of this channel, once. */
export async function pointBirdChannel(channel: BirdChannel, url: string | null): Promise<Asked<string>> {
  const { asking, subscriptions, channelId, signingKey } = channel;
  if (url === null) return cannotBeCalled;
  if (subscriptions === null)
    return failedAs(
      'bad_request',
      `Enter the organization ID first, or subscribe to ${events.join(' and ')} in Bird with ${url}.`,
    );
  const known = await askJson(asking, `${subscriptions}?limit=${pageSize}`);
  if (known.kind === 'failed') return known;
  const there = objectsOf(known.value.results);
  for (const event of events) {
    if (there.some((one) => one.event === event && one.url === url)) continue;
    const eventFilters = [{ key: 'channelId', value: channelId }];
    const wanted = { service: 'channels', event, url, signingKey, eventFilters };
    const asked = await askJson(asking, jsonRequest('POST', subscriptions, {}, wanted));
    if (asked.kind === 'failed') return asked;
  }
  return answered(`Bird now reports to ${url} and brings what people write there.`);
}
