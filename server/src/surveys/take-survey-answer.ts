import { normaliseReply } from '@tidings/sms';
import { addTags, ensureContact, getProgram } from '../contacts/index.ts';
import {
  findBrandOfReply,
  type KeywordListener,
  languageToAnswer,
  type ReplyTaker,
  type SaidAbove,
  type TakenAbove,
  type UnsettledReply,
} from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Language } from '../platform/pages/languages.ts';
import { type Answer, nextPlace, readAnswer, wordsOf } from './question.ts';
import {
  countDone,
  endSessions,
  ensureSession,
  insertAnswer,
  lockAsked,
  queueQuestion,
  restartSession,
  saveAsked,
} from './session.queries.ts';
import { findSurvey, findSurveyOfKeyword } from './survey.queries.ts';
import { closedBecause, dueAfter, inNameOf, type Session, type Survey } from './survey.ts';
import { sayOfSurvey } from './survey-words.ts';

// Asked a third time nobody answers better; a person reads what they wrote.
const mostTries = 2;

/**
 * Reads what somebody answers to an open question, before keywords do. What is no answer to it yields to a keyword; else the question
 * is asked again, twice, and then a person is asked for. Where any words are an answer, a keyword that is sent alone goes first.
 */
export const takeSurveyAnswer: ReplyTaker = async (tx, ctx, reply) => {
  if (reply.intent !== 'other' && reply.intent !== 'confirm') return null;
  const session = await findOpen(tx, reply, ctx.clock.now());
  const survey = session && (await findSurvey(tx, session.surveyId));
  if (!session || !survey || closedBecause(survey, ctx.clock.now()) !== null) return null;
  const question = survey.questions[session.question];
  if (!question) return null;
  const base = { programId: survey.programId, reason: 'survey', asksFor: null } as const;
  const language = await languageToAnswer(tx, reply);
  const answer = readAnswer(question, reply.body);
  if (answer !== null) {
    const said = await answerOf(tx, ctx, survey, session, { answer, reply, language });
    return { ...base, ...said, ...(question.kind === 'text' && { yieldsTo: 'whole' as const }) };
  }
  // A YES is how people confirm that they join; here it answered nothing.
  if (reply.intent === 'confirm') return null;
  const { brandName } = await getProgram(tx, survey.programId);
  return misunderstood(tx, ctx, survey, session, {
    ...base,
    says: inNameOf(brandName, wordsOf(question, language)),
  });
};

/** The question that a reply may answer: of the brand that it is for. What people write to another brand of the workspace is no answer to it. */
async function findOpen(tx: Tx, reply: UnsettledReply, now: Date): Promise<Session | null> {
  const asked = await lockAsked(tx, reply.number, now);
  const open = reply.isJudged ? asked.filter((one) => one.lastAskedAt <= reply.receivedAt) : asked;
  if (open.length === 0) return null;
  const brandId = await findBrandOfReply(tx, reply);
  return open.find((one) => one.brandId === brandId) ?? null;
}

/** Counts as a try only where no keyword takes the reply, and where the question could be asked again. */
function misunderstood(
  tx: Tx,
  ctx: Context,
  survey: Survey,
  session: Session,
  taken: TakenAbove,
): TakenAbove {
  const tries = session.tries + 1;
  if (tries > mostTries)
    return {
      ...taken,
      ...{ says: null, asksFor: 'reply', yieldsTo: 'any' },
      whenOwn: () => endSessions(tx, [{ id: session.id, state: 'handed' }], ctx.clock.now()),
    };
  return {
    ...taken,
    yieldsTo: 'any',
    whenOwn: async (answerId) => {
      if (answerId !== null) await noteAsked(tx, ctx, survey, { ...session, tries }, answerId);
    },
  };
}

type Given = {
  readonly answer: Answer;
  readonly reply: Pick<UnsettledReply, 'receivedAt' | 'contactId'>;
  readonly language: Language;
};

/** What is said to an answer, and what is kept with it: the next question is open once it is on its way, and else it is texted. */
async function answerOf(
  tx: Tx,
  ctx: Context,
  survey: Survey,
  session: Session,
  { answer, reply, language }: Given,
): Promise<SaidAbove> {
  const { brandName } = await getProgram(tx, survey.programId);
  const place = nextPlace(survey.questions, session.question, answer);
  const next = place === null ? undefined : survey.questions[place];
  const keep = () => {
    const question = survey.questions[session.question]?.key ?? '';
    return insertAnswer(tx, session, { ...answer, question, at: reply.receivedAt });
  };
  if (place === null || !next)
    return {
      ...{ says: inNameOf(brandName, survey.thanks), reason: 'survey' },
      async whenOwn() {
        await keep();
        await endSessions(tx, [{ id: session.id, state: 'done' }], ctx.clock.now());
        await tagWhoAnswered(tx, ctx, survey, session.number, reply.contactId);
      },
    };
  return {
    ...{ says: inNameOf(brandName, wordsOf(next, language)), reason: 'survey' },
    async whenOwn(answerId) {
      await keep();
      await goOn(tx, ctx, survey, { ...session, question: place, tries: 0 }, answerId);
    },
  };
}

/**
 * Goes on to a question. One that cannot be said in an answer (what they wrote is ten minutes old, or was answered already) is nobody's to
 * answer: it waits in line, and is texted as the first one is.
 */
const goOn = (
  tx: Tx,
  ctx: Context,
  survey: Survey,
  session: Session,
  answerId: number | null,
): Promise<void> =>
  answerId === null ? queueQuestion(tx, session) : noteAsked(tx, ctx, survey, session, answerId);

function noteAsked(tx: Tx, ctx: Context, survey: Survey, session: Session, messageId: number): Promise<void> {
  const now = ctx.clock.now();
  const { id, question, tries, reminded } = session;
  return saveAsked(tx, [
    { id, question, tries, reminded, at: now, ...dueAfter(survey, session, now), messageId },
  ]);
}

/** A tag would say who has answered an anonymous survey, which is no secret, and nothing of what they said. */
async function tagWhoAnswered(
  tx: Tx,
  ctx: Context,
  { tag }: Survey,
  number: string,
  known: number | null,
): Promise<void> {
  if (tag === null) return;
  const contactId = known ?? (await ensureContact(tx, ctx, number));
  if (contactId !== null) await addTags(tx, [tag], [contactId]);
}

/** Begins a survey for whoever sends its keyword; what stands behind the keyword answers the first question at once. */
export const beginByKeyword: KeywordListener = async (tx, ctx, { keyword, reply, choice }) => {
  const survey = await findSurveyOfKeyword(tx, keyword.id);
  if (!survey || survey.state === 'draft') return null;
  const now = ctx.clock.now();
  const { brandName } = await getProgram(tx, survey.programId);
  const say = (words: string) => ({ says: inNameOf(brandName, words), reason: 'survey' as const });
  const closed = closedBecause(survey, now);
  const language = await languageToAnswer(tx, reply);
  if (closed !== null) return say(sayOfSurvey(language, closed));
  if (survey.most !== null && (await countDone(tx, survey.id)) >= survey.most)
    return say(sayOfSurvey(language, 'most'));
  const session = await ensureSession(tx, {
    ...{ surveyId: survey.id, number: reply.number, contactId: reply.contactId, at: now },
  });
  if (session.state === 'done' && survey.counts === 'first') return say(sayOfSurvey(language, 'answered'));
  const isNew = session.state === 'queued' && session.question === 0;
  const begun = isNew ? session : await restart(tx, session, now);
  const [first] = survey.questions;
  if (!first) return null;
  const rest = choice ?? restOf(reply.body, keyword.words);
  const answer = rest === '' ? null : readAnswer(first, rest);
  if (answer !== null) return answerOf(tx, ctx, survey, begun, { answer, reply, language });
  return {
    ...say(wordsOf(first, language)),
    whenOwn: (answerId) => goOn(tx, ctx, survey, begun, answerId),
  };
};

async function restart(tx: Tx, session: Session, now: Date): Promise<Session> {
  await restartSession(tx, session.id, now);
  return { ...session, question: 0, tries: 0, reminded: 0, startedAt: now };
}

/** What stands behind the keyword, in the person’s own spelling. */
export function restOf(body: string, words: readonly string[]): string {
  const tokens = body.trim().split(/\s+/);
  for (let length = tokens.length; length > 0; length -= 1) {
    const head = normaliseReply(tokens.slice(0, length).join(' '));
    if (words.some((word) => normaliseReply(word) === head)) return tokens.slice(length).join(' ');
  }
  return '';
}
