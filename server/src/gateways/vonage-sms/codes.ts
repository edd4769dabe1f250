import { codeTable, rows } from '../errors/code-table.ts';

/**
 * Codes of Vonage's SMS API. Two lists use the same numbers for different things: those of the answer to a request stand
 * here as they are, those of receipts (`err-code`) with `err-` before them.
 */
export const codes = codeTable(
  rows('rate', {
    1: 'Too many texts at once.',
    10: 'Too many connections of this account.',
    'err-16': 'The gateway’s quota is used up.',
  }),
  rows('bad_request', {
    2: 'Vonage misses something in the request.',
    3: 'Vonage does not accept a value of the request.',
    22: 'The network code is none.',
    23: 'The address for receipts is none that Vonage can call.',
    32: 'A request carries either a secret or a signature, not both.',
  }),
  rows('account', {
    4: 'Vonage does not accept these credentials.',
    8: 'The account is barred.',
    11: 'The account may not send over HTTP.',
    14: 'The signature of the request was not accepted.',
    401: 'Vonage does not accept these credentials.',
  }),
  rows('temporary', {
    5: 'Something failed at Vonage.',
    'err-5': 'The number is being moved from one carrier to another.',
    'err-8': 'Trouble in the network.',
  }),
  rows('invalid_number', {
    6: 'The number is none that texts can go to.',
    33: 'Nobody has this number any more.',
    'err-3': 'The phone does not exist any more.',
  }),
  rows(
    'invalid_number',
    {
      'err-4': 'The person has barred texts like this at their carrier.',
      'err-11': 'There is no way to this number.',
    },
    { isDoubtful: true },
  ),
  rows('opted_out', {
    7: 'The number is on Vonage’s list of those that get no texts.',
    'err-9': 'The person has texted STOP to this number.',
    'err-53': 'The person’s consent is missing at the carrier.',
  }),
  rows('funds', { 9: 'The account is empty.' }),
  rows('content', {
    12: 'The text is too long.',
    'err-10': 'The carrier does not take these words.',
    'err-52': 'The words fit no registered template.',
  }),
  rows('sender', { 15: 'The account may not send from this number or name.' }),
  rows('registration', {
    'err-50': 'The sender is not registered at the carrier.',
    'err-51': 'The name that sends is not registered at the carrier.',
  }),
  rows('not_allowed', {
    29: 'A demo account texts only numbers that were verified before.',
    'err-14': 'The carrier blocks texts from here.',
    'err-54': 'Rules of the country do not allow it.',
  }),
  rows('unreachable_phone', {
    'err-2': 'The phone is off or out of reach.',
    'err-7': 'The phone was busy.',
    'err-12': 'The phone could not be reached.',
  }),
  rows('filtered', { 'err-6': 'A filter took it for spam.' }),
  rows('refused', {
    'err-1': 'It failed for a reason that the carrier does not tell.',
    'err-13': 'The person is too young for texts like this.',
    'err-15': 'The person’s prepaid account is empty.',
    'err-99': 'It failed for a reason that the carrier does not tell.',
  }),
);
