import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Bird's platform of 2026 can do, and what is entered to reach a workspace there. */

export const capabilities: Capabilities = {
  class: 'B',
  wire: 'http',
  echoesReference: 'both',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 1_836,
  media: null,
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: null,
  cannot: [
    'Pictures, validity and scheduling are announced there and refused until they are opened.',
    'Its idempotency key holds for three hours; later a text is looked for by our reference.',
    'Webhooks are set up in Bird itself.',
    'A balance cannot be asked for.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'api_key', label: 'API key', kind: 'secret', isRequired: true, pattern: 'bk_[a-z0-9]+_.+' },
    help: 'In Bird under Developers, API keys; it begins with bk_ and the region.',
  },
  {
    ...{ name: 'webhook_secret', label: 'Secret of the webhook', kind: 'secret', isRequired: true },
    help: 'Shown when the webhook is made in Bird; it begins with whsec_.',
    pattern: 'whsec_[A-Za-z0-9+/=]+',
  },
  connectionsField(defaultConnections),
];
