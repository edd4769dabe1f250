import { codeTable, rows } from '../errors/code-table.ts';

/** TextMagic has no numbers: a refusal names the field that is wrong, a receipt has a letter. */
export const codes = codeTable(
  rows('invalid_number', { phones: 'The number is none.' }),
  rows('sender', { from: 'The number or name that sends is not allowed.' }),
  rows('content', { text: 'The words cannot go as they are.' }),
  rows('funds', { balance: 'The account at TextMagic is empty.' }),
  rows('account', { 401: 'TextMagic does not accept username and key.' }),
  rows('bad_request', {
    400: 'TextMagic found a field of the request to be wrong.',
    404: 'TextMagic does not have what was asked for.',
  }),
  rows('rate', { 429: 'Too many requests at once.' }),
  rows('temporary', { 500: 'Something failed at TextMagic.', e: 'It failed on its way to the network.' }),
  rows('unreachable_phone', { f: 'The phone was off or out of reach.' }),
  rows('refused', { j: 'It was rejected: an opt-out, a register of numbers, or a missing US number.' }),
  rows('unconfirmed', { u: 'The network never said what became of it.' }),
);
