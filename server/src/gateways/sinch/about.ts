import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Sinch's SMS interface (XMS) can do, and what is entered to reach a service plan there. */

export const capabilities: Capabilities = {
  class: 'B',
  wire: 'http',
  echoesReference: 'both',
  validitySeconds: { least: 1, most: 259_200 },
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: { most: 1, bytesAtMost: 1_048_576, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'secret_path',
  keepsOptOuts: true,
  textsPerSecond: null,
  cannot: [
    'It signs what it reports only once its support has set a secret; until then the secret in our address counts alone.',
    'Of a number that it calls deleted it does not say whether the person has opted out or there is no such number.',
    'Words in braces after a dollar sign it takes for names of parameters.',
    'It has no idempotency key: a text whose answer was lost is looked for by our reference.',
    'Of accounts that sign in by project, only those in the regions us and eu can be reached.',
    'Balance and prices cannot be asked for, and numbers of accounts alone that sign in by project.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'service_plan_id', label: 'Service plan ID', kind: 'text', isRequired: false },
    help: 'In the Sinch Dashboard under SMS, Service APIs; with its token, unless the account signs in by project.',
    pattern: '[0-9A-Za-z_-]+',
  },
  {
    ...{ name: 'api_token', label: 'API token', kind: 'secret', isRequired: false },
    help: 'Beside the service plan ID.',
  },
  {
    ...{ name: 'project_id', label: 'Project ID', kind: 'text', isRequired: false },
    help: 'In place of a service plan: in the Sinch Build Dashboard under Settings, Projects.',
    pattern: '[0-9A-Za-z_-]+',
  },
  {
    ...{ name: 'key_id', label: 'Access key ID', kind: 'text', isRequired: false },
    help: 'Of the project, under Settings, Access keys.',
  },
  {
    ...{ name: 'key_secret', label: 'Access key secret', kind: 'secret', isRequired: false },
    help: 'Shown once, when the access key is made.',
  },
  {
    ...{ name: 'region', label: 'Region', kind: 'choice', isRequired: true },
    choices: ['us', 'eu', 'au', 'br', 'ca'],
    help: 'Where the service plan is; it stands in the address that the Dashboard shows.',
  },
  {
    ...{ name: 'webhook_secret', label: 'Secret of the webhooks', kind: 'secret', isRequired: false },
    help: 'Once Sinch signs what it reports; ask its support for it. Then nothing unsigned is read.',
  },
  connectionsField(defaultConnections),
];
