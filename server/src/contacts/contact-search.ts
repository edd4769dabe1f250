import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';

/** What somebody typed into the search box, understood. */
export type ContactSearch =
  | { readonly kind: 'all' }
  /** Numbers that begin with one of these, `+` first. */
  | { readonly kind: 'number'; readonly prefixes: readonly string[] }
  /** Each word begins the first name, the last name or the e-mail address; lower case. */
  | { readonly kind: 'words'; readonly words: readonly string[] };

const mostWords = 5;

/** Digits are the beginning of a number, with or without the country's code; anything else is the beginning of names. */
export function readContactSearch(text: string | undefined, country: string): ContactSearch {
  const wanted = text?.normalize('NFC').trim() ?? '';
  if (wanted === '') return { kind: 'all' };
  const digits = wanted.replace(/\D/g, '');
  if (digits.length > 0 && /^[+\d\s().\-/]+$/.test(wanted))
    return { kind: 'number', prefixes: prefixesOf(wanted, digits, country) };
  return { kind: 'words', words: wanted.toLowerCase().split(/\s+/).slice(0, mostWords) };
}

function prefixesOf(wanted: string, digits: string, country: string): string[] {
  if (wanted.startsWith('+')) return [`+${digits}`];
  const callingCode = isSupportedCountry(country) ? getCountryCallingCode(country) : '';
  // Nationally written numbers often open with a 0 that the international form does not have.
  const national = `+${callingCode}${digits.replace(/^0/, '')}`;
  return [...new Set([national, `+${digits}`])];
}

/** The numbers from `from` up to and without `before` are those that begin with the prefix. */
export function rangeOfPrefix(prefix: string): { from: string; before: string | null } {
  const body = prefix.replace(/9+$/, '');
  const last = Number(body.at(-1));
  // `+999…` has no successor: everything from there on begins with it or is no number.
  return {
    from: prefix,
    before: Number.isInteger(last) && body !== '+' ? `${body.slice(0, -1)}${last + 1}` : null,
  };
}
