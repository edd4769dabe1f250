import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What ClickSend can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'B',
  wire: 'http',
  echoesReference: 'both',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 918,
  media: { most: 1, bytesAtMost: 250_000, countries: null, types: ['image/jpeg', 'image/gif'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'secret_path',
  keepsOptOuts: true,
  polling: 'replies',
  textsPerSecond: null,
  cannot: [
    'It signs nothing: what it reports is believed because it knows the secret in our address.',
    'It cuts texts of more than six parts without a word, so those are refused here.',
    'It cannot be told how long it may try.',
    'It sends no second text with the same words to the same number within seconds.',
    'Among more than ten thousand texts within minutes a lost one is not found in its history; only its receipt clears it up.',
    'Texts with links from new accounts wait there until somebody has looked at them.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'username', label: 'Username', kind: 'text', isRequired: true },
    help: 'In the ClickSend Dashboard under Developers, API credentials.',
    example: 'harbour@example.org',
  },
  {
    ...{ name: 'api_key', label: 'API key', kind: 'secret', isRequired: true },
    help: 'Beside the username.',
  },
  connectionsField(defaultConnections),
];
