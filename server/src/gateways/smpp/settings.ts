import { type DefaultAlphabet, type LongTextWay, npi, type Tlv, ton } from '@tidings/smpp';
import { Invalid } from '../../platform/errors.ts';
import type { GatewaySettings } from '../gateway.ts';
import { type ErrorMeanings, readErrorMeanings } from './error-meanings.ts';
import type { IdWritings } from './ids.ts';
import { readParameters } from './parameters.ts';

/** How one account is reached and what its carrier's SMPP is like. */
export type SmppSettings = {
  host: string;
  port: number;
  isTls: boolean;
  /** The carrier's own certificate in PEM, where nobody signed it whom machines trust; '' for the usual ones. */
  certificate: string;
  /** Both ways on one session, or a session for each way, as some aggregators want it. */
  bindAs: 'transceiver' | 'two_sessions';
  systemId: string;
  systemType: string;
  /** Sessions that one worker keeps open; carriers count them for each system id. */
  binds: number;
  /** Texts that may be unanswered on one session; more is answered with "throttled". */
  window: number;
  longTexts: LongTextWay;
  defaultAlphabet: DefaultAlphabet;
  /** How ids are written in answers and in receipts; they differ at some carriers. */
  ids: IdWritings;
  shortCode: { ton: number; npi: number };
  /** Of numbers that the carrier brings without one, such as `1` or `44`; '' where it brings none so. */
  countryCode: string;
  /** Optional parameters in which our reference and tag travel, where the carrier has some for them. */
  referenceTlv: number | null;
  tagTlv: number | null;
  /** Optional parameters that go with each text as they are, such as the ids that India's operators want. */
  parameters: readonly Tlv[];
  /** What ESME_RSYSERR says of the text: some carriers answer it for texts that they took. */
  systemErrorMeans: 'unknown' | 'not_accepted';
  /** Numbers of the carrier's own by which it says that the person has opted out there. */
  optOutStatuses: readonly number[];
  /** Errors of the carrier's own by which its receipts say the same, as they stand after `err:`. */
  optOutErrors: readonly string[];
  /** By which its receipts say that the number is none or not in service, and that it is a landline. */
  invalidNumberErrors: readonly string[];
  landlineErrors: readonly string[];
  /** What other errors of the carrier's own mean, for reports and alerts. */
  errorMeanings: ErrorMeanings;
};

const preset = {
  isTls: false,
  certificate: '',
  bindAs: 'transceiver',
  systemType: '',
  binds: 1,
  // What most carriers allow without asking; a wider one is agreed with them.
  window: 50,
  longTexts: 'udh16',
  defaultAlphabet: 'gsm7',
  shortCode: { ton: ton.networkSpecific, npi: npi.unknown },
  countryCode: '',
  referenceTlv: null,
  tagTlv: null,
  parameters: [],
  systemErrorMeans: 'unknown',
  optOutStatuses: [],
  optOutErrors: [],
  invalidNumberErrors: [],
  landlineErrors: [],
  errorMeanings: new Map(),
} satisfies Partial<SmppSettings>;

/** Reads the settings of a gateway row; what is left out is what most carriers want. */
export function readSmppSettings(given: GatewaySettings): SmppSettings {
  const {
    idsInAnswers = 'literal',
    idsInReceipts = 'literal',
    extraParameters,
    errorMeanings,
  } = given as Entered;
  const settings = {
    ...preset,
    ids: { response: idsInAnswers, receipt: idsInReceipts },
    ...(given as Partial<SmppSettings>),
    ...readLists(given as Entered),
    ...(extraParameters !== undefined && { parameters: readParameters(extraParameters) }),
    ...(errorMeanings !== undefined && { errorMeanings: readErrorMeanings(errorMeanings) }),
  } as SmppSettings;
  const { host, port, systemId, binds, window, countryCode } = settings;
  if (typeof host !== 'string' || host === '') throw badSetting('host', 'the name or address of the carrier');
  if (!isWhole(port, 1, 65_535)) throw badSetting('port', 'a port from 1 to 65535');
  if (typeof systemId !== 'string' || systemId === '' || systemId.length > 15)
    throw badSetting('systemId', 'the system id of the account, up to 15 characters');
  if (!isWhole(binds, 1, 16)) throw badSetting('binds', 'a number of sessions from 1 to 16');
  if (!isWhole(window, 1, 10_000)) throw badSetting('window', 'a number of unanswered texts from 1 to 10000');
  if (!/^([1-9]\d{0,2})?$/.test(countryCode))
    throw badSetting('countryCode', 'a country code of one to three digits, such as 1 or 44');
  return settings;
}

/** What a form has in one line each. */
type Entered = {
  readonly idsInAnswers?: IdWritings['response'];
  readonly idsInReceipts?: IdWritings['receipt'];
  readonly extraParameters?: string;
  readonly optOutErrors?: string | readonly string[];
  readonly invalidNumberErrors?: string | readonly string[];
  readonly landlineErrors?: string | readonly string[];
  readonly errorMeanings?: string;
};

const listed = (entered: string | readonly string[]): readonly string[] =>
  typeof entered === 'string' ? entered.split(/[\s,;]+/).filter((one) => one !== '') : entered;

function readLists({ optOutErrors, invalidNumberErrors, landlineErrors }: Entered): Partial<SmppSettings> {
  return {
    ...(optOutErrors !== undefined && { optOutErrors: listed(optOutErrors) }),
    ...(invalidNumberErrors !== undefined && { invalidNumberErrors: listed(invalidNumberErrors) }),
    ...(landlineErrors !== undefined && { landlineErrors: listed(landlineErrors) }),
  };
}

const isWhole = (value: unknown, least: number, most: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

function badSetting(name: string, wanted: string): Invalid {
  return new Invalid('gateway.bad_setting', `The setting ${name} of the SMPP gateway must be ${wanted}.`);
}
