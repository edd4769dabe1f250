import {
  type Asked,
  answered,
  type ConnectionReport,
  type NumberFacts,
  type OwnNumber,
  type TextAtCarrier,
} from '../asking.ts';
import { receiptOfCode } from '../errors/code-table.ts';
import { cannotSay, earliestOf, findByReference } from '../find-listed.ts';
import type { LookUp, LostText } from '../gateway.ts';
import { type Asking, askJson, connectionReport, type Json } from '../http/ask-json.ts';
import { askPages } from '../http/ask-pages.ts';
import { countOf, isObject, objectsOf, priceOf, wordOf } from '../http/read-answer.ts';
import { jsonRequest } from '../http/send-each.ts';
import { senderKindOf } from '../numbers.ts';
import { failureOf, referenceOf, statuses } from './callbacks.ts';
import { codes } from './codes.ts';

/** What a Bird workspace can be asked beside sending. */

export const testBird = async (asking: Asking, warnings: readonly string[]): Promise<ConnectionReport> =>
  connectionReport(
    'Bird',
    await askJson(asking, '/v1/numbers?limit=1'),
    () => 'Bird knows this key.',
    warnings,
  );

const pageSize = 100;

/** Looks for our reference among what went to this number since. */
export async function reconcileAtBird(asking: Asking, text: LostText): Promise<LookUp> {
  const since = encodeURIComponent(earliestOf(text).toISOString());
  const path = `/v1/sms/messages?direction=outbound&to=${encodeURIComponent(text.to)}&created_after=${since}&limit=${pageSize}`;
  const asked = await askJson(asking, path);
  if (asked.kind === 'failed') return cannotSay(`Bird could not be asked: ${asked.sentence}`);
  if (!Array.isArray(asked.value.data)) return cannotSay('Bird’s answer holds no list of texts.');
  const listed = objectsOf(asked.value.data).map((one) => ({
    id: String(one.id),
    reference: referenceOf(one),
  }));
  return findByReference('Bird', text, listed, wordOf(asked.value.next_cursor) === null);
}

export async function readBirdText(asking: Asking, providerId: string): Promise<Asked<TextAtCarrier>> {
  const asked = await askJson(asking, `/v1/sms/messages/${encodeURIComponent(providerId)}`);
  if (asked.kind === 'failed') return asked;
  const { status: told, segments, cost, last_error: error } = asked.value;
  const [status, code] = [statuses[wordOf(told) ?? ''], failureOf(error)];
  return answered({
    providerId,
    status: status ? receiptOfCode(codes, { reference: null, providerId, status, code }).status : 'accepted',
    ...{ code, parts: isObject(segments) ? countOf(segments.count) : null },
    price: isObject(cost) ? priceOf(cost.amount, cost.currency_code) : null,
  });
}

export function listBirdNumbers(asking: Asking): Promise<Asked<readonly OwnNumber[]>> {
  const first = `/v1/numbers?limit=${pageSize}`;
  return askPages(asking, {
    first,
    itemsOf: ({ data }) =>
      objectsOf(data)
        .filter(({ status }) => status !== 'released')
        .map(readNumber),
    next({ next_cursor: cursor }) {
      const after = wordOf(cursor);
      return after === null ? null : `${first}&starting_after=${encodeURIComponent(after)}`;
    },
  });
}

function readNumber(one: Json): OwnNumber {
  const number = wordOf(one.number) ?? '';
  const can = Array.isArray(one.capabilities) ? one.capabilities : [];
  return {
    ...{ number, kind: senderKindOf(number), country: wordOf(one.country_code), label: null },
    ...{ canSms: can.includes('sms'), canMms: can.includes('mms') },
  };
}

const lineTypes: Readonly<Record<string, NumberFacts['lineType']>> = {
  ...{ mobile: 'mobile', landline: 'landline', fixed: 'landline', voip: 'voip', toll_free: 'toll_free' },
};

export async function lookUpAtBird(asking: Asking, number: string): Promise<Asked<NumberFacts>> {
  const asked = await askJson(
    asking,
    jsonRequest('POST', '/v1/lookup/phone-number', {}, { phone_number: number }),
  );
  if (asked.kind === 'failed') return asked;
  const { phone_number: told, country_code: country, line_type: line, network_info: network } = asked.value;
  const type = wordOf(line);
  const known = isObject(network) ? network : {};
  return answered({
    ...{ number: wordOf(told) ?? number, isValid: true, country: wordOf(country) },
    lineType: type === null || type === 'unknown' ? null : (lineTypes[type] ?? 'other'),
    ...{ carrier: wordOf(known.name), mccMnc: wordOf(known.mcc_mnc) },
  });
}
