import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Twilio can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'C',
  wire: 'http',
  // It echoes nothing, but it keeps the query of the address that it reports to.
  echoesReference: 'receipts',
  validitySeconds: { least: 1, most: 36_000 },
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: { most: 10, bytesAtMost: 5 * 1_048_576, countries: ['US', 'CA'], otherBytesAtMost: 500_000 },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  polling: 'all',
  textsPerSecond: null,
  cannot: [
    'It has no idempotency key: a text whose answer was lost is looked for by number, time and words.',
    'Of two texts with the same words to the same person within minutes, both lost, it cannot be told which one arrived.',
    'Prices come only when a text is asked for, some time after it was sent, and never in receipts.',
    'With an API key alone callbacks cannot be checked: they are signed with the auth token.',
  ],
};

export const form: AccountForm = [
  {
    ...{ name: 'account_sid', label: 'Account SID', kind: 'text', isRequired: true },
    help: 'On the first page of the Twilio Console.',
    pattern: 'AC[0-9a-fA-F]{32}',
    example: 'AC followed by 32 hex digits',
  },
  {
    ...{ name: 'auth_token', label: 'Auth Token', kind: 'secret', isRequired: true },
    help: 'Beside the Account SID. Callbacks are signed with it, so it is needed with an API key too.',
  },
  {
    ...{ name: 'api_key_sid', label: 'API key SID', kind: 'text', isRequired: false },
    help: 'To send with a key that can be revoked alone; its secret goes with it.',
    pattern: 'SK[0-9a-fA-F]{32}',
    example: 'SK followed by 32 hex digits',
  },
  {
    ...{ name: 'api_key_secret', label: 'API key secret', kind: 'secret', isRequired: false },
    help: 'Shown once, when the key is made.',
  },
  {
    ...{ name: 'messaging_service_sid', label: 'Messaging Service SID', kind: 'text', isRequired: false },
    help: 'Where the numbers belong to a Messaging Service, as those of a 10DLC campaign do.',
    pattern: 'MG[0-9a-fA-F]{32}',
    example: 'MG followed by 32 hex digits',
  },
  {
    ...{ name: 'region', label: 'Region', kind: 'choice', isRequired: false, choices: ['us1', 'ie1', 'au1'] },
    help: 'Where Twilio keeps the data of this account; us1 unless it was made elsewhere.',
  },
  {
    ...{ name: 'stop_handling', label: 'Who answers STOP', kind: 'choice', isRequired: false },
    choices: ['twilio', 'us'],
    help: 'Twilio answers STOP itself unless its support has turned that off for this account.',
  },
  {
    ...{ name: 'connections', label: 'Connections', kind: 'number', isRequired: false, least: 1, most: 256 },
    help: 'Texts on the wire at once; 64 unless told.',
  },
];
