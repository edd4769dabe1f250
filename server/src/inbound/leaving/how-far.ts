import type { OpenProgram } from '../../contacts/index.ts';
import type { TakenReply } from '../inbound.queries.ts';

/** How far the policy of that day lets a STOP reach, and whether it asks. */
export type Reach = { readonly scope: 'brand_all' | 'program'; readonly isClarifying: boolean };

/** What is known beside a reply: what its number has joined, and which programs text from the number it was sent to. */
export type Around = {
  readonly open: readonly OpenProgram[];
  readonly ofSender: ReadonlySet<string>;
};

/**
 * The programs that a STOP ends, where it ends less than its brands; null where it ends all of them. Less only by the very
 * keyword: whoever writes in words of their own, or says "all", means everything. Nothing is asked where less is ended, and
 * where something is asked everything has ended, because no answer means all. Pure.
 */
export function programsMeant(
  reply: Pick<TakenReply, 'intent' | 'matchedBy' | 'word' | 'from' | 'brands'>,
  { scope, isClarifying }: Reach,
  { open, ofSender }: Around,
): readonly OpenProgram[] | null {
  if (scope === 'brand_all' || isClarifying) return null;
  if (reply.intent !== 'stop' || reply.matchedBy !== 'keyword' || saysAll(reply.word)) return null;
  const joined = joinedOf(reply, open);
  const meant = joined.filter(({ programId }) => ofSender.has(programId));
  return meant.length > 0 && meant.length < joined.length ? meant : null;
}

// "stop all", "stopall", "parar todo", "tout arrêter" and their like.
const saysAll = (word: string | null) => word === null || /all|todo|tout|tudo|alles|everything/.test(word);

// More would make a long text of a short one; then silence means all, as it always does.
const mostAsked = 5;

/** The programs by which to ask whether all was meant; none where there is nothing to choose. Pure. */
export function programsToAsk(
  reply: Pick<TakenReply, 'intent' | 'from' | 'brands'>,
  { isClarifying }: Reach,
  { open }: Pick<Around, 'open'>,
): readonly OpenProgram[] {
  if (!isClarifying || reply.intent !== 'stop') return [];
  const joined = joinedOf(reply, open);
  return joined.length > 1 && joined.length <= mostAsked ? joined : [];
}

const joinedOf = ({ from, brands }: Pick<TakenReply, 'from' | 'brands'>, open: readonly OpenProgram[]) =>
  open.filter(({ number, brandId }) => number === from && brands.some(({ id }) => id === brandId));

/**
 * Which of the programs that were asked about a reply names, by their numbers or one by its name; null where it is no answer.
 * "KEEP 1 and 3", "2", "Order news". Pure.
 */
export function readAnswer(body: string, names: readonly string[]): readonly number[] | null {
  const text = plain(body);
  const named = names.findIndex((name) => plain(name) === text || `keep ${plain(name)}` === text);
  if (named >= 0) return [named];
  if (!/^(keep )?\d( (and |& )?\d)*$/.test(text)) return null;
  const places = [...new Set(text.match(/\d/g)?.map((digit) => Number(digit) - 1))];
  return places.every((place) => place >= 0 && place < names.length) ? places : null;
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();
