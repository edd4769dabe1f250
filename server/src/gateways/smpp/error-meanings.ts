import type { NetworkError } from '@tidings/smpp';
import { Invalid } from '../../platform/errors.ts';
import type { ErrorClass } from '../errors/classes.ts';
import { type CodeTable, codeTable, rows } from '../errors/code-table.ts';

/**
 * Why a text did not arrive, by a receipt. What stands after `err:` is of a table that each carrier has of its own, so an account says what
 * its carrier means; the parameter network_error_code may carry the GSM network's own word, which is the same everywhere (3GPP TS 29.002, 17.7.7).
 *
 * ```
 * id:0A1B sub:001 dlvrd:000 … stat:UNDELIV err:069 text:     and “filtered=69” in the account      → filtered
 * id:0A1B … stat:UNDELIV err:001, network_error_code 03 00 1B                                        → gsm_27, absent subscriber
 * ```
 */

/** What an account can say of an error; the words under which reports and alerts have it from then on. */
const meanings = {
  unreachable_phone: 'By the carrier’s table, the phone was off or out of reach.',
  filtered: 'By the carrier’s table, a filter took it for spam.',
  sender: 'By the carrier’s table, the number that sends may not.',
  registration: 'By the carrier’s table, the number that sends lacks a registration.',
  content: 'By the carrier’s table, the words cannot go as they are.',
  not_allowed: 'By the carrier’s table, the account or the network does not text there.',
  funds: 'By the carrier’s table, the account there is empty.',
  rate: 'By the carrier’s table, it came too fast.',
  daily_cap: 'By the carrier’s table, the number has sent as much as it may today.',
  temporary: 'By the carrier’s table, trouble that passes.',
  // A receipt that gives no error has this one for its state, by nobody's table.
  expired: 'Its time was over.',
  refused: 'By the carrier’s table, the network refused it.',
} as const satisfies Partial<Record<ErrorClass, string>>;

type Meaning = keyof typeof meanings;

/** By the error as it stands after `err:`, without zeros in front. */
export type ErrorMeanings = ReadonlyMap<string, Meaning>;

const isMeaning = (word: string): word is Meaning => Object.hasOwn(meanings, word);

// `069` and `69` are the same error: the specification gives the field three characters, and not everybody fills them.
const bare = (err: string): string =>
  err
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/, '');

/** Reads `filtered=69,480; unreachable_phone=1`. */
export function readErrorMeanings(entered: string): ErrorMeanings {
  const found = new Map<string, Meaning>();
  for (const piece of entered.split(';')) {
    if (piece.trim() === '') continue;
    const [word = '', errors = '', ...more] = piece.split('=').map((one) => one.trim());
    const listed = errors.split(/[\s,]+/).filter((one) => one !== '');
    if (!isMeaning(word)) throw unreadable(`“${short(word)}” is no word for what an error means.`);
    if (listed.length === 0 || more.length > 0)
      throw unreadable(`“${short(piece)}” does not say which errors it is of.`);
    for (const err of listed) {
      if ((found.get(bare(err)) ?? word) !== word)
        throw unreadable(`The error ${short(err)} stands there with two meanings.`);
      found.set(bare(err), word);
    }
  }
  return found;
}

const short = (entered: string): string => entered.trim().slice(0, 60);

const unreadable = (why: string): Invalid =>
  new Invalid(
    'gateway.bad_setting',
    `${why} Write such as filtered=69,480; unreachable_phone=1 with these words: ${Object.keys(meanings).join(', ')}.`,
  );

const gsmNetwork = 3;
// Whether a number is in service is not concluded from these: networks give the first two for people who are abroad as well.
const doubtful = { isDoubtful: true } as const;
const gsmErrors: CodeTable = codeTable(
  rows(
    'invalid_number',
    {
      gsm_1: 'The network knows no such subscriber.',
      gsm_5: 'The network does not know where the subscriber is registered.',
      gsm_9: 'The network does not serve the subscriber.',
    },
    doubtful,
  ),
  rows('unreachable_phone', {
    gsm_6: 'The phone was off or out of reach.',
    gsm_27: 'The phone was off or out of reach.',
    gsm_31: 'The phone was busy with other texts.',
    gsm_32: 'The phone could not take it; its memory may be full.',
    gsm_33: 'Too much waits for this phone already.',
  }),
  rows('not_allowed', {
    gsm_11: 'The subscriber has no texts in the contract.',
    gsm_13: 'The subscriber, or the network for them, bars texts.',
    gsm_21: 'The network where the phone is takes no texts.',
  }),
  rows('temporary', { gsm_34: 'The network has failed; it passes.' }),
);

/** What receipts' codes mean that are the same for every carrier, for the table of this gateway. */
export const receiptErrors: CodeTable = codeTable(
  ...Object.entries(meanings).map(([word, says]) => rows(word as Meaning, { [word]: says })),
  gsmErrors,
  // Of a receipt that gives no error these states say all there is.
  rows('refused', {
    rejectd: 'The carrier reports it as rejected.',
    deleted: 'The carrier reports it as deleted.',
  }),
);

type Failed = {
  readonly err: string | null;
  readonly stat: string | null;
  readonly networkError: NetworkError | null;
};

/** The code of a text that did not arrive: what the account says of its error, else the network's own word, else what came. */
export function codeOfFailure({ err, stat, networkError }: Failed, known: ErrorMeanings): string | null {
  const meant = err === null ? undefined : known.get(bare(err));
  if (meant) return meant;
  const gsm = networkError?.network === gsmNetwork ? `gsm_${networkError.code}` : '';
  if (Object.hasOwn(gsmErrors, gsm)) return gsm;
  return err?.toLowerCase() ?? stat?.toLowerCase() ?? null;
}
