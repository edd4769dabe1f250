import { isGoods } from './kinds.ts';
import { isName } from './lexicon.ts';
import type { Clauses } from './normalise.ts';
import { senseNamed, senseOf } from './senses.ts';

/**
 * How a wish is built around each word of leaving: who does it, to what, whether it is denied, and in which form. "The bus
 * never stopped for us", "don't stop sending these" and "please stop" share their word and nothing else; here they differ
 * by three numbers, whatever bus or sale is meant.
 */
export interface Deed {
  /** Which sense of leaving: a number of `senses`. */
  readonly act: number;
  readonly subject: number;
  readonly object: number;
  readonly isDenied: boolean;
  readonly form: number;
  /** Which word of the reply it is. */
  readonly at: number;
}

const acts: ReadonlySet<number> = new Set(
  (['stop', 'end', 'cancel', 'remove', 'leave', 'bother', 'away', 'send'] as const).map(senseNamed),
);
const takers = wordSet('take took taken taking get got cross put pull keep opt');
const outward = wordSet('off out');
const furthestOutward = 5; // "Take my name and number off".

const subjects = { none: 1, you: 2, i: 3, they: 4, it: 5, thing: 6, plea: 7, question: 8, to: 9 };
const objects = {
  ...{ none: 1, me: 2, ours: 3, send: 4, goods: 5, it: 6, thing: 7, place: 8, time: 9, them: 10, list: 11 },
};
const subjectOfSense: ReadonlyMap<number, number> = new Map([
  [senseNamed('you'), subjects.you],
  [senseNamed('they'), subjects.they],
  [senseNamed('i'), subjects.i],
  [senseNamed('it'), subjects.it],
  [senseNamed('ask'), subjects.question],
  [senseNamed('fine'), subjects.plea],
  [senseNamed('thanks'), subjects.plea],
  [senseNamed('swear'), subjects.plea],
]);
const objectOfSense: ReadonlyMap<number, number> = new Map([
  [senseNamed('texts'), objects.ours],
  [senseNamed('adverts'), objects.ours],
  [senseNamed('junk'), objects.ours],
  [senseNamed('list'), objects.list],
  [senseNamed('number'), objects.list],
]);
const [sending, bothering, timely, others] = [
  senseNamed('send'),
  senseNamed('bother'),
  senseNamed('time'),
  senseNamed('they'),
];
const removal = senseNamed('remove');

const deniers = wordSet(
  'dont not never didnt doesnt wont cant cannot isnt wasnt shouldnt wouldnt couldnt havent hasnt nor ne no nunca jamas jamais sin without pas tampoco narretez narrete',
);
const fillers = wordSet(
  'please pls just really ever even all also now again already por favor porfa svp stp ya immediately kindly to de a',
);
const pleas = wordSet('please pls kindly porfavor porfa favor svp stp veuillez merci gracias plz');
const placed = wordSet(
  'by in over at on into through near past for en au aux dans sur sous devant chez until till during after before hasta durante',
);
const objectsMe = wordSet('me us myself nos nous moi');
const objectsIt = wordSet(
  'it this that these those them ca cela esto eso estos esas everything todo tout lo les las los',
);
const auxiliaries = wordSet(
  'can could will would should must may might do does did have has had is are was were be been going want need like',
);
const longestObject = 4;
const nearest = 6; // How far before its verb a subject is looked for.

/** The acts of leaving in a reply, in their order; at most `most`, since more than that is repetition. */
export function deedsOf(clauses: Clauses, most: number): Deed[] {
  const found: Deed[] = [];
  let first = 0;
  for (const clause of clauses) {
    for (let at = 0; at < clause.length && found.length < most; at++) {
      const act = actAt(clause, at);
      if (act === 0) continue;
      found.push({
        act,
        subject: subjectOf(clause, at),
        object: objectOf(clause, at),
        isDenied: isDenied(clause, at),
        form: formOf(clause[at] ?? ''),
        at: first + at,
      });
    }
    first += clause.length;
  }
  return found;
}

function actAt(clause: readonly string[], at: number): number {
  const word = clause[at] ?? '';
  if (!takers.has(word)) {
    const own = senseOf(word);
    return acts.has(own) ? own : 0;
  }
  const after = clause.slice(at + 1, at + 1 + furthestOutward);
  return after.some((each) => outward.has(each)) ? removal : 0;
}

function isDenied(clause: readonly string[], at: number): boolean {
  for (let before = Math.max(0, at - 4); before < at; before++) {
    const word = clause[before] ?? '';
    if (deniers.has(word)) return true;
    if (/^n(?:e|arret|enlev|efface|oubli)/.test(word) && word.length > 4) return true;
  }
  return false;
}

function formOf(word: string): number {
  if (/(?:ed|aron|ieron|ado|ido)$/.test(word)) return 2;
  if (/ing$|ando$|iendo$/.test(word)) return 3;
  if (/(?:ar|er|ir)$/.test(word)) return 4;
  return /s$/.test(word) ? 5 : 1;
}

function subjectOf(clause: readonly string[], at: number): number {
  let unnamed = subjects.none;
  for (let before = at - 1; before >= 0 && before >= at - nearest; before--) {
    const word = clause[before] ?? '';
    if (word === 'to' || word === 'de') {
      unnamed = subjects.to;
      continue;
    }
    if (pleas.has(word)) return subjects.plea;
    if (deniers.has(word) || fillers.has(word) || auxiliaries.has(word)) continue;
    const named = subjectOfSense.get(senseOf(word));
    if (named !== undefined) return named;
    if (unnamed !== subjects.none) return unnamed;
    const isBeside = at - before === 1 || auxiliaries.has(clause[before + 1] ?? '');
    return isBeside ? subjects.thing : subjects.none;
  }
  return unnamed;
}

function objectOf(clause: readonly string[], at: number): number {
  let next = at + 1;
  while (next < clause.length && fillers.has(clause[next] ?? '')) next++;
  const word = clause[next] ?? '';
  if (word === '' || pleas.has(word)) return objects.none;
  if (objectsMe.has(word)) return objects.me;
  for (let near = next; near < clause.length && near < next + longestObject; near++) {
    const found = objectNamed(clause[near] ?? '');
    if (found !== undefined) return found;
  }
  if (placed.has(word)) return objects.place;
  if (objectsIt.has(word)) return objects.it;
  const own = senseOf(word);
  if (own === timely) return objects.time;
  return own === others || isName(word) ? objects.them : objects.thing;
}

function objectNamed(word: string): number | undefined {
  const own = senseOf(word);
  const named = objectOfSense.get(own);
  if (named !== undefined) return named;
  if (isGoods(word)) return objects.goods;
  return own === sending || own === bothering ? objects.send : undefined;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
