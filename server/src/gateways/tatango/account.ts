import { type Asked, answered, type ConnectionReport } from '../asking.ts';
import { failedAs } from '../http/ask-http.ts';
import { type Asking, askJson, cannotBeCalled, connectionReport } from '../http/ask-json.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';

/** What a Tatango account can be asked beside sending. */

export const testTatango = async (asking: Asking, warnings: readonly string[]): Promise<ConnectionReport> =>
  connectionReport(
    'Tatango',
    await askJson(asking, '/api/v2/accounts/me'),
    ({ account }) =>
      `Tatango knows the account “${(isObject(account) && wordOf(account.email)) || 'without a name'}”.`,
    warnings,
  );

/** Makes the webhook of the list that brings opt-outs and replies, unless it is there. */
export async function pointTatango(
  asking: Asking,
  listId: string | null,
  url: string | null,
): Promise<Asked<string>> {
  if (url === null) return cannotBeCalled;
  if (listId === null)
    return failedAs(
      'bad_request',
      'Enter the list first: replies to single texts come by themselves, those of a list by its webhook.',
    );
  const path = `/api/v2/lists/${listId}/webhooks`;
  const known = await askJson(asking, path);
  if (known.kind === 'failed') return known;
  const done = answered('Tatango now brings the opt-outs and replies of the list.');
  if (objectsOf(known.value.webhooks).some((one) => one.callback_url === url)) return done;
  const webhook = { callback_url: url, subscribe: false, unsubscribe: true, message_sent: false };
  const asked = await askJson(asking, jsonRequest('POST', path, {}, { webhook }));
  return asked.kind === 'failed' ? asked : done;
}
