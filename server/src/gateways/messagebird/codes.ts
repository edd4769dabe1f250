import { codeTable, prefixed, rows } from '../errors/code-table.ts';

/** MessageBird counts what it says to requests and what it reports of texts apart: 2 is a wrong key here and a wrong number there. */

export const refusals = codeTable(
  rows('account', { 2: 'MessageBird does not accept this access key, or it may not do this.' }),
  rows('invalid_number', { 9: 'The number is none that can get texts.' }),
  rows('bad_request', {
    10: 'A field of the request is wrong.',
    20: 'MessageBird does not have what was asked for.',
    21: 'MessageBird did not understand the request.',
  }),
  rows('funds', { 25: 'The account at MessageBird is empty.' }),
  rows('temporary', { 98: 'MessageBird does not have it just now.', 99: 'Something failed at MessageBird.' }),
);

export const reports = codeTable(
  rows('invalid_number', {
    1: 'Nobody has this number.',
    2: 'Nobody has this number.',
    3: 'Nobody has this number.',
    5: 'Nobody has this number.',
  }),
  rows('temporary', { 34: 'The network failed.' }),
  rows('opted_out', { 103: 'The person has opted out.' }),
);

export const codes = codeTable(refusals, prefixed('report ', reports));
