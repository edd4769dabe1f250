import {
  type Asked,
  answered,
  type ConnectionReport,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { cannotSay, earliestOf, findByReference } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { type Asking, askJson, connectionReport, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { objectsOf, wordOf } from '../http/read-answer.ts';
import { senderKindOf } from '../numbers.ts';
import { readReceipt } from './callbacks.ts';

/** What a service plan can be asked beside sending. */

export const testSinch = async (
  asking: Asking,
  path: string,
  warnings: readonly string[],
): Promise<ConnectionReport> =>
  connectionReport(
    'Sinch',
    await askJson(asking, `${path}/batches?page=0&page_size=1`),
    () => 'Sinch knows this service plan.',
    warnings,
  );

const numbersAPage = 100;

/** The numbers of a project, whatever service plan each belongs to. */
export function listSinchNumbers(asking: Asking, path: string): Promise<Asked<readonly OwnNumber[]>> {
  return askPages(asking, {
    first: `${path}?pageSize=${numbersAPage}`,
    itemsOf: ({ activeNumbers }) => objectsOf(activeNumbers).flatMap(readNumber),
    next: ({ nextPageToken: token }) =>
      typeof token === 'string' && token !== ''
        ? `${path}?pageSize=${numbersAPage}&pageToken=${encodeURIComponent(token)}`
        : null,
  });
}

function readNumber({ phoneNumber, type, regionCode, capability, displayName }: Json): OwnNumber[] {
  const number = wordOf(phoneNumber);
  if (number === null) return [];
  return [
    {
      ...{ number, kind: type === 'TOLL_FREE' ? 'toll_free' : senderKindOf(number) },
      ...{ country: wordOf(regionCode), label: wordOf(displayName), canMms: null },
      canSms: Array.isArray(capability) && capability.includes('SMS'),
    },
  ];
}

/** Looks for our reference, by which Sinch itself can search. */
export async function reconcileAtSinch(asking: Asking, path: string, text: LostText): Promise<LookUp> {
  const since = encodeURIComponent(earliestOf(text).toISOString());
  const query = `client_reference=${encodeURIComponent(text.reference)}&start_date=${since}&page=0&page_size=100`;
  const asked = await askJson(asking, `${path}/batches?${query}`);
  if (asked.kind === 'failed') return cannotSay(`Sinch could not be asked: ${asked.sentence}`);
  const { batches, count } = asked.value;
  // A list without any has no list in it.
  if (!Array.isArray(batches) && Number(count) !== 0)
    return cannotSay('Sinch’s answer holds no list of texts.');
  const listed = objectsOf(batches).map((one) => ({
    id: String(one.id),
    reference: wordOf(one.client_reference),
  }));
  return findByReference('Sinch', text, listed, Number(count) <= listed.length);
}

export async function readSinchText(asking: Asking, path: string, id: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, `${path}/batches/${encodeURIComponent(id)}/delivery_report?type=full`);
  if (asked.kind === 'failed') return asked;
  const [told = {}] = objectsOf(asked.value.statuses);
  const receipt = readReceipt({ batch_id: id }, told);
  const known = { providerId: id, parts: null, price: null };
  return answered({ ...known, status: receipt?.status ?? 'accepted', code: receipt?.code ?? null });
}
