import {
  type CountryCode,
  isCountryCode,
  type NumberRefusal,
  type PhoneNumberOfPerson,
  parseNumbers,
} from '@tidings/sms/numbers';
import { countryCode } from '../values/places.ts';
import type { Lanes, RowPlan } from './row-plan.ts';

export type RowNumber =
  | {
      readonly ok: true;
      readonly number: PhoneNumberOfPerson;
      readonly others: readonly string[];
      readonly addressCountry: CountryCode | null;
    }
  | NumberRefusal;

/**
 * The number of a row. A row is one person, however many numbers it holds: the first that a phone can be texted at is
 * theirs, and the rest are kept beside it. Making a person of each would text the same human twice.
 */
export function readNumber(cells: readonly string[], lanes: Lanes, plan: RowPlan): RowNumber {
  const addressCountry = readCountry(cells, lanes);
  const country = addressCountry ?? plan.defaultCountry ?? undefined;
  const valid: PhoneNumberOfPerson[] = [];
  let refusal: NumberRefusal | undefined;
  for (const index of lanes.numbers) {
    const cell = cells[index] ?? '';
    if (cell === '' && refusal) continue;
    for (const parsed of parseNumbers(cell, { defaultCountry: country })) {
      if (parsed.ok) valid.push(parsed);
      else if (!refusal || refusal.code === 'number.missing') refusal = parsed;
    }
  }
  const number = valid.find((one) => one.line !== 'landline') ?? valid[0];
  if (!number)
    return refusal ?? { ok: false, code: 'number.missing', sentence: 'Write a phone number; there is none.' };
  return { ok: true, number, others: valid.length > 1 ? othersOf(valid, number) : nothing, addressCountry };
}

const nothing: readonly string[] = [];

function othersOf(valid: readonly PhoneNumberOfPerson[], own: PhoneNumberOfPerson): string[] {
  return [...new Set(valid.map((one) => one.e164))].filter((e164) => e164 !== own.e164);
}

function readCountry(cells: readonly string[], lanes: Lanes): CountryCode | null {
  const cell = lanes.country < 0 ? '' : (cells[lanes.country] ?? '');
  const code = cell === '' ? undefined : countryCode(cell);
  return code !== undefined && isCountryCode(code) ? code : null;
}
