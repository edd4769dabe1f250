import { cannotSay, earliestOf, findByReference } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { type Asking, askJson } from '../http/ask-json.ts';
import { objectsOf, wordOf } from '../http/read-answer.ts';
import { digitsOf } from '../numbers.ts';

const pageSize = 100;

/** Looks for our reference among what went to this number since: texts and pictures stand in two lists. */
export async function reconcileAtMessageBird(asking: Asking, text: LostText): Promise<LookUp> {
  const from = `${earliestOf(text).toISOString().slice(0, 19)}+00:00`;
  const query = `recipient=${digitsOf(text.to)}&from=${encodeURIComponent(from)}&limit=${pageSize}`;
  for (const path of [`/messages?direction=mt&${query}`, `/mms?${query}`]) {
    const asked = await askJson(asking, path);
    if (asked.kind === 'failed') return cannotSay(`MessageBird could not be asked: ${asked.sentence}`);
    if (!Array.isArray(asked.value.items)) return cannotSay('MessageBird’s answer holds no list of texts.');
    const items = objectsOf(asked.value.items);
    const listed = items.map(({ id, reference }) => ({ id: String(id), reference: wordOf(reference) }));
    const found = findByReference(
      'MessageBird',
      text,
      listed,
      Number(asked.value.totalCount) <= items.length,
    );
    if (found.kind !== 'absent') return found;
  }
  return { kind: 'absent' };
}
