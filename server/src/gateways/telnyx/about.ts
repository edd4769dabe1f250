import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Telnyx can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'C',
  wire: 'http',
  // It echoes nothing, but it keeps the query of the address that it reports to.
  echoesReference: 'receipts',
  // It tries for four hours and cannot be told otherwise.
  validitySeconds: null,
  recipientsPerRequest: 1,
  charactersAtMost: 1_530,
  media: { most: 10, bytesAtMost: 1_048_576, countries: ['US', 'CA'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: 50,
  cannot: [
    'It has no validity: a text that waits at Telnyx may leave up to four hours later.',
    'It has no idempotency key: a text whose answer was lost is looked for by number and time, and its words are read one by one.',
    'Its records may be late, so that it never proves that a lost text was not taken; one that is not found stays unknown.',
    'Names as senders need a messaging profile.',
    'A refusal with code 40300 that comes late may be the person’s STOP or the carrier’s no; it counts as STOP only where its words say so.',
  ],
};

export const defaultConnections = 32;

export const form: AccountForm = [
  {
    ...{ name: 'api_key', label: 'API key', kind: 'secret', isRequired: true },
    help: 'In the Telnyx portal under API keys; it begins with KEY.',
  },
  {
    ...{ name: 'public_key', label: 'Public key', kind: 'text', isRequired: true },
    help: 'In the portal under Keys & Credentials, Public key. Callbacks are checked with it.',
    pattern: '[A-Za-z0-9+/]{43}=',
    example: '43 signs and an equals sign',
  },
  {
    ...{ name: 'messaging_profile_id', label: 'Messaging profile ID', kind: 'text', isRequired: false },
    help: 'Of the profile to which the numbers belong. Needed for names and number pools, and to point replies from here.',
    pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    example: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  },
  connectionsField(defaultConnections),
];
