import { kindOf } from './kinds.ts';
import { isName } from './lexicon.ts';
import type { Clauses } from './normalise.ts';
import { senseOf } from './senses.ts';
import type { Doubt } from './stop-phrases.ts';
import { deedsOf } from './structure.ts';

/** How many buckets features are hashed into: more would not fit into a megabyte of weights, half as many made strangers of words share one. */
export const bucketCount = 1 << 17;

/** What the model looks at: numbers of buckets, and for each the word that it came from (-1 for the reply as a whole). */
export interface Features {
  readonly buckets: readonly number[];
  readonly owners: readonly number[];
}

/** Things about a reply that its words do not tell: punctuation, emoji, rules that matched. */
export type Hint =
  | 'question'
  | 'exclamation'
  | 'stop sign'
  | 'rude sign'
  | 'happy sign'
  | 'link'
  | 'digits'
  | 'stop phrase'
  | 'capital'
  | Doubt
  | 'capitals';

/** Words that at least three sentences of the corpus share; any other word counts as strange, as a name does. */
export type Vocabulary = (hash: number) => boolean;

const firstHash = 0x811c9dc5;
const strange = hashOf('<strange>');
const boundary = hashOf('<clause>');
const prefix = hashOf('<beginning>');
const suffix = hashOf('<end>');
const kindHash = hashOf('<kind>');
const hintHash = hashOf('<hint>');
const mostWords = 120; // A text of ten parts has some 250 words; the wish of a person is in the first hundred.

/** The features of a reply: words, pairs, triples, pairs with a gap, letters within words, and hints. */
export function featuresOf(clauses: Clauses, hints: readonly Hint[], knows: Vocabulary): Features {
  const buckets: number[] = [];
  const owners: number[] = [];
  const add = (hash: number, owner: number) => {
    buckets.push(mix(hash, 0x5bd1e995) & (bucketCount - 1));
    owners.push(owner);
  };
  const words: number[] = [];
  let index = 0;
  for (const clause of clauses) {
    words.push(boundary);
    for (const word of clause) {
      if (index >= mostWords) break;
      const hash = wordHash(word, knows);
      words.push(hash);
      if (hash === strange) addLetters(word, index, add);
      else addEnds(word, index, add);
      index++;
    }
  }
  words.push(boundary);
  addRows(words, add);
  addSenses(clauses, add);
  addKinds(clauses, add);
  addDeeds(clauses, add);
  for (const hint of hints) add(mix(hintHash, hashOf(hint)), -1);
  add(mix(hintHash, Math.min(12, index < 8 ? index : 8 + (index >> 3))), -1);
  return { buckets, owners };
}

function wordHash(word: string, knows: Vocabulary): number {
  if (isName(word)) return strange;
  const hash = hashOf(word);
  return knows(hash) ? hash : strange;
}

function addRows(words: readonly number[], add: (hash: number, owner: number) => void): void {
  let owner = -1;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? boundary;
    if (word !== boundary) {
      owner++;
      add(mix(word, 1), owner);
    }
    const [one, two] = [words[at + 1], words[at + 2]];
    const first = Math.max(0, owner);
    if (one !== undefined) add(mix(mix(word, 2), one), first);
    if (one !== undefined && two !== undefined) {
      add(mix(mix(mix(word, 3), one), two), first);
      add(mix(mix(word, 4), two), first);
    }
  }
}

const senseHash = hashOf('<sense>');
const [edge, name] = [255, 254]; // Of a clause; and what stands for all names. Senses are numbers below.

/** The same rows of words with each word's sense in its place: what is built alike is meant alike. */
function addSenses(clauses: Clauses, add: (hash: number, owner: number) => void): void {
  let index = 0;
  for (const clause of clauses) {
    let [before, last] = [edge, edge];
    for (const word of clause) {
      if (index >= mostWords) return;
      const sense = isName(word) ? name : senseOf(word);
      add(mix(senseHash, sense), index);
      addSensePair(before, last, sense, index, add);
      add(mix(senseHash + 3, (before << 8) | sense), index);
      [before, last] = [last, sense];
      index++;
    }
    addSensePair(before, last, edge, Math.max(0, index - 1), add);
  }
}

function addSensePair(
  before: number,
  last: number,
  sense: number,
  owner: number,
  add: (hash: number, owner: number) => void,
): void {
  add(mix(senseHash + 1, (last << 8) | sense), owner);
  add(mix(senseHash + 2, (before << 16) | (last << 8) | sense), owner);
}

// Which kinds of words there are at all, and which follows which, however far apart. A kind is a number below 32, so a set
// of kinds is one whole number.
function addKinds(clauses: Clauses, add: (hash: number, owner: number) => void): void {
  let present = 0;
  const followers = new Int32Array(32); // By kind, the kinds that came after it; the last place: the first kind of all.
  let last = 31;
  let index = 0;
  for (const clause of clauses) {
    for (const word of clause) {
      if (index++ >= mostWords) break;
      const kind = kindOf(word);
      if (kind === undefined) continue;
      if (kind !== last) followers[last] = (followers[last] ?? 0) | (1 << kind);
      present |= 1 << kind;
      last = kind;
    }
  }
  const all = kindsIn(present);
  for (const one of all) {
    add(mix(kindHash, one), -1);
    for (const other of all) if (other > one) add(mix(kindHash, 64 + 32 * one + other), -1);
    for (const next of kindsIn(followers[one] ?? 0)) add(mix(kindHash, 2048 + 32 * one + next), -1);
  }
  for (const first of kindsIn(followers[31] ?? 0)) add(mix(kindHash, 2048 + 32 * 31 + first), -1);
  add(mix(mix(kindHash, 1), present), -1);
}

const deedHash = hashOf('<deed>');
const mostDeeds = 6;

function addDeeds(clauses: Clauses, add: (hash: number, owner: number) => void): void {
  for (const { act, subject, object, isDenied, form, at } of deedsOf(clauses, mostDeeds)) {
    const denied = isDenied ? 1 : 0;
    add(mix(deedHash, (act << 8) | object), at);
    add(mix(deedHash + 1, (act << 8) | (subject << 1) | denied), at);
    add(mix(deedHash + 2, (object << 8) | (subject << 1) | denied), at);
    add(mix(deedHash + 3, (act << 16) | (object << 8) | (subject << 1) | denied), at);
    add(mix(deedHash + 4, (object << 8) | (form << 1) | denied), at);
    add(mix(deedHash + 5, (act << 16) | (form << 8) | (subject << 1) | denied), at);
  }
}

function kindsIn(present: number): number[] {
  const found: number[] = [];
  for (let rest = present; rest !== 0; rest &= rest - 1) found.push(31 - Math.clz32(rest & -rest));
  return found;
}

/** How a known word begins and ends: most forms of a word share the one, forms of one tense the other. */
function addEnds(word: string, owner: number, add: (hash: number, owner: number) => void): void {
  const { length } = word;
  if (length < 4) return;
  let hash = firstHash;
  for (let at = 0; at < 5 && at < length - 1; at++) {
    hash = addedHash(hash, word.charCodeAt(at));
    if (at >= 2) add(mix(prefix, hash), owner);
  }
  hash = firstHash;
  for (let at = length - 3; at < length; at++) hash = addedHash(hash, word.charCodeAt(at));
  add(mix(suffix, hash), owner);
}

const longestWordLetters = 24;

function addLetters(word: string, owner: number, add: (hash: number, owner: number) => void): void {
  if (isName(word)) return;
  const letters = `^${word.slice(0, longestWordLetters)}$`;
  for (let start = 0; start < letters.length; start++) {
    let hash = 7;
    for (let end = start; end < Math.min(letters.length, start + 5); end++) {
      hash = mix(hash, letters.charCodeAt(end));
      // Only how it begins and ends: what is in its middle says little of a word that nobody has seen.
      if (end - start >= 2 && (start === 0 || end === letters.length - 1)) add(hash, owner);
    }
  }
}

function addedHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** A number of 32 bits for a word (FNV-1a over UTF-16 units). Signed, as small whole numbers are, which cost no memory. */
export function hashOf(word: string): number {
  let hash = firstHash;
  for (let at = 0; at < word.length; at++) hash = addedHash(hash, word.charCodeAt(at));
  return hash | 0;
}

/** Joins two numbers into one, as MurmurHash3 ends. */
function mix(one: number, other: number): number {
  let hash = Math.imul(one ^ (other + 0x9e3779b9), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
