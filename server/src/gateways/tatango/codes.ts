import { codeTable, rows } from '../errors/code-table.ts';

/** Tatango says a status and words. The numbers of its reports are those of the network behind it. */
export const codes = codeTable(
  rows('account', {
    401: 'Tatango does not accept email and API key.',
    403: 'The account may not do this.',
  }),
  rows('bad_request', {
    400: 'Tatango did not understand the request.',
    404: 'Tatango does not have what was asked for.',
    405: 'Tatango does not do that.',
    406: 'Tatango speaks nothing but JSON.',
    410: 'It is there no more.',
  }),
  rows('refused', { 422: 'Tatango did not take the text.', 1030: 'The network refused it for good.' }),
  rows(
    'invalid_number',
    { bad_number: 'The number is a landline, or its carrier cannot be reached.' },
    { isLandline: true },
  ),
  rows(
    'invalid_number',
    { not_american: 'The number is not one of the United States.' },
    { isDoubtful: true },
  ),
  rows('invalid_number', {
    ...{
      349: 'The number is none.',
      350: 'The number is none.',
      351: 'The number is none.',
      352: 'The number is none.',
    },
  }),
  rows('content', {
    too_long: 'The text has more than 160 characters.',
    bad_characters: 'The text has characters that Tatango does not send.',
    ...{ 353: 'The words cannot go.', 354: 'The words cannot go.', 355: 'The words cannot go.' },
  }),
  rows('rate', { 429: 'More than one call in three seconds.' }),
  rows('temporary', {
    ...{
      500: 'Something failed at Tatango.',
      502: 'Something failed at Tatango.',
      503: 'Tatango is down for a while.',
    },
    1020: 'Passing trouble in the network.',
  }),
  rows('unconfirmed', { 815: 'The network never said what became of it.' }),
);
