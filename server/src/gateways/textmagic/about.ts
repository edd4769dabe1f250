import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';
import { pictureBytesAtMost } from './pictures.ts';

/** What TextMagic can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'C',
  wire: 'http',
  echoesReference: 'none',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 918,
  media: {
    ...{ most: 1, bytesAtMost: pictureBytesAtMost, countries: ['US', 'CA'] },
    types: ['image/jpeg', 'image/png', 'image/gif', 'text/vcard', 'text/x-vcard'],
  },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'secret_path',
  keepsOptOuts: true,
  polling: 'replies',
  textsPerSecond: 50,
  cannot: [
    'It signs nothing: what it reports is believed because it knows the secret in our address.',
    'It has no idempotency key and gives no reference of ours back: a lost text is looked for by number, time and words.',
    'Of a text that it rejected it does not say whether the person has opted out or a US number is missing.',
    'It fetches no picture: each is handed over before its texts, one with a text and without a subject, to phones of the United States and Canada alone.',
    'How large a picture may be and how long it is kept there is not documented; it gets no more than 600 KB, and twice an hour.',
    'It cannot be told how long it may try.',
  ],
};

export const defaultConnections = 16;

export const form: AccountForm = [
  {
    ...{ name: 'username', label: 'Username', kind: 'text', isRequired: true },
    help: 'In TextMagic under Services, API; it is the one of the API key.',
    example: 'harbour',
  },
  {
    ...{ name: 'api_key', label: 'API v2 key', kind: 'secret', isRequired: true },
    help: 'Made in TextMagic under Services, API, API v2 keys.',
  },
  connectionsField(defaultConnections),
];
