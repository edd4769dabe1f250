import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';
import { codeTable, rows } from '../errors/code-table.ts';

/** What the rehearsal carrier can do, what is entered to reach it, and what its codes mean. */

export const capabilities: Capabilities = {
  class: 'B',
  wire: 'http',
  echoesReference: 'both',
  validitySeconds: { least: 1, most: 604_800 },
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: { most: 10, bytesAtMost: 1_048_576, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: null,
  cannot: ['It reaches no real phone.'],
};

export const form: AccountForm = [
  {
    name: 'url',
    label: 'Address',
    help: 'Where the rehearsal carrier listens, on this machine.',
    kind: 'text',
    isRequired: true,
    pattern: 'http://(127\\.0\\.0\\.1|\\[::1\\]|localhost):\\d+',
    example: 'http://127.0.0.1:40123',
  },
  {
    name: 'connections',
    label: 'Connections',
    help: 'Texts on the wire at once.',
    kind: 'number',
    isRequired: false,
    least: 1,
    most: 1_024,
  },
  {
    name: 'key',
    label: 'Key',
    help: 'What the carrier was started with as --key.',
    kind: 'secret',
    isRequired: true,
  },
  {
    name: 'callback_secret',
    label: 'Callback secret',
    help: 'What the carrier was started with as --callback-secret.',
    kind: 'secret',
    isRequired: true,
  },
];

export const errors = codeTable(
  rows('invalid_number', {
    invalid_number: 'The number is none.',
    unknown_handset: 'Nobody has this number.',
  }),
  rows('unreachable_phone', { handset_off: 'The phone was off or out of reach.' }),
  rows('opted_out', { opted_out: 'The person has texted STOP to this number.' }),
  rows('sender', { unknown_sender: 'The number that sends is not one of this account.' }),
  rows('content', { body_too_long: 'The text is longer than ten parts.' }),
  rows('filtered', { carrier_filtered: 'A filter took it for spam.' }),
  rows('account', { bad_key: 'The key is not the one of the carrier.' }),
  rows('funds', { no_funds: 'The account is empty.' }),
  rows('rate', {
    throttled: 'Too many texts in too short a time.',
    unavailable: 'The carrier has too much to do; nothing was accepted.',
  }),
  rows('temporary', { down: 'The carrier is out of service; nothing was accepted.' }),
  rows('expired', { validity_passed: 'Its time was over before the phone could be reached.' }),
  rows('bad_request', { bad_request: 'The carrier could not read the request.' }),
);
