import { codeTable, rows } from '../errors/code-table.ts';

/** What Sinch says of requests, in words, and of texts, in numbers. */
export const codes = codeTable(
  rows('bad_request', {
    syntax_invalid_json: 'Sinch could not read the request.',
    syntax_invalid_parameter_format: 'A field of the request is wrong.',
    syntax_constraint_violation: 'A field of the request is outside of what it may be.',
    unknown_group: 'There is no such group.',
    missing_callback_url: 'There is no address for receipts.',
    405: 'A parameter is missing.',
  }),
  rows('account', {
    blocked_account: 'Sinch has blocked the account.',
    unauthorized: 'Sinch does not accept this token.',
    413: 'Sinch has blocked the account.',
  }),
  rows('registration', {
    unknown_campaign: 'There is no such campaign.',
    60: 'The 10DLC campaign is not active.',
  }),
  rows('sender', {
    310: 'The number that sends is none.',
    410: 'The service plan has no number to send from.',
    412: 'The number that sends is not set up for this region.',
  }),
  rows('unreachable_phone', { 417: 'The phone is off or out of reach.' }),
  rows('invalid_number', { 152: 'The number takes no texts.', 300: 'The number is none.' }),
  rows('temporary', { 403: 'Something failed at Sinch.', 404: 'Passing trouble in the network.' }),
  rows('expired', { 406: 'Its time was over before it could be sent.' }),
  rows('rate', { 64: 'More than the campaign may send.' }),
  rows('content', { 411: 'The text has too many parts.' }),
  rows('media', {
    414: 'The picture cannot be fetched at its address.',
    415: 'The network for pictures refused it.',
    416: 'Pictures cannot be sent there.',
    418: 'The phone does not know such pictures.',
  }),
  rows('filtered', { 15: 'A filter took it for spam.', 62: 'A filter of Sinch’s took it for spam.' }),
  rows('not_allowed', { 402: 'There is no way to this number.' }),
  rows('refused', {
    321: 'The network or the phone refused it.',
    349: 'The network refused it, as AT&T does with what it blocks.',
    407: 'It was cancelled.',
    408: 'Sinch refused it.',
  }),
);
