import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Tatango can do for one text to one person, and what is entered to reach an account there. */

export const callsPerHour = 1_200;

export const capabilities: Capabilities = {
  class: 'E',
  wire: 'http',
  echoesReference: 'none',
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 160,
  media: null,
  senders: ['short_code'],
  receipts: 'none',
  authenticity: 'secret_path',
  keepsOptOuts: true,
  textsPerSecond: callsPerHour / 3_600,
  cannot: [
    'It takes one call in three seconds: use it for single texts, and another gateway for campaigns.',
    'It is made for blasts to lists that are kept there. Those are not used: each person gets a text of their own.',
    'It reports of no text what became of it, and cannot be asked: a text whose answer was lost stays unknown.',
    'A text has at most 160 characters, of a small alphabet without accents or faces.',
    'It texts numbers of the United States alone, from the short code of the account.',
    'Pictures must be uploaded there by hand, so they are not sent from here.',
    'It signs nothing: what it reports is believed because it knows the secret in our address.',
  ],
};

export const form: AccountForm = [
  {
    ...{ name: 'email', label: 'Email', kind: 'text', isRequired: true, pattern: '[^@\\s]+@[^@\\s]+' },
    help: 'With which you sign in to Tatango.',
    example: 'harbour@example.org',
  },
  {
    ...{ name: 'api_key', label: 'API key', kind: 'secret', isRequired: true },
    help: 'In Tatango under Account, API keys.',
  },
  {
    ...{ name: 'short_code', label: 'Short code', kind: 'text', isRequired: true, pattern: '[0-9]{3,8}' },
    help: 'The account’s short code, from which it texts and to which people reply.',
    example: '24273',
  },
  {
    ...{ name: 'list_id', label: 'List', kind: 'number', isRequired: false, least: 1 },
    help: 'A list whose opt-outs and replies are to be brought here; the number in its address.',
  },
  {
    ...{ name: 'calls_per_hour', label: 'Calls an hour', kind: 'number', isRequired: false, least: 1 },
    help: 'What Tatango allows the account; 1,200 unless agreed otherwise.',
  },
];
