import { commandStatuses, type StatusClass } from '@tidings/smpp';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';
import type { ErrorClass } from '../errors/classes.ts';
import { codeTable, rows } from '../errors/code-table.ts';

/** What can be done over SMPP, what is entered to bind, and what the statuses mean. */

export const capabilities: Capabilities = {
  class: 'E',
  wire: 'smpp',
  echoesReference: 'none',
  validitySeconds: { least: 1, most: 63 * 24 * 3_600 },
  recipientsPerRequest: 1,
  charactersAtMost: 39_015,
  media: null,
  senders: ['long_code', 'toll_free', 'short_code', 'alphanumeric'],
  receipts: 'per_part',
  authenticity: 'line',
  keepsOptOuts: false,
  textsPerSecond: null,
  cannot: [
    'A text whose answer was lost cannot be asked for: the id by which it could be is in that answer.',
    'Without TLS the password and all texts travel in the clear; then the carrier is to be reached by a private line.',
    'Pictures cannot be sent.',
  ],
};

const field = { isRequired: false } as const;

export const form: AccountForm = [
  {
    ...{ name: 'host', label: 'Host', kind: 'text', isRequired: true, example: 'smpp.example.com' },
    help: 'The name or address of the carrier’s message centre.',
  },
  {
    ...{ name: 'port', label: 'Port', kind: 'number', isRequired: true, least: 1, most: 65_535 },
    help: 'Usually 2775, or 3550 with TLS.',
  },
  { ...field, name: 'isTls', label: 'TLS', kind: 'switch', help: 'On wherever the carrier offers it.' },
  {
    ...{ name: 'systemId', label: 'System id', kind: 'text', isRequired: true, pattern: '.{1,15}' },
    help: 'The name of the account, from the carrier.',
  },
  {
    ...{ name: 'password', label: 'Password', kind: 'secret', isRequired: true },
    help: 'The password of the account, from the carrier.',
  },
  {
    ...field,
    name: 'systemType',
    label: 'System type',
    kind: 'text',
    help: 'Only where the carrier asks for it.',
  },
  {
    ...{ ...field, name: 'binds', label: 'Binds', kind: 'number', least: 1, most: 16 },
    help: 'Sessions that one worker keeps open; carriers count them.',
  },
  {
    ...{ ...field, name: 'window', label: 'Window', kind: 'number', least: 1, most: 10_000 },
    help: 'Texts that may be unanswered on one session, as agreed with the carrier.',
  },
  {
    ...{ ...field, name: 'longTexts', label: 'Long texts', kind: 'choice' },
    choices: ['udh8', 'udh16', 'sar', 'payload'],
    help: 'How the carrier wants texts of several parts.',
  },
  {
    ...{ ...field, name: 'defaultAlphabet', label: 'Default alphabet', kind: 'choice' },
    choices: ['gsm7', 'latin1', 'ascii'],
    help: 'What the carrier reads where the coding is 0.',
  },
  {
    ...{ ...field, name: 'systemErrorMeans', label: 'A system error means', kind: 'choice' },
    choices: ['unknown', 'not_accepted'],
    help: 'Whether the carrier may have taken a text that it answers with ESME_RSYSERR.',
  },
];

const classOf: Readonly<Record<StatusClass, ErrorClass | null>> = {
  accepted: null,
  throttled: 'rate',
  retry: 'temporary',
  invalid_destination: 'invalid_number',
  sender: 'sender',
  refused: 'refused',
  auth: 'account',
  bind_state: 'temporary',
  vendor: null,
  unknown: null,
};

export const errors = codeTable(
  ...commandStatuses.flatMap(({ class: given, name, sentence }) => {
    const kind = classOf[given];
    // That a destination is invalid may be said of how it is written as well: then all of them are. Settings name what is certain.
    const facts = kind === 'invalid_number' ? { isDoubtful: true } : {};
    return kind ? [rows(kind, { [name.toLowerCase()]: sentence }, facts)] : [];
  }),
);
