import { getProgram, type Program } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Act } from './keywords/act.ts';
import type { UnsettledReply } from './settle.queries.ts';

/** What a slice above has made of a reply. */
export type TakenAbove = {
  /** In whose name it is answered. */
  readonly programId: string;
  /** The answer; null for none. */
  readonly says: string | null;
  /** What the carrier and the record know the answer by. */
  readonly reason: ReasonAbove;
  /** Why a person of the business is asked for; null where none is. */
  readonly asksFor: string | null;
  /** Which keyword goes first: any, where it makes no sense of the reply; one that is sent whole and alone, where it takes any words. */
  readonly yieldsTo?: 'any' | 'whole';
  /** What it puts down once it is certain that the reply is its own and no keyword's: with the answer that was queued, null where it could not be. */
  readonly whenOwn?: (answerId: number | null) => Promise<void>;
};

/** What is said of a keyword that was taken, and what is put down with that. */
export type SaidAbove = Pick<TakenAbove, 'says' | 'reason' | 'whenOwn'>;

export type ReasonAbove = 'emergency' | 'survey' | 'contest' | 'referral';

/** Looks at a reply before keywords do, and after the rules: a STOP or a START never gets here. Null where it means nothing to it. */
export type ReplyTaker = (tx: Tx, ctx: Context, reply: UnsettledReply) => Promise<TakenAbove | null>;

/** A keyword that was taken, and what came of it. */
export type KeywordTaken = Act & { readonly outcome: 'done' | 'again' | 'unclear' };

/**
 * Hears of each keyword that was taken, in the transaction that takes it. What it says is said in place of the keyword's own words; where
 * several have words, what the first of them says.
 */
export type KeywordListener = (tx: Tx, ctx: Context, taken: KeywordTaken) => Promise<SaidAbove | null>;

/** Slices above that replies concern; the list of them is kept where everybody is known. */
export type ReplyHooks = {
  readonly takers: readonly ReplyTaker[];
  readonly listeners: readonly KeywordListener[];
  /** Those of the takers who take a reply also hours later, once a person has judged it: what was asked meanwhile is not answered by it. */
  readonly ofJudged: readonly ReplyTaker[];
};

export const noHooks: ReplyHooks = { takers: [], listeners: [], ofJudged: [] };

/** The rules have had these already; what they did stands, whoever the reply is for besides. */
const ofTheRules: ReadonlySet<UnsettledReply['intent']> = new Set(['stop', 'start', 'wrong_number']);

/** The first slice above that the reply means something to, and the program in whose name it is answered. */
export async function takeAbove(
  tx: Tx,
  ctx: Context,
  reply: UnsettledReply,
  takers: readonly ReplyTaker[],
): Promise<{ readonly taken: TakenAbove; readonly program: Program } | null> {
  if (ofTheRules.has(reply.intent)) return null;
  for (const take of takers) {
    const taken = await take(tx, ctx, reply);
    if (taken !== null) return { taken, program: await getProgram(tx, taken.programId) };
  }
  return null;
}
