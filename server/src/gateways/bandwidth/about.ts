import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Bandwidth can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'C',
  wire: 'http',
  // The tag, in every callback; its list of texts leaves it out.
  echoesReference: 'receipts',
  validitySeconds: { least: 60, most: 86_400 },
  recipientsPerRequest: 1,
  charactersAtMost: 2_048,
  media: { most: 10, bytesAtMost: 3_840_000, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code'],
  receipts: 'per_text',
  authenticity: 'password',
  keepsOptOuts: true,
  textsPerSecond: null,
  cannot: [
    'Callbacks come to the address of the application and not of the text, so that one application serves one gateway.',
    'It signs nothing: callbacks are known by the user and password that were entered at the application.',
    'It keeps no words: a text whose answer was lost is looked for by both numbers and the time, and of two such texts nothing can be said.',
    'It tells neither prices nor a balance.',
    'It keeps pictures that people send for two days; what could not be fetched by then is lost.',
    'It does not say which numbers of the account may text; all that are in service are listed.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'account_id', label: 'Account ID', kind: 'text', isRequired: true },
    help: 'Beside the name of the account in the Bandwidth dashboard.',
    pattern: '[0-9]{4,10}',
    example: 'seven digits',
  },
  {
    ...{ name: 'username', label: 'API user, token or client ID', kind: 'text', isRequired: true },
    help: 'Of a user that was made for the API alone, an API token, or the client ID of OAuth credentials.',
  },
  {
    ...{ name: 'password', label: 'Its password or secret', kind: 'secret', isRequired: true },
    help: 'Shown once, when the user, the token or the credentials are made.',
  },
  {
    ...{
      name: 'sign_in',
      label: 'Sign in by',
      kind: 'choice',
      isRequired: false,
      choices: ['password', 'oauth'],
    },
    help: 'By password with each request, unless the credentials are a client ID and secret of OAuth.',
  },
  {
    ...{ name: 'application_id', label: 'Application ID', kind: 'text', isRequired: true },
    help: 'Of the messaging application to which the location of the numbers is linked.',
    pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    example: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  },
  {
    ...{ name: 'callback_user', label: 'User of callbacks', kind: 'text', isRequired: true },
    help: 'Choose one, and enter it at the application as the callback’s user ID.',
  },
  {
    ...{ name: 'callback_password', label: 'Password of callbacks', kind: 'secret', isRequired: true },
    help: 'Choose a long one, and enter it at the application as the callback’s password.',
  },
  connectionsField(defaultConnections),
];
