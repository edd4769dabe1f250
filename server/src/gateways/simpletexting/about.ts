import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What SimpleTexting can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'C',
  wire: 'http',
  echoesReference: 'none',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: { most: 10, bytesAtMost: 614_400, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code'],
  receipts: 'per_text',
  authenticity: 'secret_path',
  keepsOptOuts: true,
  textsPerSecond: null,
  cannot: [
    'It signs nothing: what it reports is believed because it knows the secret in our address.',
    'It reports at most 25 times a second, so reports of a fast campaign come long after it.',
    'Of a text that was not delivered it does not say why.',
    'Texts of more than 306 characters it sends as an MMS, for three credits.',
    'It texts numbers of the United States and Canada alone.',
    'Links of public shorteners become its own; use a domain of yours.',
    'Its campaigns to lists are not used: each person gets a text of their own.',
    'Of pictures that people send it tells the ids alone; they are fetched where its description shows the file of an id to be.',
  ],
};

export const defaultConnections = 8;

export const form: AccountForm = [
  {
    ...{ name: 'token', label: 'API token', kind: 'secret', isRequired: true },
    help: 'In SimpleTexting under Settings, API; access to it is granted on request.',
  },
  {
    ...{ name: 'number', label: 'Primary number', kind: 'text', isRequired: true },
    help: 'The account’s own number. Reports of who has left name none, so they count for this one.',
    pattern: '\\+1[2-9][0-9]{9}|[0-9]{3,8}',
    example: '+12025550100',
  },
  connectionsField(defaultConnections),
];
