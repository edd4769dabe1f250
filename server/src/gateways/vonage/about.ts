import { connectionsField } from '../account-fields.ts';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';

/** What Vonage's Messages API can do, and what is entered to reach an account there. */

export const capabilities: Capabilities = {
  class: 'D',
  wire: 'http',
  echoesReference: 'receipts',
  validitySeconds: { least: 20, most: 604_800, leastWithMedia: 300 },
  recipientsPerRequest: 1,
  charactersAtMost: 1_000,
  media: { most: 10, bytesAtMost: 600 * 1_024, countries: ['US'] },
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_text',
  authenticity: 'signature',
  keepsOptOuts: true,
  textsPerSecond: 30,
  cannot: [
    'A text whose answer was lost cannot be asked for; only a receipt proves that it was taken.',
    'Without an application, its ID and its private key, nobody’s replies reach us, and numbers that are linked to an application refuse to send.',
    'A picture stays valid for five minutes at least, so in the last five minutes of a person’s hours none is sent.',
    'It has no subject for pictures, and pictures go to the United States alone.',
    'Prices come only when a text is asked for, minutes after it was sent.',
  ],
};

export const defaultConnections = 16;

export const form: AccountForm = [
  {
    ...{ name: 'api_key', label: 'API key', kind: 'text', isRequired: true },
    help: 'On the first page of the Vonage dashboard, under API settings.',
    pattern: '[0-9a-zA-Z]{8}',
    example: 'eight letters and digits',
  },
  {
    ...{ name: 'api_secret', label: 'API secret', kind: 'secret', isRequired: true },
    help: 'Beside the API key. The balance, the numbers and the reports are asked for with it.',
  },
  {
    ...{ name: 'signature_secret', label: 'Signature secret', kind: 'secret', isRequired: true },
    help: 'Under API settings. Vonage signs every callback of the Messages API with it.',
  },
  {
    ...{ name: 'application_id', label: 'Application ID', kind: 'text', isRequired: false },
    help: 'Of the application in the dashboard to which the numbers are linked, with Messages turned on.',
    pattern: '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    example: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab',
  },
  {
    ...{ name: 'private_key', label: 'Private key', kind: 'long_secret', isRequired: false },
    help: 'The file private.key that the dashboard gave out when the application got its keys, whole.',
  },
  {
    ...{ name: 'region', label: 'Region', kind: 'choice', isRequired: false, choices: ['us', 'eu', 'ap'] },
    help: 'Where texts are to be handed over; the nearest unless told.',
  },
  connectionsField(defaultConnections),
];
