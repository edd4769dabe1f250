import { type Address, numberOf, ton } from '@tidings/smpp';
import { parseNumber } from '@tidings/sms/numbers';
import { e164Of } from '../numbers.ts';

/**
 * A number as contacts, consents and senders have it, whatever type of number the carrier gives it: many bring what people write
 * with type 0, and a STOP that is kept under another writing of the number stops nothing. Short codes and names stay as they are.
 *
 * @param countryCode of numbers that the carrier writes without one, such as `1` or `44`; '' where it writes none so
 */
export function e164OfAddress(address: Address, countryCode: string): string {
  const word = address.addr.trim();
  if (address.ton === ton.alphanumeric) return word;
  const national = nationalOf(address.ton, word, countryCode);
  if (national !== null) return `+${countryCode}${national}`;
  // Which country's it is nobody can say, and digits of another's would be somebody else's number.
  if (address.ton === ton.national && !/^(\+|00)/.test(word)) return word;
  const number = e164Of(word);
  return number.startsWith('+') ? number : numberOf(address);
}

const shortestNational = 7;

/** The digits of a national number without the 0 or 1 that is dialled before it at home; null for what is no such number. */
function nationalOf(type: number, word: string, countryCode: string): string | null {
  if (countryCode === '' || !/^\d+$/.test(word) || word.startsWith('00')) return null;
  const isDialledAtHome = word.startsWith('0');
  if (type === ton.international && !isDialledAtHome) return null;
  const digits = word.replace(/^0/, '');
  // In North America all numbers have ten digits, so these say themselves whether the country code stands before them.
  if (countryCode === '1') return /^1?([2-9]\d{9})$/.exec(digits)?.[1] ?? null;
  const isNational = type === ton.national || isDialledAtHome;
  if (!isNational || digits.length < shortestNational) return null;
  return !isDialledAtHome && isWhole(digits, countryCode) ? digits.slice(countryCode.length) : digits;
}

/** Some carriers write the country code and give the type of a number without one. It is whole where that alone makes a number of it. */
const isWhole = (digits: string, countryCode: string): boolean =>
  digits.startsWith(countryCode) &&
  !parseNumber(`+${countryCode}${digits}`).ok &&
  parseNumber(`+${digits}`).ok;
