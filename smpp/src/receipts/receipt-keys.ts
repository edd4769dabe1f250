/** What the words of a receipt say, each key as it was written; undefined where it is missing. */
export interface ReceiptKeys {
  readonly id?: string;
  readonly sub?: string;
  readonly dlvrd?: string;
  readonly submitDate?: string;
  readonly doneDate?: string;
  readonly stat?: string;
  readonly err?: string;
  readonly text?: string;
}

type Key = keyof ReceiptKeys;

const keysByWord: Readonly<Record<string, Key>> = {
  id: 'id',
  sub: 'sub',
  dlvrd: 'dlvrd',
  submitdate: 'submitDate',
  donedate: 'doneDate',
  stat: 'stat',
  err: 'err',
  text: 'text',
};

// A key stands at the beginning or after something that is not part of a word; no carrier writes more than one blank in it.
const keyPattern = /(?<![\p{L}\p{N}_-])(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text)[ ]?:/giu;

const longestReceipt = 2_000; // Octets in a receipt's text are below 200; nobody makes us search more than this.

/**
 * Finds the keys of a receipt (SMPP 3.4, appendix B), in any order and case, with or without the blank in `submit date`. The
 * first occurrence of a key counts. What comes after `text:` is what somebody wrote and is not searched, unless neither an id
 * nor a state came before it: some carriers put the text first.
 */
export function readReceiptKeys(words: string): ReceiptKeys {
  return readUsualReceipt(words) ?? searchReceiptKeys(words);
}

/** The form of the specification, which most carriers keep to, in one look; null for every other. */
function readUsualReceipt(words: string): ReceiptKeys | null {
  const found = usualReceipt.exec(words);
  if (!found) return null;
  const [, id = '', sub = '', dlvrd = '', submitDate = '', doneDate = '', stat = '', err = '', text = ''] =
    found;
  return { id, sub, dlvrd, submitDate, doneDate, stat, err, text: text.trim() };
}

// No two neighbours can take the same character, so there is one way to match and no way back.
const usualReceipt =
  /^id:([^\s\0,;|:]+) sub:(\d+) dlvrd:(\d+) submit date:(\d+) done date:(\d+) stat:([^\s\0,;|:]+) err:([^\s\0,;|:]+) text:([^\0]{0,500})/i;

/** The long way, for all others. Exported for the test that holds the short one to it. */
export function searchReceiptKeys(words: string): ReceiptKeys {
  const text = words.slice(0, longestReceipt);
  const marks: { key: Key; from: number; to: number }[] = [];
  const seen = new Set<Key>();
  let isTextLast = false;
  for (const match of text.matchAll(keyPattern)) {
    const key = keysByWord[(match[1] as string).toLowerCase().replace(/[ _]/, '')] as Key;
    if (seen.has(key)) continue;
    if (seen.has('text') && isTextLast) break;
    if (key === 'text') isTextLast = seen.has('id') || seen.has('stat');
    seen.add(key);
    marks.push({ key, from: match.index, to: match.index + match[0].length });
  }
  const found: { -readonly [One in Key]?: string } = {};
  marks.forEach(({ key, to }, index) => {
    const value = text.slice(to, marks[index + 1]?.from);
    found[key] = key === 'text' ? trimText(value) : firstWordOf(value);
  });
  return found;
}

/** Ids, states and dates have no blanks; what follows one, and a comma between two keys, belongs to nothing. */
function firstWordOf(value: string): string {
  return /[^\s\0]+/.exec(value)?.[0]?.replace(/[,;|]+$/, '') ?? '';
}

/** Some carriers cut the text in the middle of a character and leave a NUL, or worse, behind it. */
function trimText(value: string): string {
  const end = value.indexOf('\0');
  return value.slice(0, end < 0 ? undefined : end).trim();
}
