import { countParts, readReply } from '@tidings/sms';
import type { Scope } from '../../accounts/index.ts';
import { getProgram, type Program } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { getSender } from '../../senders/index.ts';
import { listKeywords } from './keyword.queries.ts';
import { type Keyword, titleOf } from './keyword.ts';
import { bindKeywords, isOwnWord, type Match, matchKeyword } from './match-keyword.ts';
import { askForChoice, askIfMeant, writeAnswer } from './write-answer.ts';

export type Trial = {
  readonly means: 'rule' | Match['kind'];
  readonly sentence: string;
  readonly keyword: Keyword | null;
  readonly choice: string | null;
  /** What somebody of whom we know nothing would read. */
  readonly answer: string | null;
};

/** What would come of a text to a number of ours, told without anybody sending it. Limits are not asked. */
export async function tryText(
  ctx: Context,
  scope: Scope,
  { body, senderId }: { readonly body: string; readonly senderId: string | null },
): Promise<Trial> {
  const { intent, matchedBy } = readReply(body);
  if (intent !== 'other' && matchedBy !== 'model') return byRule(intent);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    if (senderId !== null) await getSender(tx, senderId);
    const book = bindKeywords(await listKeywords(tx));
    const about = { senderId, at: ctx.clock.now() };
    if (intent !== 'other' && !isOwnWord(body, book, about)) return byRule(intent);
    return trialOf(tx, matchKeyword(body, book, about));
  });
}

const byRule = (intent: string): Trial => ({
  means: 'rule',
  sentence: `The rules take this for ${intent.toUpperCase()}; no keyword is asked.`,
  keyword: null,
  choice: null,
  answer: null,
});

async function trialOf(tx: Tx, match: Match): Promise<Trial> {
  const nothing = { keyword: null, choice: null, answer: null };
  if (match.kind === 'none')
    return { ...nothing, means: 'none', sentence: 'This is no keyword, and there is no default answer.' };
  if (match.kind === 'reserved')
    return {
      ...{ ...nothing, means: 'reserved' },
      sentence: `This is a slip away from ${match.word.toUpperCase()}: it is left to a person and not answered.`,
    };
  const { keyword } = match;
  const program = await getProgram(tx, keyword.programId);
  const choice = match.kind === 'keyword' ? match.choice : null;
  return {
    means: match.kind,
    sentence: sentenceOf(match, keyword),
    keyword,
    choice,
    answer: answerOf(match, program),
  };
}

export function sentenceOf(match: Match, keyword: Keyword): string {
  if (match.kind === 'near') return `This is nearly ${match.word}, which is offered.`;
  if (match.kind === 'default') return 'This is no keyword and gets the default answer.';
  return `This is the keyword ${titleOf(keyword)}.`;
}

function answerOf(match: Extract<Match, { keyword: Keyword }>, program: Program): string | null {
  const stranger = { number: '+12025550100', contact: null };
  if (match.kind === 'near') return askIfMeant(match.word, program);
  const choice = match.kind === 'keyword' ? match.choice : null;
  if (match.keyword.kind === 'vote' && choice === null) return askForChoice(match.keyword, program);
  return writeAnswer(match.keyword, program, stranger, { isAgain: false, choice });
}

export const countOf = (body: string | null) => {
  if (body === null) return null;
  const { parts, alphabet } = countParts(body);
  return { body, parts, alphabet };
};
