/**
 * Slips of the thumb in the words that matter: "stpo", "unsuscribe", "cancle", "stoptexting". Only these few words are
 * corrected; a slip in any other word changes nothing that we act on.
 */

// Words that a slip could turn one of ours into, but that people mean as they write them.
const realWords = new Set(
  (
    'shop step top tops slop stow stoop stoops strop stomp spot stoma atop sop stock stob crop drop slip snip quiet quite quilt suit quid quip quits ' +
    'unit qui quot quint gut remote removed remover removes removal moved move revoked revolve evoke cancels canceled ' +
    'cancelled canal cancer cancun testing text texts tests resting delete deleted deletes elite messages message massages ' +
    'massage passages list lost last lust lists mist fist plead pleas end and send shops steps stopped stops step lease ending vending mending bending lending tending messaged quiz quito nuit stap pease context'
  ).split(' '),
);

const neighbours: Readonly<Record<string, string>> = {
  ...{ q: 'wa', w: 'qes', e: 'wrd', r: 'etf', t: 'ryg', y: 'tuh', u: 'yij', i: 'uok', o: 'ipl', p: 'ol' },
  ...{ a: 'qsz', s: 'awdxz', d: 'sefc', f: 'drgv', g: 'fthb', h: 'gyjn', j: 'hukm', k: 'jiml', l: 'kop' },
  ...{ z: 'asx', x: 'zsdc', c: 'xdfv', v: 'cfgb', b: 'vghn', n: 'bhjm', m: 'njk' },
};

/** The words that are corrected inside sentences, too. */
const corrected = [
  ...[
    'stop',
    'quit',
    'cancel',
    'remove',
    'texting',
    'messages',
    'delete',
    'please',
    'sending',
    'subscription',
  ],
  ...['unsubscribe', 'contact', 'harassing', 'interested', 'suscripcion', 'mensajes', 'permission', 'revoke'],
];

const slips: ReadonlyMap<string, string> = new Map(
  corrected.flatMap((word) =>
    slipsOf(word)
      .filter((slip) => !realWords.has(slip) && !corrected.includes(slip))
      .map((slip) => [slip, word] as const),
  ),
);

/** One letter left out, two swapped, one hit beside, one doubled. */
function slipsOf(word: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < word.length; at++) {
    const [before, letter, after] = [word.slice(0, at), word[at] ?? '', word.slice(at + 1)];
    if (at > 0 || word.length > 4) found.push(before + after);
    if (after !== '') found.push(before + after[0] + letter + after.slice(1));
    found.push(before + letter + letter + after);
    for (const other of neighbours[letter] ?? '') found.push(before + other + after);
  }
  return found;
}

const longestWordCorrected = 24;

/** The word that was meant, or the word itself. */
export function correctSlip(word: string): string {
  if (word.length < 3 || word.length > longestWordCorrected) return word;
  const meant = slips.get(word);
  if (meant !== undefined) return meant;
  if (looksLikeUnsubscribe(word)) return 'unsubscribe';
  return word;
}

// "unsuscribe", "unsubcribe", "unsubsrcibe", "ubsubscribe": nobody can spell it, and nothing else begins like it.
function looksLikeUnsubscribe(word: string): boolean {
  if (word.length < 7 || word.length > 14 || !/^(?:[uoi]n|ub|de|di)/.test(word)) return false;
  if (/^(?:un|de)?subscri(?:be[rd]s?|bing|ption)/.test(word)) return false;
  return /s/.test(word) && /[bvnpg]/.test(word.slice(2)) && isWithin(word, 'unsubscribe', 3);
}

/** Whether one word becomes the other by at most `most` letters left out, put in, changed or swapped with the next. */
export function isWithin(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most) return false;
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const change = one[row - 1] === other[at - 1] ? 0 : 1;
      let cost = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + change);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        cost = Math.min(cost, (before[at - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, last] = [last, next];
  }
  return (last.at(-1) ?? most + 1) <= most;
}

const fuzzyKeywords = [
  'stop',
  'quit',
  'cancel',
  'unsubscribe',
  'remove',
  'revoke',
  'optout',
  'stopall',
  'cancelar',
];

/** The keyword that a message of one word misses by one letter; undefined when it is a word of its own. */
export function nearKeyword(word: string): string | undefined {
  if (word.length < 3 || word.length > 12 || realWords.has(word) || !/^[a-z]+$/.test(word)) return undefined;
  return fuzzyKeywords.find((keyword) => isOneSlip(word, keyword));
}

/** As `isWithin(one, other, 1)`, in one pass: every message of one word asks it of every keyword. */
function isOneSlip(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length);
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < longer && one[start] === other[start]) start++;
  if (start === longer) return true;
  const restIsAlike = (skipOne: number, skipOther: number) =>
    one.slice(start + skipOne) === other.slice(start + skipOther);
  if (one.length > other.length) return restIsAlike(1, 0);
  if (one.length < other.length) return restIsAlike(0, 1);
  const isSwapped = one[start] === other[start + 1] && one[start + 1] === other[start];
  return restIsAlike(1, 1) || (isSwapped && restIsAlike(2, 2));
}

// What people run together when they are in a hurry: "stoptexting", "pleasestop", "takemeoff".
const pieces = new Set(
  'stop texting me please pls plz now it this the texts messages sending remove unsubscribe take off opt out leave alone no more text all my number spam from list delete'.split(
    ' ',
  ),
);
const longestRun = 40;

/** The words of a run, when it is made of ours throughout and asks for something; undefined otherwise. */
export function splitRun(word: string): readonly string[] | undefined {
  if (word.length < 6 || word.length > longestRun || pieces.has(word)) return undefined;
  if (!/stop|remove|unsub|takemeoff|nomore|leaveme|optout|delete/.test(word)) return undefined;
  const ways: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - 11); start < end && ways[end] === undefined; start++) {
      const way = ways[start];
      const piece = word.slice(start, end);
      if (way !== undefined && pieces.has(piece)) ways[end] = [...way, piece];
    }
  }
  return ways[word.length];
}
