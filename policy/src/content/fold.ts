/** A text made comparable: lower case, no accents, Latin look-alikes as what they look like, nothing invisible. */
export interface Folded {
  readonly text: string;
  /** Where in the original the folded character at this index begins. */
  start(index: number): number;
  /** Where in the original the folded character at this index ends. */
  end(index: number): number;
}

/** Characters that take no room. Joiners of emoji and of Arabic and Indic scripts are judged by their neighbours in `evasion.ts`. */
export const invisible =
  /\u00ad|\u034f|\u061c|\u115f|\u1160|\u17b4|\u17b5|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u206a-\u206f]|\ufe0f|\ufeff/u;

// Cyrillic and Greek letters that a reader takes for Latin ones.
const lookAlikes = new Map<string, string>(
  Object.entries({
    ...{
      а: 'a',
      в: 'b',
      е: 'e',
      ё: 'e',
      з: '3',
      и: 'u',
      к: 'k',
      м: 'm',
      н: 'h',
      о: 'o',
      р: 'p',
      с: 'c',
      т: 't',
    },
    ...{ у: 'y', х: 'x', ѕ: 's', і: 'i', ї: 'i', ј: 'j', һ: 'h', ԁ: 'd', ԛ: 'q', ԝ: 'w', ѵ: 'v', ӏ: 'l' },
    ...{
      α: 'a',
      β: 'b',
      γ: 'y',
      ε: 'e',
      η: 'n',
      ι: 'i',
      κ: 'k',
      ν: 'v',
      ο: 'o',
      ρ: 'p',
      τ: 't',
      υ: 'u',
      χ: 'x',
      ω: 'w',
    },
    ...{
      ı: 'i',
      ł: 'l',
      ø: 'o',
      đ: 'd',
      ß: 'ss',
      æ: 'ae',
      œ: 'oe',
      '’': "'",
      '‘': "'",
      '“': '"',
      '”': '"',
      '«': '"',
      '»': '"',
    },
    ...{ '–': '-', '—': '-', '‐': '-', '‑': '-', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ' },
  }),
);

const isPlain = (text: string): boolean => /^[\n\r\t\x20-\x7e]*$/.test(text);

export function fold(text: string): Folded {
  if (isPlain(text)) return { text: text.toLowerCase(), start: (at) => at, end: (at) => at + 1 };
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const plain = invisible.test(character) ? '' : plainOf(character);
    for (let unit = 0; unit < plain.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded += plain;
    at += character.length;
  }
  const last = text.length;
  return { text: folded, start: (index) => starts[index] ?? last, end: (index) => ends[index] ?? last };
}

/** The same, where only the text is wanted. */
export const foldText = (text: string): string => fold(text).text;

function plainOf(character: string): string {
  const lower = character.toLowerCase();
  const known = lookAlikes.get(lower);
  if (known !== undefined) return known;
  return lower < '\x7f' ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}
