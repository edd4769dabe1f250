import { isPlainPurpose } from '@tidings/policy/content';
import { dayAt, instantOf } from '@tidings/policy/zone-time';
import { normaliseReply } from '@tidings/sms';
import { getWorkspace } from '../../accounts/index.ts';
import { loadRulings } from '../../compliance/index.ts';
import { findContactByNumber, getProgram, listSuppressed, type Program } from '../../contacts/index.ts';
import { ensureAnswerRun, queueText, type SingleText, sellingOf } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type Conversation, setQuiet } from '../conversations/conversation.queries.ts';
import type { KeywordListener, SaidAbove } from '../reply-hooks.ts';
import { loadTalk, type TalkOfHour, type UnsettledReply } from '../settle.queries.ts';
import { actOnKeyword, type Done } from './act-on-keyword.ts';
import type { Keyword } from './keyword.ts';
import { countAnswersTo, countUses, insertUse } from './keyword-use.queries.ts';
import { findMachine, quietForMs } from './loop-guard.ts';
import type { Match } from './match-keyword.ts';
import { askIfMeant, writeAnswer } from './write-answer.ts';

/** What came of a reply. */
export type Taken = {
  readonly keywordId: string | null;
  readonly contactId: number | null;
  readonly answerId: number | null;
  readonly marks: readonly string[];
  /** Why a person of the business is asked for; null where none is. */
  readonly asksFor: string | null;
};

/** A reply that keywords look at, with all that is known around it. */
type Case = {
  readonly tx: Tx;
  readonly ctx: Context;
  readonly reply: UnsettledReply;
  readonly now: Date;
  readonly talk: TalkOfHour;
  readonly listeners: readonly KeywordListener[];
};

const hourMs = 60 * 60_000;
// An answer within minutes is part of a talk that the person has begun. After an outage it would be a text out of nowhere,
// perhaps at night; then what they wrote counts and is not answered.
const answersWithinMs = 10 * 60_000;

/** Does what the keyword of a reply is for, and answers once at the most. A machine at the other end is left alone. */
export async function takeForKeywords(
  tx: Tx,
  ctx: Context,
  reply: UnsettledReply,
  match: Match,
  conversation: Conversation,
  listeners: readonly KeywordListener[] = [],
): Promise<Taken> {
  const now = ctx.clock.now();
  const talk = await loadTalk(tx, reply.number, reply.id, new Date(reply.receivedAt.getTime() - hourMs));
  const on: Case = { tx, ctx, reply, now, talk, listeners };
  if (await isMachine(on, conversation)) return { ...nothing(reply), marks: ['machine'] };
  if (match.kind === 'none') return { ...nothing(reply), asksFor: 'reply' };
  if (match.kind === 'reserved')
    return { ...nothing(reply), marks: ['nearly_reserved'], asksFor: 'nearly_reserved' };
  if (match.kind === 'near') return offer(on, match);
  return match.kind === 'default' ? answerByDefault(on, match.keyword) : takeKeyword(on, match);
}

const nothing = (reply: UnsettledReply): Taken => ({
  ...{ keywordId: null, contactId: reply.contactId, answerId: null, marks: [], asksFor: null },
});

/** Says so on the conversation once, and keeps silent for as long as the sign asks for. */
async function isMachine({ tx, reply, now, talk }: Case, conversation: Conversation): Promise<boolean> {
  if (conversation.quietUntil !== null && conversation.quietUntil > now) return true;
  const received = talk.received.map(({ body, at }) => ({
    body,
    agoMs: reply.receivedAt.getTime() - at.getTime(),
  }));
  const sign = findMachine(reply.body, { received, answered: talk.answered.map(({ body }) => body) });
  if (sign === null) return false;
  await setQuiet(tx, conversation.id, new Date(now.getTime() + quietForMs[sign]), sign);
  return true;
}

/** “Did you mean …?”, once an hour: whoever goes on misspelling is not helped by it. */
async function offer(on: Case, { keyword, word }: Extract<Match, { kind: 'near' }>): Promise<Taken> {
  if (on.talk.answered.some(({ reason }) => reason === 'did_you_mean'))
    return { ...nothing(on.reply), asksFor: 'reply' };
  const program = await getProgram(on.tx, keyword.programId);
  const { answerId, marks } = await answer(on, program, askIfMeant(word, program), 'did_you_mean');
  return { ...nothing(on.reply), answerId, marks: ['nearly_keyword', ...marks] };
}

async function answerByDefault(on: Case, keyword: Keyword): Promise<Taken> {
  // A thumb or a heart asks for nothing.
  if (normaliseReply(on.reply.body) === '') return nothing(on.reply);
  const since = new Date(on.now.getTime() - keyword.everyHours * hourMs);
  const isTold = (await countAnswersTo(on.tx, keyword.id, on.reply.number, since)) > 0;
  const said = isTold ? silent : await sayBody(on, keyword, null, false, 'no_keyword');
  await noteUse(on, keyword, isTold ? 'over_limit' : 'done', said.answerId !== null);
  return { ...nothing(on.reply), ...said, keywordId: keyword.id, asksFor: 'reply' };
}

const silent = { answerId: null, marks: [] as string[] };

async function takeKeyword(
  on: Case,
  { keyword, choice }: Extract<Match, { kind: 'keyword' }>,
): Promise<Taken> {
  const base = { ...nothing(on.reply), keywordId: keyword.id };
  if (await isOverLimit(on, keyword)) {
    await noteUse(on, keyword, 'over_limit', false);
    return { ...base, marks: ['over_limit'] };
  }
  const done = await actOnKeyword(on.tx, on.ctx, { keyword, choice, reply: on.reply, now: on.now });
  const said =
    (await tellListeners(on, { keyword, choice }, done)) ?? (await sayDone(on, keyword, choice, done));
  await noteUse(on, keyword, done.outcome, said.answerId !== null);
  const contactId = done.contactId ?? on.reply.contactId;
  return { ...base, ...said, contactId, asksFor: done.asksFor };
}

/** Tells all slices above; null where none of them has words for it. One answer goes out, so the words of the first are said. */
async function tellListeners(
  on: Case,
  { keyword, choice }: Pick<Extract<Match, { kind: 'keyword' }>, 'keyword' | 'choice'>,
  { outcome }: Done,
) {
  const { tx, ctx, reply, now } = on;
  const heard: SaidAbove[] = [];
  for (const listener of on.listeners) {
    const one = await listener(tx, ctx, { keyword, choice, reply, now, outcome });
    if (one !== null) heard.push(one);
  }
  const first = heard.find(({ says }) => says !== null) ?? heard[0];
  if (first === undefined) return null;
  const said =
    first.says === null
      ? silent
      : await answer(on, await getProgram(tx, keyword.programId), first.says, first.reason);
  for (const one of heard) await one.whenOwn?.(one === first ? said.answerId : null);
  return said;
}

async function sayDone(on: Case, keyword: Keyword, choice: string | null, done: Done) {
  if (done.answerId !== undefined) return { ...silent, answerId: done.answerId };
  if (done.says === null) return sayBody(on, keyword, choice, done.outcome === 'again', 'keyword');
  return answer(on, await getProgram(on.tx, keyword.programId), done.says, 'keyword');
}

async function isOverLimit({ tx, reply, now }: Case, keyword: Keyword): Promise<boolean> {
  if (keyword.most !== null && (await countUses(tx, keyword.id)) >= keyword.most) return true;
  if (keyword.perPersonPerDay === null) return false;
  const { timeZone } = await getWorkspace(tx);
  const since = new Date(instantOf(timeZone, dayAt(timeZone, now.getTime()), 0));
  return (await countAnswersTo(tx, keyword.id, reply.number, since)) >= keyword.perPersonPerDay;
}

const noteUse = (
  { tx, reply, now }: Case,
  keyword: Keyword,
  outcome: 'done' | 'again' | 'unclear' | 'over_limit',
  isAnswered: boolean,
) =>
  insertUse(tx, {
    ...{ inboundId: reply.id, keywordId: keyword.id, version: keyword.version, number: reply.number },
    ...{ outcome, isAnswered, usedAt: now },
  });

async function sayBody(
  on: Case,
  keyword: Keyword,
  choice: string | null,
  isAgain: boolean,
  reason: string,
): Promise<{ answerId: number | null; marks: string[] }> {
  const program = await getProgram(on.tx, keyword.programId);
  const { number } = on.reply;
  const contact = (await findContactByNumber(on.tx, number)) ?? null;
  const body = writeAnswer(keyword, program, { number, contact }, { isAgain, choice });
  const mmsId = isAgain ? null : keyword.mmsId;
  if (body !== null) return answer(on, program, body, reason, mmsId);
  // Nothing to say is no failure; words that cannot be written for this person are, and somebody should see it.
  return { answerId: null, marks: keyword.body === null && !isAgain ? [] : ['unwritable'] };
}

/** Answers a reply in the name of a program, as keywords do, for a slice above. */
export const sayInReply = (
  tx: Tx,
  ctx: Context,
  {
    reply,
    program,
    ...said
  }: {
    readonly reply: UnsettledReply;
    readonly program: Program;
    readonly body: string;
    readonly reason: string;
  },
) => answer({ tx, ctx, reply, now: ctx.clock.now() }, program, said.body, said.reason);

/** Queues the one answer, unless it must not or cannot be given; then a mark says why. */
async function answer(
  { tx, ctx, reply, now }: Pick<Case, 'tx' | 'ctx' | 'reply' | 'now'>,
  program: Program,
  body: string,
  reason: string,
  mmsId: string | null = null,
): Promise<{ answerId: number | null; marks: string[] }> {
  const { number, senderId, contactId } = reply;
  if (senderId === null) return { answerId: null, marks: ['not_our_number'] };
  if ((await listSuppressed(tx, program.brandId, [number])).has(number))
    return { answerId: null, marks: ['opted_out'] };
  const leftMs = answersWithinMs - (now.getTime() - reply.receivedAt.getTime());
  if (leftMs <= 0) return { answerId: null, marks: ['late'] };
  const { id: programId, brandId } = program;
  const run = { id: ctx.ids.uuid(), programId, brandId, purpose: 'conversational', senderId };
  const runId = await ensureAnswerRun(tx, run);
  const means = await meansOf(tx, program, body);
  const answerId = await queueText(tx, ctx, {
    ...{ contactId, number, senderId, body, kind: 'auto', ...means, reason, runId, mmsId },
    withinMs: leftMs,
  });
  return { answerId, marks: [] };
}

/**
 * Whoever asks a program of offers for one has asked to be sold something. An answer of any other program is no place for it: it keeps
 * the purpose of its program, dispatch counts it as marketing, and it waits and stops with marketing.
 */
async function meansOf(
  tx: Tx,
  { purpose }: Pick<Program, 'purpose'>,
  body: string,
): Promise<Pick<SingleText, 'purpose' | 'lane'>> {
  const isPlain = isPlainPurpose(purpose) && purpose !== 'conversational';
  if (!isPlain || sellingOf({ purpose, body, isAnswer: true }, []) === null)
    return { purpose: 'conversational', lane: 'conversational' };
  const { cleared } = await loadRulings(tx);
  return sellingOf({ purpose, body, isAnswer: true }, cleared) === null
    ? { purpose: 'conversational', lane: 'conversational' }
    : { purpose, lane: 'marketing' };
}
