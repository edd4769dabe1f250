import { cannotSay, earliestOf } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { type Asking, askJson, type Json } from '../http/ask-json.ts';
import { isObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { digitsOf, e164Of } from '../numbers.ts';
import { textPath } from './account.ts';

const pageSize = 50;
const readAtMost = 5;

/**
 * Telnyx knows no reference of ours. Its detail records say which texts went to a number and when, and each text can then be read
 * with its words. How late a record may be is not said, so that none is no proof.
 */
export async function reconcileAtTelnyx(asking: Asking, text: LostText): Promise<LookUp> {
  const since = earliestOf(text);
  const day = since.toISOString().slice(0, 10);
  const query = new URLSearchParams({
    'filter[record_type]': 'messaging',
    'filter[direction]': 'outbound',
    'filter[cld][contains]': digitsOf(text.to),
    'filter[created_at][gte]': day,
    sort: '-created_at',
    'page[size]': String(pageSize),
  });
  const path = `/v2/detail_records?${query}`;
  const asked = await askJson(asking, path);
  if (asked.kind === 'failed') return cannotSay(`Telnyx could not be asked for the text: ${asked.sentence}`);
  const meant = objectsOf(asked.value.data)
    .filter((record) => isOf(record, text, since))
    .flatMap(({ uuid, id }) => wordOf(uuid) ?? wordOf(id) ?? []);
  const others = await text.whichAreOthers(meant);
  const unclaimed = meant.filter((id) => !others.has(id)).slice(-readAtMost);
  // The oldest first: of two with the same words that is the one that was lost first.
  for (const id of unclaimed.reverse())
    if (await hasWords(asking, id, text.body)) return { kind: 'found', providerId: id };
  return cannotSay('Telnyx does not show the text, and its records may be late.');
}

function isOf({ cld, created_at: created }: Json, text: LostText, since: Date): boolean {
  const to = wordOf(cld);
  const ms = Date.parse(wordOf(created) ?? '');
  // One whose date cannot be read may be the one that is looked for.
  return to !== null && e164Of(to) === text.to && !(ms < since.getTime());
}

async function hasWords(asking: Asking, id: string, body: string): Promise<boolean> {
  const asked = await askJson(asking, textPath(id));
  if (asked.kind === 'failed') return false;
  const { data } = asked.value;
  return isObject(data) && (wordOf(data.text) ?? '') === body;
}
