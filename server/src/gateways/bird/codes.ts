import { codeTable, rows } from '../errors/code-table.ts';

/** What Bird says of texts that failed, and of requests that it did not take. */
export const codes = codeTable(
  rows('invalid_number', {
    invalid_destination: 'The number is none that can get texts.',
  }),
  rows('invalid_number', { landline_unreachable: 'The number is a landline.' }, { isLandline: true }),
  rows('invalid_number', { unreachable: 'Nobody can be reached at this number.' }, { isDoubtful: true }),
  rows('opted_out', {
    blocked_by_recipient: 'The person has blocked this sender.',
    recipient_opted_out: 'The person has opted out.',
  }),
  rows('filtered', {
    blocked_by_carrier: 'The carrier blocks texts like this.',
    blocked_by_fraud_protection: 'Bird takes texts to numbers like this for fraud and blocks them.',
  }),
  rows('content', { content_rejected: 'The words were refused.' }),
  rows('registration', { sender_unregistered: 'The number that sends is not registered.' }),
  rows('temporary', {
    provider_unavailable: 'The network behind Bird is not available just now.',
    E01033: 'Bird could not protect the text from going twice and did not take it.',
  }),
  rows('funds', { insufficient_balance: 'The account at Bird is empty.' }),
  rows('refused', { unknown: 'It failed for a reason that nobody tells.' }),
  rows('bad_request', { SMSUnsupportedFeature: 'The text asks for something that Bird has not opened yet.' }),
  rows('unconfirmed', {
    E01004: 'The same text is being taken at this moment.',
    E01005: 'The same reference was used for another text before.',
  }),
);
