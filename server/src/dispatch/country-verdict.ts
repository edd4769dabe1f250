import { countryOfNumber } from '@tidings/sms/countries';
import { reachRefusal, type Sender } from '../senders/index.ts';

/**
 * A text goes to the countries that the workspace allows and nowhere else: fraud looks for dear destinations. Told by the
 * number's first digits, without a question to anybody. Null where it may go.
 */
export function countryVerdict(
  number: string,
  allowed: ReadonlySet<string>,
): { readonly code: 'country.not_allowed'; readonly sentence: string } | null {
  const country = countryOfNumber(number);
  if (country !== null && allowed.has(country)) return null;
  return { code: 'country.not_allowed', sentence: sentenceFor(country) };
}

/**
 * Whether a number of ours reaches this one at all, by the same digits: a carrier would refuse it, or hand it to nobody. Null where it
 * does.
 */
export function reachVerdict(
  sender: Pick<Sender, 'kind' | 'country'>,
  number: string,
): { readonly code: 'sender.out_of_reach'; readonly sentence: string } | null {
  const sentence = reachRefusal(sender, countryOfNumber(number));
  return sentence === null ? null : { code: 'sender.out_of_reach', sentence };
}

const names = new Intl.DisplayNames('en', { type: 'region' });

const sentenceFor = (country: string | null) =>
  country === null
    ? 'The number belongs to no country, so it is none that this workspace texts.'
    : `The number belongs to ${names.of(country) ?? country}, which is not among the countries that this workspace texts.`;
