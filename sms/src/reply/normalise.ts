/** A reply made comparable: the words of each clause, lower case, without accents, emoji or punctuation. */
export type Clauses = readonly (readonly string[])[];

// Ten parts of a text. No keyword or request to stop needs more, and what is never read cannot slow us down.
const longestReplyRead = 1600;

/** The part of a reply that is looked at at all. */
export function readablePart(text: string): string {
  return text.trimStart().slice(0, longestReplyRead);
}

/**
 * Brings a reply to the form that words are compared in: compatibility forms folded (full-width, bold, circled
 * letters), lower case, accents dropped, emoji and zero-width characters out, spaced or dotted letters joined
 * (S T O P), digits that stand for letters turned back (st0p), stretched letters shortened (stooop).
 */
export function toClauses(readable: string): Clauses {
  if (isAscii(readable)) return clausesOfAscii(readable);
  // One code point can unfold into eighteen letters, so what comes out is cut again.
  const compatible = readable.normalize('NFKC').slice(0, longestReplyRead);
  const folded = withoutTitles(withoutSignature(compatible.toLowerCase()));
  const plain = folded
    .normalize('NFD')
    .replace(invisible, '')
    .replace(dollarSign, 's')
    .replace(numberSign, ' number ');
  return joinSpelledWords(plain)
    .split(clauseEnd)
    .map((clause) =>
      clause
        .split(wordEnd)
        .filter((word) => word !== '')
        .map(plainWord),
    )
    .filter((clause) => clause.length > 0);
}

/** Whether a text is of plain English letters and signs throughout: most are, and need no unfolding of letters. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7e) return false;
  return true;
}

/** As `toClauses`, for plain letters: patterns without Unicode are three times as fast. */
function clausesOfAscii(readable: string): Clauses {
  const folded = withoutTitles(withoutSignature(readable.toLowerCase()));
  const plain = folded
    .replace(/['`]+/g, '')
    .replace(/\$(?=[a-z])/g, 's')
    .replace(/(?<=[a-z] ?)#(?![a-z0-9#])/g, ' number ');
  const clauses: string[][] = [];
  for (const written of joinSpelledAscii(plain).split(clauseEnd)) {
    const words = written.match(/[a-z0-9]+/g);
    if (words) clauses.push(words.map((word) => (isPlain(word) ? word : plainWord(word))));
  }
  return clauses;
}

function joinSpelledAscii(text: string): string {
  return text.replace(/(?<![a-z0-9])[a-z](?:[ .\-_*]{1,3}[a-z](?![a-z0-9])){2,}/g, (letters) =>
    letters.replace(/[ .\-_*]+/g, ''),
  );
}

/** Letters alone, none three times in a row: nothing that `plainWord` would change. */
function isPlain(word: string): boolean {
  let [last, before] = [0, 0];
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    if (unit < 0x61 || (unit === last && unit === before)) return false;
    before = last;
    last = unit;
  }
  return true;
}

// Every pattern here is linear: one character class, or classes that cannot match the same character twice over.
const invisible = /[\p{M}\p{Cf}'’‘`´]+/gu;
const dollarSign = /\$(?=\p{L})/gu; // "$top"
const numberSign = /(?<=\p{L} ?)#(?![\p{L}\p{N}#])/gu; // "wrong #", "my #"
const clauseEnd = /[.!?,;:¡¿()\n\r]+/;
const wordEnd = /[^\p{L}\p{N}]+/u;
const spelledWord = /(?<![\p{L}\p{N}])\p{L}(?:[ .\-_*]{1,3}\p{L}(?![\p{L}\p{N}])){2,}/gu;

/** s t o p, s.t.o.p and s-t-o-p become one word before dots can part clauses. */
function joinSpelledWords(text: string): string {
  return text.replace(spelledWord, (letters) => letters.replace(/[ .\-_*]+/g, ''));
}

// Phones add it below whatever their owner writes.
function withoutSignature(text: string): string {
  const at = text.lastIndexOf('sent from my ');
  return at > 0 ? text.slice(0, at) : text;
}

// The full stop after a title ends no clause: "remove Mr. Ortiz from the waitlist" is one.
function withoutTitles(text: string): string {
  if (!text.includes('. ')) return text;
  return text.replace(/(?<![a-z])(mr|mrs|ms|dr|sr|sra|srta|mme|prof|st|ste|apt|ave)\. /g, '$1 ');
}

// A letter of one alphabet that looks like one of another: who writes "ЅТОР" wants to be read, or to be clever.
const lookAlikes: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    в: 'b',
    с: 'c',
    е: 'e',
    н: 'h',
    і: 'i',
    ј: 'j',
    к: 'k',
    м: 'm',
    о: 'o',
    р: 'p',
    ѕ: 's',
    т: 't',
    у: 'y',
    х: 'x',
  },
  ...{
    α: 'a',
    β: 'b',
    ε: 'e',
    ι: 'i',
    κ: 'k',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    π: 'p',
    σ: 's',
  },
};

/** A word whose strange letters all look like ours; a word of another language keeps its own. */
function withLatinLetters(word: string): string {
  if (!/[\u0370-\u04ff]/.test(word)) return word;
  const letters = [...word].map((letter) => lookAlikes[letter] ?? letter).join('');
  return /^[a-z0-9]+$/.test(letters) ? letters : word;
}

function plainWord(written: string): string {
  const word = withLatinLetters(written);
  const letters = /\p{L}/u.test(word)
    ? word.replace(/[0153]/g, (digit) => ({ 0: 'o', 1: 'i', 5: 's', 3: 'e' })[digit] ?? digit)
    : word;
  return letters.replaceAll('ı', 'i').replace(/(\p{L})\1{2,}/gu, '$1');
}

/** Longer quotations are our own words coming back, and must not be searched for the person's wish. */
export function withoutQuotations(readable: string): string {
  return readable.replace(/["“„«][^"“”„«»]{12,}["”»]/g, ' ');
}

const reactionVerbs = [
  'liked',
  'loved',
  'laughed at',
  'emphasized',
  'emphasised',
  'disliked',
  'questioned',
  'me gusta',
  'no me gusta',
  'le gusto',
  'no le gusto',
  'le encanto',
  'me encanto',
  'le dio risa',
  'le hizo gracia',
  'enfatizo',
  'destaco',
  'pregunto por',
  'a aime',
  'na pas aime',
  'a adore',
  'a ri de',
  'a ri a',
  'a souligne',
  'sest interroge sur',
  'removed a like from',
  'removed a heart from',
];

/**
 * Whether a text is a tap on a bubble that the phone has put into words (Liked “…”, 👍 to “…”): it quotes our text,
 * STOP line and all, and asks for nothing.
 */
export function isReaction(readable: string): boolean {
  const open = readable.search(/["“„«]/);
  if (open < 1 || open > 60) return false;
  const before = readable.slice(0, open).normalize('NFD').replace(invisible, '').trim().toLowerCase();
  if (/^(?:reacted )?[^\p{L}\p{N}]{1,20}to$/u.test(before)) return true;
  return reactionVerbs.some((verb) => before === verb || before.endsWith(` ${verb}`));
}
