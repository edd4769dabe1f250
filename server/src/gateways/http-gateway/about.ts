import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What can be said of every carrier that is only described, and what is entered to reach one. */

export const capabilities: Capabilities = {
  class: 'E',
  wire: 'http',
  echoesReference: 'receipts',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 1_600,
  media: null,
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'secret_path',
  keepsOptOuts: false,
  textsPerSecond: null,
  cannot: [
    'It can only be told to send one text in one request, and to read receipts and replies.',
    'Signatures are not checked: what comes is believed because it knows the secret in our address.',
    'A text whose answer was lost is never asked for; only a receipt with our reference clears it up.',
    'Pictures, balance, numbers and look-ups are not described.',
  ],
};

export const defaultConnections = 8;

export const form: AccountForm = [
  {
    ...{ name: 'description', label: 'Description', kind: 'long_text', isRequired: true },
    help: 'How the carrier is spoken to, as JSON; the guide shows every word of it.',
  },
  {
    ...{ name: 'secret', label: 'Secret', kind: 'secret', isRequired: false },
    help: 'What stands for {{secret}} in the description, such as a key or a password.',
  },
  {
    ...{ name: 'second_secret', label: 'Second secret', kind: 'secret', isRequired: false },
    help: 'What stands for {{second_secret}}, where the carrier wants two.',
  },
  connectionsField(defaultConnections),
];
