import type { CarrierReceipt, NumberFault } from '../callback.ts';
import type { SubmitOutcome } from '../outcome.ts';
import { type ErrorClass, type ErrorFacts, errorClasses } from './classes.ts';

/** One code of a carrier's. Facts of its own go before those of its class. */
export type CodeRow = Partial<ErrorFacts> & {
  readonly class: ErrorClass;
  /** What it means, in a sentence of ours: carriers change theirs. */
  readonly says: string;
  /** Of the class `invalid_number`: the number is there, and is a landline's. */
  readonly isLandline?: boolean;
  /** Of the same: it may say as much of the account or the way there as of the number, which is texted again. */
  readonly isDoubtful?: boolean;
};

/** A carrier's codes, as it writes them. */
export type CodeTable = Readonly<Record<string, CodeRow>>;

/** Rows of one class: `rows('funds', { '9': 'The account is empty.' })`. */
export function rows(
  kind: ErrorClass,
  says: Readonly<Record<string, string>>,
  facts: Omit<CodeRow, 'class' | 'says'> = {},
): CodeTable {
  const row = (sentence: string): CodeRow => ({ class: kind, says: sentence, ...facts });
  return Object.fromEntries(Object.entries(says).map(([code, sentence]) => [code, row(sentence)]));
}

/** Puts rows together. A code that stands in two of them is a mistake of whoever wrote them. */
export function codeTable(...pieces: readonly CodeTable[]): CodeTable {
  const whole: Record<string, CodeRow> = {};
  for (const [code, row] of pieces.flatMap((piece) => Object.entries(piece))) {
    if (whole[code]) throw new Error(`The code ${code} has two meanings.`);
    whole[code] = row;
  }
  return whole;
}

export type NormalisedError = ErrorFacts & Pick<CodeRow, 'class' | 'says'>;

/** What a code means in full; null for one that is not known. */
export function explainCode(table: CodeTable, code: string): NormalisedError | null {
  const row = findRow(table, code);
  return row ? { ...errorClasses[row.class], ...row } : null;
}

const findRow = (table: CodeTable, code: string) => (Object.hasOwn(table, code) ? table[code] : undefined);

/** What a code means that one of these kinds of carriers gave, the likeliest first; null where none of them knows it. */
export function classOfCode(
  adapters: readonly { readonly kind: string; readonly errors: CodeTable }[],
  kinds: readonly string[],
  code: string,
): ErrorClass | null {
  for (const kind of kinds) {
    const adapter = adapters.find((one) => one.kind === kind);
    const row = adapter && findRow(adapter.errors, code);
    if (row) return row.class;
  }
  return null;
}

/** Where a code says for certain that the number is to blame: nothing more is sent to it. */
export function faultOfCode(table: CodeTable, code: string | null): { numberFault?: NumberFault } {
  const row = code === null ? undefined : findRow(table, code);
  if (row?.class !== 'invalid_number' || row.isDoubtful) return {};
  return { numberFault: row.isLandline ? 'landline' : 'invalid_number' };
}

// Neither the person nor the words are to blame: the account does not text there, or does not understand our request. What a
// filter or the person refused is never tried elsewhere.
const ofAccount: ReadonlySet<ErrorClass> = new Set<ErrorClass>(['not_allowed', 'bad_request']);

/** Where a code says that it is the account that does not take such a text, so that another account might. */
export function faultOfAccount(table: CodeTable, code: string): { isOfAccount?: true } {
  const row = findRow(table, code);
  return row && ofAccount.has(row.class) ? { isOfAccount: true } : {};
}

// "Slower" or "not now", without a word of how long.
const usualPauseMs = 1_000;
// What has run out for today is not asked for every second.
const dailyPauseMs = 15 * 60_000;

export type Refusal = {
  readonly code: string;
  /** The carrier's own words, if any: they go before ours. */
  readonly sentence?: string | undefined;
  readonly retryAfterMs?: number | undefined;
};

/**
 * What a code means for a text that the carrier, in the very answer to it, says it has not taken. Not for 5xx answers of a
 * carrier that does not promise that nothing was accepted.
 */
export function outcomeOfCode(table: CodeTable, { code, sentence, retryAfterMs }: Refusal): SubmitOutcome {
  const row = findRow(table, code);
  const words = sentence || row?.says || `The carrier refused it with ${code}.`;
  switch (row?.class) {
    case 'opted_out':
      return { kind: 'opted_out', code, sentence: words };
    case 'sender':
    case 'registration':
      return { kind: 'bad_sender', code, sentence: words };
    case 'account':
      return { kind: 'misconfigured', code, sentence: words };
    case 'funds':
      return { kind: 'no_funds', code, sentence: words };
    case 'rate':
    case 'temporary':
      return { kind: 'throttled', retryAfterMs: retryAfterMs ?? usualPauseMs, code, sentence: words };
    case 'daily_cap':
      return { kind: 'throttled', retryAfterMs: retryAfterMs ?? dailyPauseMs, code, sentence: words };
    case 'unconfirmed':
      return { kind: 'unknown', code, sentence: words };
    default:
      return { kind: 'refused', code, sentence: words };
  }
}

// Of these the network or the carrier said no, whatever word the carrier has for it.
const rejected: ReadonlySet<ErrorClass> = new Set<ErrorClass>([
  ...(['opted_out', 'filtered', 'not_allowed', 'sender', 'registration', 'content', 'media'] as const),
]);

type Told = Pick<CarrierReceipt, 'reference' | 'providerId' | 'status'> & {
  readonly code: string | null;
  readonly sentence?: string | null;
};

/** A receipt whose last status is read by its code as well: carriers call "filtered" and "expired" undelivered alike. */
export function receiptOfCode(table: CodeTable, told: Told): CarrierReceipt {
  const { reference, providerId, status } = told;
  if (status === 'sent' || status === 'delivered')
    return { reference, providerId, status, code: null, sentence: null };
  const code = told.code === '' ? null : told.code;
  const row = code === null ? undefined : findRow(table, code);
  const meant = row?.class === 'expired' ? 'expired' : row && rejected.has(row.class) ? 'rejected' : status;
  return {
    ...{ reference, providerId, status: meant, code },
    sentence: told.sentence || row?.says || null,
    ...(row?.class === 'opted_out' && { isOptOut: true }),
  };
}

/** The same codes under another name, of a carrier whose refusals and receipts count from one each. */
export const prefixed = (prefix: string, table: CodeTable): CodeTable =>
  Object.fromEntries(Object.entries(table).map(([code, row]) => [`${prefix}${code}`, row]));
