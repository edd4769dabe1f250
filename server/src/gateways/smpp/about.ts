import { commandStatuses, type StatusClass } from '@tidings/smpp';
import type { AccountForm } from '../account-form.ts';
import type { Capabilities } from '../capabilities.ts';
import type { ErrorClass } from '../errors/classes.ts';
import { codeTable, rows } from '../errors/code-table.ts';
import { receiptErrors } from './error-meanings.ts';

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
const writings = ['literal', 'folded', 'hex', 'decimal'];

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
    ...{ ...field, name: 'certificate', label: 'Certificate', kind: 'long_text' },
    help: 'In PEM, where the carrier has signed its own; with TLS alone. Without it the usual authorities count.',
  },
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
    ...{
      ...field,
      name: 'bindAs',
      label: 'Bind as',
      kind: 'choice',
      choices: ['transceiver', 'two_sessions'],
    },
    help: 'Both ways on one session, or a transmitter and a receiver, where the carrier wants that.',
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
    ...{ ...field, name: 'idsInAnswers', label: 'Ids in answers', kind: 'choice', choices: writings },
    help: 'How the carrier writes ids where it accepts texts: as they come, with zeros and case that wander, or as numbers.',
  },
  {
    ...{ ...field, name: 'idsInReceipts', label: 'Ids in receipts', kind: 'choice', choices: writings },
    help: 'How it writes the same ids in receipts; compare one of each.',
  },
  {
    ...{ ...field, name: 'countryCode', label: 'Country code', kind: 'text', pattern: '[1-9][0-9]{0,2}' },
    help: 'Of numbers that the carrier brings without one (type of number 2, or a 0 in front).',
    example: '44',
  },
  {
    ...{ ...field, name: 'extraParameters', label: 'Extra parameters', kind: 'long_text' },
    help: 'Optional parameters of the carrier’s own that go with each text, by tag from 1400 to 3FFF.',
    example: '1400=1101234;1401=1107654',
  },
  {
    ...{ ...field, name: 'optOutErrors', label: 'Errors of people who left', kind: 'text' },
    help: 'What stands after “err:” in receipts for people who have opted out at the carrier, with commas between.',
  },
  {
    ...{ ...field, name: 'invalidNumberErrors', label: 'Errors of numbers that are none', kind: 'text' },
    help: 'What stands after “err:” for numbers that are not in service, with commas between.',
  },
  {
    ...{ ...field, name: 'landlineErrors', label: 'Errors of landlines', kind: 'text' },
    help: 'What stands after “err:” for landlines, with commas between.',
  },
  {
    ...{ ...field, name: 'errorMeanings', label: 'Meanings of other errors', kind: 'long_text' },
    help: 'What else stands after “err:” and why such a text did not arrive, by which alerts count it.',
    example: 'filtered=69,480; unreachable_phone=1',
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
  receiptErrors,
  ...commandStatuses.flatMap(({ class: given, name, sentence }) => {
    const kind = classOf[given];
    // That a destination is invalid may be said of how it is written as well: then all of them are. Settings name what is certain.
    const facts = kind === 'invalid_number' ? { isDoubtful: true } : {};
    return kind ? [rows(kind, { [name.toLowerCase()]: sentence }, facts)] : [];
  }),
);
