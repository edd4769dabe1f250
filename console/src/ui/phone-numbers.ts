/**
 * Numbers as people read them: national for the workspace's own country, grouped and international for the rest.
 * Only for showing; what is copied or sent is always E.164. Validity is decided on the server.
 */
const northAmerica: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'GU', 'VI', 'AS', 'MP']);

export function formatNumber(e164: string, ownCountry = ''): string {
  const nanp = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  if (nanp) {
    const [, area, exchange, line] = nanp;
    return northAmerica.has(ownCountry) ? `(${area}) ${exchange}-${line}` : `+1 ${area}-${exchange}-${line}`;
  }
  if (!/^\+\d{7,15}$/.test(e164)) return e164;
  const code = callingCode(e164.slice(1));
  return `+${code} ${inGroups(e164.slice(1 + code.length))}`;
}

// Calling codes have one digit (1, 7), two (this list) or three (all others): the plan of ITU-T E.164.
const twoDigitCodes: ReadonlySet<string> = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

function callingCode(digits: string): string {
  if (digits.startsWith('1') || digits.startsWith('7')) return digits.slice(0, 1);
  return twoDigitCodes.has(digits.slice(0, 2)) ? digits.slice(0, 2) : digits.slice(0, 3);
}

// Four digits first and then threes reads well for most plans, and no group of one is left over.
function inGroups(digits: string): string {
  if (digits.length <= 4) return digits;
  const rest = digits.slice(4).match(/\d{3}(?=\d{2})|\d{1,4}/g) ?? [];
  return [digits.slice(0, 4), ...rest].join(' ');
}
