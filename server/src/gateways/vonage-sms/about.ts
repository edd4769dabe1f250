import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Vonage's SMS API can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'D',
  wire: 'http',
  echoesReference: 'receipts',
  validitySeconds: { least: 20, most: 604_800 },
  recipientsPerRequest: 1,
  charactersAtMost: 3_200,
  media: null,
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_part',
  // It signs only where its customer has asked for that; the secret in our address is there always.
  authenticity: 'secret_path',
  keepsOptOuts: true,
  textsPerSecond: 30,
  cannot: [
    'It sends no pictures; connect the same account by Vonage’s Messages API for those.',
    'A text whose answer was lost cannot be asked for; only a receipt proves that it was taken.',
    'To somebody who has texted STOP it takes the text and refuses it in the receipt, seconds later.',
    'Long texts come back in pieces: each part has an id, a price and a receipt of its own.',
    'Where the account signs nothing, callbacks are known by the secret in their address alone.',
  ],
};

export const defaultConnections = 16;

export const form: AccountForm = [
  {
    ...{ name: 'api_key', label: 'API key', kind: 'text', isRequired: true },
    help: 'On the first page of the Vonage dashboard, under API settings.',
    pattern: '[0-9a-zA-Z]{8}',
    example: 'eight letters and digits',
  },
  {
    ...{ name: 'api_secret', label: 'API secret', kind: 'secret', isRequired: true },
    help: 'Beside the API key.',
  },
  {
    ...{ name: 'signature_secret', label: 'Signature secret', kind: 'secret', isRequired: false },
    help: 'Under API settings, with “Sign webhooks” turned on. Then unsigned callbacks are refused.',
  },
  {
    ...{ name: 'signature_method', label: 'Signature method', kind: 'choice', isRequired: false },
    choices: ['md5hash', 'md5', 'sha1', 'sha256', 'sha512'],
    help: 'The one chosen beside the signature secret; MD5 hash unless told.',
  },
  connectionsField(defaultConnections),
];
