import type { Refusal } from '../../submission.ts';
import type { Given } from '../provider.ts';

/** What Twilio answers where the engine refuses, in its own codes and words. */
const refusals: Readonly<Record<Refusal['code'], readonly [status: number, code: number, message: string]>> =
  {
    bad_request: [400, 21604, "A 'To' phone number is required."],
    bad_key: [401, 20003, 'Authenticate'],
    invalid_number: [400, 21211, "Invalid 'To' Phone Number"],
    body_too_long: [400, 21617, 'The concatenated message body exceeds the 1600 character limit'],
    no_funds: [401, 20003, 'Account suspended'],
    opted_out: [400, 21610, 'Attempt to send to unsubscribed recipient'],
    unknown_sender: [
      400,
      21606,
      "The 'From' phone number is not a valid, message-capable number of this account",
    ],
    throttled: [429, 20429, 'Too Many Requests'],
    unavailable: [503, 20503, 'Service Unavailable'],
    down: [503, 20503, 'Service Unavailable'],
  };

export function refuse({ code, retryAfterMs }: Pick<Refusal, 'code' | 'retryAfterMs'>): Given {
  const [status, number, message] = refusals[code];
  const after =
    retryAfterMs === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1_000))) };
  return problem(status, number, message, after);
}

export function problem(
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Given {
  return {
    status,
    headers,
    body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  };
}

/** What a receipt says where the engine's text did not arrive. */
export const receiptCodes: Readonly<Record<string, number>> = {
  unknown_handset: 30005,
  handset_off: 30003,
  carrier_filtered: 30007,
  att_over_limit: 30022,
  tmobile_over_day: 30023,
  verizon_over_limit: 30022,
  validity_passed: 30036,
};

const magicTo: Readonly<Record<string, number>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};
const magicFrom: Readonly<Record<string, number>> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
};

/** Twilio's own magic numbers, and of ours those that name the code in their last five digits: +150055 and 21614. */
export function magicRefusal(from: string, to: string): number | null {
  return magicFrom[from] ?? magicTo[to] ?? codeIn(to, '2');
}

/** +150055 and 30005: the text is taken, and its last receipt has that code. */
export const magicReceipt = (to: string): number | null => codeIn(to, '3');

function codeIn(to: string, first: string): number | null {
  const code = /^\+150055(\d{5})$/.exec(to)?.[1];
  return code?.startsWith(first) ? Number(code) : null;
}
