import { codeTable, rows } from '../errors/code-table.ts';

/** ClickSend's states of a text in an answer and of a whole request, and the numbers in its receipts. */
export const codes = codeTable(
  rows('invalid_number', {
    INVALID_RECIPIENT: 'The number is none.',
    8: 'Nobody has this number.',
    9: 'The network does not know the number.',
  }),
  rows('rate', {
    THROTTLED: 'The same words went to this number seconds ago.',
    TOO_MANY_REQUESTS: 'Too many requests at once.',
  }),
  rows('sender', { INVALID_SENDER_ID: 'The number or name that sends is not allowed.' }),
  rows('funds', { INSUFFICIENT_CREDIT: 'The account at ClickSend is empty.' }),
  rows('account', {
    MISSING_CREDENTIALS: 'Username or API key is missing.',
    INVALID_CREDENTIALS: 'ClickSend does not accept username and API key.',
    ACCOUNT_NOT_ACTIVATED: 'The account has not been activated.',
    NOT_ENOUGH_PERMISSION_TO_LIST_ID: 'The account may not use this list.',
    UNAUTHORIZED: 'ClickSend does not accept username and API key.',
    FORBIDDEN: 'The account may not do this.',
  }),
  rows('content', {
    EMPTY_MESSAGE: 'The text has no words.',
    SUBJECT_REQUIRED: 'A picture needs a subject.',
    TOO_MANY_PARTS: 'The text has more than six parts, which ClickSend would cut.',
  }),
  rows('media', { INVALID_MEDIA_FILE: 'The picture cannot be read: JPEG or GIF of up to 250 kB.' }),
  rows('bad_request', {
    BAD_REQUEST: 'ClickSend did not understand the request.',
    NOT_FOUND: 'ClickSend does not have what was asked for.',
    METHOD_NOT_ALLOWED: 'ClickSend does not do that.',
    TOO_MANY_RECIPIENTS: 'Too many numbers in a request.',
    MISSING_REQUIRED_FIELDS: 'A field of the request is missing.',
    INVALID_SCHEDULE: 'The time is none.',
    INVALID_LANG: 'The language is none.',
    INVALID_VOICE: 'The voice is none.',
    ALREADY_EXISTS: 'It is there already.',
  }),
  rows('opted_out', {
    OPTED_OUT: 'The person has opted out.',
    BLOCKED: 'The person is on the account’s list of opt-outs.',
  }),
  rows('not_allowed', {
    COUNTRY_NOT_ENABLED: 'The account may not text this country.',
    11: 'The network does not offer texts to this number.',
  }),
  rows('temporary', {
    INTERNAL_ERROR: 'Something failed at ClickSend.',
    SOMETHING_IS_WRONG: 'Something failed at ClickSend.',
    INTERNAL_SERVER_ERROR: 'Something failed at ClickSend.',
    14: 'The network is congested.',
    16: 'Passing trouble in the network.',
    17: 'The network did not answer in time.',
    18: 'There was no way to the number.',
  }),
  rows('unreachable_phone', { 12: 'The phone is off or out of reach.', 13: 'The phone’s memory is full.' }),
  rows('refused', {
    5: 'It was cancelled.',
    7: 'It failed for a reason that nobody tells.',
    10: 'The network calls the number illegal.',
    15: 'The network refused it.',
  }),
  rows('filtered', { 19: 'A filter took it for spam.' }),
  rows('unconfirmed', {
    1: 'It waits at ClickSend.',
    4: 'It has arrived.',
    20: 'The network never said what became of it.',
  }),
);
