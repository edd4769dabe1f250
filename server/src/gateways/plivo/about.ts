import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Plivo can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'C',
  wire: 'http',
  // It echoes nothing, but it keeps the query of the address that it reports to.
  echoesReference: 'receipts',
  validitySeconds: { least: 5, most: 10_799 },
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: { most: 10, bytesAtMost: 5 * 1_048_576, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_part',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: 60,
  cannot: [
    'It has no idempotency key, and its lists leave the words out: a text whose answer was lost is looked for by both numbers and time.',
    'Of two texts to the same person within minutes, both lost, it cannot be told which one arrived.',
    'That its lists can be narrowed to one number is not documented: where they are not, a text that a busy account lost stays unknown.',
    'Its older signature (V2) covers the address alone, not what the callback says.',
    'To somebody who has texted STOP it takes the text and refuses it in the receipt, seconds later.',
    'With a Powerpack the number that sends is chosen by Plivo and not by us.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'auth_id', label: 'Auth ID', kind: 'text', isRequired: true },
    help: 'On the first page of the Plivo console; of a subaccount it begins with SA.',
    pattern: '(MA|SA)[0-9A-Z]{18}',
    example: 'MA followed by 18 letters and digits',
  },
  {
    ...{ name: 'auth_token', label: 'Auth Token', kind: 'secret', isRequired: true },
    help: 'Beside the Auth ID. Callbacks are signed with it.',
  },
  {
    ...{
      name: 'main_auth_token',
      label: 'Auth Token of the main account',
      kind: 'secret',
      isRequired: false,
    },
    help: 'Of a subaccount whose callbacks carry the main account’s signature alone.',
  },
  {
    ...{ name: 'powerpack_uuid', label: 'Powerpack UUID', kind: 'text', isRequired: false },
    help: 'Where texts are to leave from a Powerpack’s numbers, which Plivo chooses from.',
    pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    example: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  },
  {
    ...{ name: 'app_id', label: 'Application ID', kind: 'text', isRequired: false },
    help: 'Of the application to which the numbers belong; its message URL can then be set from here.',
    pattern: '[0-9]{5,30}',
    example: 'seventeen digits',
  },
  connectionsField(defaultConnections),
];
