import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Bird's Channels interface can do, and what is entered to reach a channel there. */

export const capabilities: Capabilities = {
  class: 'B',
  wire: 'http',
  echoesReference: 'both',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: {
    most: 10,
    bytesAtMost: 1_048_576,
    countries: ['US', 'CA'],
    types: ['image/jpeg', 'image/png', 'image/gif'],
  },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: 200,
  cannot: [
    'A channel sends from its own number alone: connect one account for each channel.',
    'How long a text may be tried is a setting of the channel and cannot be said for each text.',
    'It has no idempotency key: a text whose answer was lost is looked for by our reference.',
    'Balance, numbers and look-ups cannot be asked for through a channel.',
  ],
};

export const defaultConnections = 32;

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const form: AccountForm = [
  {
    ...{ name: 'workspace_id', label: 'Workspace ID', kind: 'text', isRequired: true, pattern: uuid },
    help: 'In Bird under Settings, or in the address of each of its pages.',
    example: '2b1f…, 36 characters',
  },
  {
    ...{ name: 'channel_id', label: 'Channel ID', kind: 'text', isRequired: true, pattern: uuid },
    help: 'In Bird under Channels, at the SMS channel that is to send.',
    example: '7c0e…, 36 characters',
  },
  {
    ...{ name: 'number', label: 'Number of the channel', kind: 'text', isRequired: true },
    help: 'The number from which the channel sends, so that replies are known to be to it.',
    pattern: '\\+[1-9][0-9]{6,14}|[0-9]{3,8}|[A-Za-z0-9 ]{1,11}',
    example: '+12025550100',
  },
  {
    ...{ name: 'access_key', label: 'Access key', kind: 'secret', isRequired: true },
    help: 'In Bird under Settings, Security, Access keys; it may send and read messages of the channel.',
  },
  {
    ...{ name: 'signing_key', label: 'Signing key of the webhooks', kind: 'secret', isRequired: true },
    help: 'Any long random text of yours. Bird signs what it reports with it.',
  },
  {
    ...{ name: 'organization_id', label: 'Organization ID', kind: 'text', isRequired: false, pattern: uuid },
    help: 'Only needed to have the webhooks set up from here.',
  },
  connectionsField(defaultConnections),
];
