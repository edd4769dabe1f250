/**
 * Our table of characters that look like a GSM-7 character to a reader. Word processors and phones put most of them in
 * unasked: curly quotes, long dashes, the one-character ellipsis, no-break spaces, invisible direction marks.
 */
export interface LookAlike {
  /** What a person calls it, with its article: "a curly double quotation mark". */
  readonly name: string;
  /** GSM-7 text that says the same; empty when the character shows nothing. */
  readonly replacement: string;
  /** Used directly after a digit, where the plain replacement would change a number: 1½ is "1 1/2", never "11/2". */
  readonly afterDigit?: string;
}

type Group = readonly [characters: string, replacement: string, name: string];

const groups: readonly Group[] = [
  ['“”„‟❝❞〝〞', '"', 'a curly double quotation mark'],
  ['«»', '"', 'an angle quotation mark'],
  ['″‶', '"', 'a double prime mark'],
  ['‘’‚‛❛❜ʻʼʽ', "'", 'a curly single quotation mark'],
  ['′‵ʹˈ', "'", 'a prime mark'],
  ['`´ˊˋ', "'", 'a free-standing accent used as a quotation mark'],
  ['‹', '<', 'a single angle quotation mark'],
  ['›', '>', 'a single angle quotation mark'],
  ['‐‑', '-', 'a special hyphen'],
  ['‒–—―⸺', '-', 'a long dash'],
  ['−', '-', 'a minus sign'],
  ['•●▪◦‣⁃∙', '-', 'a bullet'],
  ['·‧・', '.', 'a middle dot'],
  ['…', '...', 'an ellipsis in one character'],
  ['⁄∕÷', '/', 'a division sign'],
  ['×✕✖', 'x', 'a multiplication sign'],
  ['±', '+/-', 'a plus-minus sign'],
  ['≤', '<=', 'a less-or-equal sign'],
  ['≥', '>=', 'a greater-or-equal sign'],
  ['≠', '!=', 'a not-equal sign'],
  ['≈∼', '~', 'an approximation sign'],
  ['→⇒➔➜➡', '->', 'an arrow'],
  ['←⇐', '<-', 'an arrow'],
  ['¢', 'c', 'a cent sign'],
  ['µμ', 'u', 'a micro sign'],
  ['©', '(c)', 'a copyright sign'],
  ['®', '(R)', 'a registered sign'],
  ['™', '(TM)', 'a trademark sign'],
  ['℠', '(SM)', 'a service mark'],
  ['№', 'No.', 'a number sign'],
  ['¦', '|', 'a broken bar'],
  ['、', ',', 'an East Asian comma'],
  ['。', '.', 'an East Asian full stop'],
  ['「」『』', '"', 'an East Asian quotation mark'],
  [
    '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v',
    ' ',
    'a special space',
  ],
  ['\u0085\u2028\u2029', '\n', 'a special line break'],
  ['\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad', '', 'an invisible joiner'],
  [
    '\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069',
    '',
    'an invisible direction mark',
  ],
  ['\ufe0e\ufe0f', '', 'an invisible style mark'],
];

// Letters that no decomposition reduces to a GSM-7 letter. Readers notice the change, so it is offered, never assumed.
const plainLetters: readonly (readonly [string, string])[] = [
  ['Œ', 'OE'],
  ['œ', 'oe'],
  ['Ł', 'L'],
  ['ł', 'l'],
  ['Đ', 'D'],
  ['đ', 'd'],
  ['Ð', 'D'],
  ['ð', 'd'],
  ['Þ', 'Th'],
  ['þ', 'th'],
  ['Ħ', 'H'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ſ', 's'],
];

const lookAlikes = buildLookAlikes();
const letters = new Map(plainLetters);

function buildLookAlikes(): ReadonlyMap<string, LookAlike> {
  const table = new Map<string, LookAlike>();
  for (const [characters, replacement, name] of groups) {
    for (const character of characters) table.set(character, { name, replacement });
  }
  const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
  for (let digit = 0; digit <= 9; digit++) {
    const name = 'a superscript digit';
    table.set(superscripts.charAt(digit), { name, replacement: `${digit}`, afterDigit: `^${digit}` });
  }
  const circled = '①②③④⑤⑥⑦⑧⑨';
  for (let digit = 1; digit <= 9; digit++) {
    table.set(circled.charAt(digit - 1), { name: 'a circled digit', replacement: `(${digit})` });
  }
  for (let code = 0; code < 0xa0; code++) {
    const isControl = code < 0x20 || code > 0x7e;
    const isUseful = code === 0x0a || code === 0x0c || code === 0x0d;
    const character = String.fromCharCode(code);
    if (!isControl || isUseful || table.has(character)) continue;
    table.set(character, { name: 'an invisible control character', replacement: '' });
  }
  return table;
}

/** The look-alike of one character, from the table or from its compatibility form (full-width, ligature, bold, fraction). */
export function findLookAlike(character: string): LookAlike | undefined {
  const known = lookAlikes.get(character);
  if (known) return known;
  const compatible = character.normalize('NFKC');
  if (compatible === character) return undefined;
  const replacement = plainSpelling(compatible);
  if (replacement.includes('/')) return { name: 'a fraction', replacement, afterDigit: ` ${replacement}` };
  return { name: 'a decorated form of a plain character', replacement };
}

// A compatibility form may itself hold a look-alike: ½ becomes 1, fraction slash, 2.
function plainSpelling(compatible: string): string {
  let plain = '';
  for (const character of compatible) plain += lookAlikes.get(character)?.replacement ?? character;
  return plain;
}

/** The letter without its accent (í → i, ł → l), or undefined when the character is not an accented letter. */
export function findPlainLetter(character: string): string | undefined {
  const listed = letters.get(character);
  if (listed) return listed;
  const base = character.normalize('NFD').replace(/\p{M}+/gu, '');
  return base === '' || base === character ? undefined : base;
}
