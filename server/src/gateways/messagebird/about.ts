import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What MessageBird's REST interface can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'B',
  wire: 'http',
  echoesReference: 'both',
  validitySeconds: { least: 1, most: 172_800 },
  recipientsPerRequest: 1,
  charactersAtMost: 1_377,
  media: { most: 10, bytesAtMost: 1_048_576, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: null,
  cannot: [
    'It has no idempotency key: a text whose answer was lost is looked for by our reference.',
    'With pictures it cannot be told how long it may try.',
    'Of pictures it is not documented that it reports, so they may stay without a last receipt.',
    'What people write comes only once a flow that forwards to our address is set up there.',
    'New accounts since 2024 are Bird accounts: connect those as Bird.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'access_key', label: 'Access key', kind: 'secret', isRequired: true },
    help: 'In the MessageBird Dashboard under Developers, API access. Take a live key.',
  },
  {
    ...{ name: 'signing_key', label: 'Signing key', kind: 'secret', isRequired: true },
    help: 'In the MessageBird Dashboard under Developers, API settings. Callbacks are signed with it.',
  },
  connectionsField(defaultConnections),
];
