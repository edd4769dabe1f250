import { countryOfNumber } from '@tidings/sms/countries';
import { type Batch, going } from '../chunk.ts';
import { drop } from '../verdict.ts';

/**
 * A text goes to the countries that the workspace allows and nowhere else: fraud looks for dear destinations. Told by the
 * number's first digits, without a question to anybody. Answers to people who wrote to us go wherever they wrote from.
 */
export function dropOutsideCountries(batch: Batch): void {
  if (!batch.run) return;
  const allowed = new Set(batch.countries);
  for (const text of going(batch)) {
    if (text.mayHaveLeft) continue;
    const country = countryOfNumber(text.number);
    if (country === null || !allowed.has(country))
      text.verdict = drop('country.not_allowed', sentenceFor(country));
  }
}

const names = new Intl.DisplayNames('en', { type: 'region' });

const sentenceFor = (country: string | null) =>
  country === null
    ? 'The number belongs to no country, so it is none that this workspace texts.'
    : `The number belongs to ${names.of(country) ?? country}, which is not among the countries that this workspace texts.`;
