/** Why a written number is not one we can text. The sentence says what to do, for the error file of an import. */
export interface NumberRefusal {
  readonly ok: false;
  readonly code: NumberRefusalCode;
  readonly sentence: string;
}

export type NumberRefusalCode =
  | 'number.missing'
  | 'number.not_a_number'
  | 'number.is_email'
  | 'number.has_letters'
  | 'number.spreadsheet_damage'
  | 'number.several'
  | 'number.too_short'
  | 'number.too_long'
  | 'number.no_area_code'
  | 'number.no_country'
  | 'number.not_in_service'
  | 'number.cannot_receive_texts';

export function refuse(code: NumberRefusalCode, sentence: string): NumberRefusal {
  return { ok: false, code, sentence };
}

export const refusals = {
  missing: refuse('number.missing', 'Write a phone number; there is none.'),
  notANumber: refuse('number.not_a_number', 'Write a phone number in its place; this is none.'),
  isEmail: refuse('number.is_email', 'Write a phone number in its place; this is an e-mail address.'),
  hasLetters: refuse('number.has_letters', 'Write the number in digits only; this holds letters.'),
  several: refuse('number.several', 'Write one number; this holds several.'),
  tooShort: refuse(
    'number.too_short',
    'Write the whole number with its area code; this is too short to be one.',
  ),
  shortCode: refuse(
    'number.too_short',
    "Write a person's whole number; this is too short, and may be a short code.",
  ),
  tooLong: refuse(
    'number.too_long',
    'Write one whole number; this has too many digits, and a foreign one needs + and its country code in front.',
  ),
  noAreaCode: refuse(
    'number.no_area_code',
    'Write the area code before the number; without it the same digits exist all over the country.',
  ),
  noCountry: refuse(
    'number.no_country',
    'Write + and the country code before the number, or set a default country.',
  ),
  notInService: refuse(
    'number.not_in_service',
    'Check the digits; no country has given out a number like this.',
  ),
  notOurKind: refuse(
    'number.cannot_receive_texts',
    "Write a person's own number; lines of this kind cannot receive texts.",
  ),
} as const;

export function refuseDamage(shown: string): NumberRefusal {
  const sentence = `Format the column as text and export it again; a spreadsheet destroyed the last digits of this number (${shown}).`;
  return refuse('number.spreadsheet_damage', sentence);
}

const tollFree: ReadonlySet<string> = new Set([
  '800',
  '822',
  '833',
  '844',
  '855',
  '866',
  '877',
  '880',
  '881',
  '882',
  '883',
  '884',
  '885',
  '886',
  '887',
  '888',
  '889',
]);

/**
 * Why a number of the North American plan cannot belong to a person with a phone, by its area code.
 *
 * @param national ten digits
 */
export function refuseByAreaCode(national: string): NumberRefusal | undefined {
  const area = national.slice(0, 3);
  const why = areaReason(area);
  if (why) return refuse('number.cannot_receive_texts', `Write a person's own number; ${area} ${why}.`);
  if (national.endsWith('5551212')) {
    return refuse(
      'number.cannot_receive_texts',
      "Write a person's own number; 555-1212 is directory assistance.",
    );
  }
  return undefined;
}

function areaReason(area: string): string | undefined {
  if (area === '900') return 'numbers are premium-rate lines';
  if (tollFree.has(area)) return 'numbers are toll-free lines of companies';
  if (area.endsWith('11')) return 'is a service code, as 911 is for emergencies, and no area code';
  if (area === '555') return 'is no area code';
  if (area === '600' || area === '700' || area === '710') return 'numbers are not lines of people';
  const isPersonal = /^5(?:00|2[1-9]|3[23]|44|66|77|88)$/.test(area) || /^6(?:22|33|44|55|77|88)$/.test(area);
  return isPersonal ? 'numbers are not tied to a place and are not reached by texts' : undefined;
}
