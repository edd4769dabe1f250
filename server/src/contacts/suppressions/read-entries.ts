import { isCountryCode, parseNumber } from '@tidings/sms/numbers';

/** An entry that could not be taken, by its place from 1, with what to do about it. */
export type Unreadable = { readonly line: number; readonly entry: string; readonly why: string };

export type ReadEntries = {
  /** Each once, in the order they came. */
  readonly entries: readonly string[];
  readonly unreadable: readonly Unreadable[];
};

/** Numbers as people write them, into E.164. What is no number keeps nobody else from being taken. */
export function readNumbers(texts: readonly string[], country: string): ReadEntries {
  const defaultCountry = isCountryCode(country) ? country : undefined;
  return readEach(texts, (text) => {
    const parsed = parseNumber(text, { defaultCountry });
    return parsed.ok ? { entry: parsed.e164 } : { why: parsed.sentence };
  });
}

/** SHA-256 of an E.164 number with its +, as 64 hex digits; capitals are read as small letters. */
export function readHashes(texts: readonly string[]): ReadEntries {
  return readEach(texts, (text) => {
    const entry = text.trim().toLowerCase();
    if (/^[0-9a-f]{64}$/.test(entry)) return { entry };
    return { why: 'A hash is the SHA-256 of a number in E.164 with its +, as 64 hex digits.' };
  });
}

function readEach(
  texts: readonly string[],
  read: (text: string) => { readonly entry: string } | { readonly why: string },
): ReadEntries {
  const entries = new Set<string>();
  const unreadable: Unreadable[] = [];
  texts.forEach((text, at) => {
    const one = read(text);
    if ('entry' in one) entries.add(one.entry);
    else unreadable.push({ line: at + 1, entry: text, why: one.why });
  });
  return { entries: [...entries], unreadable };
}
