import { countryOfNumber } from '@tidings/sms/countries';
import type { TraceEntry } from '../decision.ts';
import { isNorthAmerican, kindOfArea } from '../places/index.ts';

export type SenderShape = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

const version = 'senders 1';

/**
 * What a sender is, by its shape alone: three to eight digits are a short code, a number with + and country a long code or
 * toll-free, up to eleven characters with a letter a name. Null for anything else, which no carrier takes.
 */
export function shapeOfSender(sender: string): SenderShape | null {
  if (/^\d{3,8}$/.test(sender)) return 'short_code';
  if (/^\+[1-9]\d{6,14}$/.test(sender))
    return isNorthAmerican(sender) && kindOfArea(sender.slice(2, 5)) === 'toll_free'
      ? 'toll_free'
      : 'long_code';
  return /^[A-Za-z0-9 &_-]{1,11}$/.test(sender) && /[A-Za-z]/.test(sender) && sender.trim() === sender
    ? 'alphanumeric'
    : null;
}

const namesAreRefused: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'GU', 'VI', 'AS', 'MP']);

/**
 * What carriers where the number is ask of a sender of this shape. Whether it is registered there stands in no rule, so what
 * must be on record is said and not judged.
 */
export function senderEntry(shape: SenderShape, to: string): TraceEntry {
  const country = countryOfNumber(to) ?? 'this country';
  const isStrict = namesAreRefused.has(country);
  const entry = (outcome: TraceEntry['outcome'], sentence: string): TraceEntry => ({
    ...{ rule: `sender.${shape}`, version, outcome, sentence },
  });
  if (shape === 'alphanumeric')
    return isStrict
      ? entry('drop', `The sender is a name, and carriers in ${country} take texts from numbers alone.`)
      : entry(
          'allow',
          `The sender is a name: nobody can answer it, so the text must say another way to leave, and ${country} may ask for its registration.`,
        );
  if (shape === 'short_code')
    return entry(
      'allow',
      `The sender is a short code: it reaches the country that it was leased in alone, which must be ${country}.`,
    );
  if (shape === 'toll_free')
    return isStrict
      ? entry('allow', `The sender is toll-free: carriers in ${country} block it until it is verified.`)
      : entry(
          'allow',
          `The sender is toll-free in North America: carriers in ${country} may replace it or not take it.`,
        );
  return country === 'US'
    ? entry(
        'allow',
        'The sender is a long code: carriers in the US block it until its brand and campaign are registered (10DLC).',
      )
    : entry('allow', `The sender is a long code; ${country} may ask for its registration.`);
}
