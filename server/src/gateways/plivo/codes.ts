import { codeTable, rows } from '../errors/code-table.ts';

/** Plivo's codes of receipts, and what its refusals say, which have no codes: by their status, with `http-` before it. */
export const codes = codeTable(
  rows('content', {
    10: 'The text cannot go as it is.',
    110: 'The text is too long.',
  }),
  rows('temporary', {
    20: 'Trouble in the network.',
    300: 'Plivo could not hand it to the carrier.',
    'http-500': 'Something failed at Plivo.',
  }),
  rows('filtered', {
    30: 'A filter took it for spam.',
    100: 'The carrier does not allow it.',
  }),
  rows('sender', { 40: 'The number that sends is not one of this account, or cannot text.' }),
  rows('registration', {
    950: 'The number that sends is in no registered 10DLC campaign.',
    951: 'The registration of the number that sends is not finished.',
    952: 'The 10DLC campaign of the number that sends is suspended.',
    953: 'The toll-free number has not been verified.',
  }),
  rows('invalid_number', {
    50: 'The number is none.',
    70: 'The phone cannot be reached any more.',
    invalid_number: 'The number is none.',
  }),
  rows('unreachable_phone', { 80: 'The phone is off or out of reach.' }),
  rows('not_allowed', {
    90: 'There is no way to this number.',
    201: 'A toll-free number of the United States cannot text Canada.',
    450: 'The account may not text this country; allow it in the geographic permissions.',
    451: 'The account may not text this number’s region.',
    452: 'The account may not text this number’s region.',
  }),
  rows('opted_out', { 200: 'The person has texted STOP to this number.' }),
  rows('refused', {
    60: 'The text came back to where it left.',
    1000: 'It failed for a reason that the carrier does not tell.',
  }),
  rows('expired', { 420: 'Its time was over before it could be delivered.' }),
  rows('funds', { 900: 'The account is empty.' }),
  rows('account', {
    910: 'The account is disabled.',
    'http-401': 'Plivo does not accept these credentials.',
    'http-403': 'The account may not do this.',
    'http-404': 'There is no such account.',
  }),
  rows('bad_request', {
    'http-400': 'Plivo does not accept the request.',
    'http-405': 'Plivo does not accept the request.',
    'http-406': 'Plivo does not accept the request.',
  }),
  rows('rate', { 'http-429': 'Too many requests at once.' }),
);
