import { codeTable, rows } from '../errors/code-table.ts';

/** Codes of Vonage's Messages API, as they stand behind the # of a problem's type, in answers and in receipts alike. */
export const codes = codeTable(
  rows('rate', {
    1000: 'Too many texts at once.',
    throttled: 'Too many texts at once.',
    1241: 'Too many texts to this person in a short time.',
  }),
  rows('bad_request', {
    1010: 'Vonage misses something in the request.',
    1020: 'Vonage does not accept a value of the request.',
    'invalid-params': 'Vonage does not accept a value of the request.',
    'invalid-json': 'Vonage could not read the request.',
    1130: 'The time for which it is valid is none that Vonage takes.',
  }),
  rows('temporary', {
    1030: 'Something failed at Vonage.',
    1100: 'Vonage could not reach the carrier.',
    1200: 'The number is being moved from one carrier to another.',
    1230: 'Trouble in the network.',
    1331: 'Something failed at the carrier.',
  }),
  rows('content', {
    1040: 'The text cannot go as it is.',
    1090: 'The text is longer than Vonage takes.',
  }),
  rows('opted_out', {
    1050: 'The number is on Vonage’s list of those that get no texts.',
    1240: 'The person has texted STOP to this number.',
  }),
  rows('account', {
    1060: 'The account is barred.',
    1080: 'The account may not send this way.',
    unauthorized: 'Vonage does not accept these credentials, or the number belongs to another application.',
    forbidden: 'The account may not do this.',
    401: 'Vonage does not accept these credentials.',
  }),
  rows('funds', {
    1070: 'The account is empty.',
    'low-balance': 'The account is empty.',
  }),
  rows('sender', {
    1120: 'The account may not send from this number or name.',
    1420: 'The number that sends is none of this account’s.',
  }),
  rows('registration', {
    1470: 'The sender is not registered at the carrier.',
    1472: 'The name that sends is not registered at the carrier.',
  }),
  rows('not_allowed', {
    1160: 'A demo account texts only numbers that were verified before.',
    1280: 'The carrier blocks texts from here.',
    1460: 'The account has reached a limit that was set for it.',
    1471: 'The country is not allowed for this account.',
    1476: 'Vonage’s protection against fraud held it back.',
    1477: 'Vonage’s protection against fraud held the country back.',
  }),
  rows('invalid_number', {
    1170: 'The number is none.',
    1190: 'The phone does not exist any more.',
    1430: 'The number is none.',
  }),
  rows('invalid_number', { 1250: 'There is no way to this number.' }, { isDoubtful: true }),
  rows('unreachable_phone', {
    1180: 'The phone is off or out of reach.',
    1220: 'The phone was busy.',
    1260: 'The phone could not be reached.',
  }),
  rows('filtered', {
    1210: 'A filter took it for spam.',
    1473: 'A filter held it back.',
    1474: 'A filter held its words back.',
    1475: 'A filter held it back for want of consent.',
  }),
  rows('refused', {
    1270: 'The person is too young for texts like this.',
    1290: 'The person’s prepaid account is empty.',
    1320: 'Vonage has sent this very text before.',
    1330: 'It failed for a reason that the carrier does not tell.',
    1478: 'Vonage refused it.',
    1479: 'Vonage refused it.',
    1480: 'Vonage refused it.',
    1481: 'Vonage refused it.',
    1482: 'Vonage refused it.',
    1483: 'Vonage refused it.',
  }),
  rows('expired', { 1360: 'Its time was over before it could be delivered.' }),
  rows('media', {
    1380: 'The picture or file could not be fetched or read.',
    1381: 'The picture or file is of a type that cannot go.',
    1382: 'The picture or file is too large.',
  }),
);
