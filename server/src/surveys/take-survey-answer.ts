import { normaliseReply } from '@tidings/sms';
import { addTags, ensureContact, getProgram } from '../contacts/index.ts';
import {
  type KeywordListener,
  languageToAnswer,
  type ReplyTaker,
  type TakenAbove,
} from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Language } from '../platform/pages/languages.ts';
import { nextPlace, readAnswer, wordsOf } from './question.ts';
import {
  countDone,
  endSessions,
  ensureSession,
  insertAnswer,
  lockAsked,
  restartSession,
  saveAsked,
} from './session.queries.ts';
import { findSurvey, findSurveyOfKeyword } from './survey.queries.ts';
import { closedBecause, dueAfter, inNameOf, type Session, type Survey } from './survey.ts';
import { sayOfSurvey } from './survey-words.ts';

// Asked a third time nobody answers better; a person reads what they wrote.
const mostTries = 2;

/**
 * Reads what somebody answers to an open question, before keywords do. What is no answer to it yields to a keyword that is sent
 * whole; else the question is asked again, twice, and then a person is asked for.
 */
export const takeSurveyAnswer: ReplyTaker = async (tx, ctx, reply) => {
  if (reply.intent !== 'other' && reply.intent !== 'confirm') return null;
  const session = await lockAsked(tx, reply.number, ctx.clock.now());
  const survey = session && (await findSurvey(tx, session.surveyId));
  if (!session || !survey || closedBecause(survey, ctx.clock.now()) !== null) return null;
  const question = survey.questions[session.question];
  if (!question) return null;
  const base = { programId: survey.programId, reason: 'survey', asksFor: null } as const;
  const language = await languageToAnswer(tx, reply);
  if (readAnswer(question, reply.body) !== null) {
    const says = await takeAnswer(tx, ctx, survey, session, {
      body: reply.body,
      at: reply.receivedAt,
      contactId: reply.contactId,
      language,
    });
    return { ...base, says };
  }
  // A YES is how people confirm that they join; here it answered nothing.
  if (reply.intent === 'confirm') return null;
  const { brandName } = await getProgram(tx, survey.programId);
  return misunderstood(tx, ctx, survey, session, {
    ...base,
    says: inNameOf(brandName, wordsOf(question, language)),
  });
};

/** Counts as a try only where no keyword takes the reply. */
function misunderstood(
  tx: Tx,
  ctx: Context,
  survey: Survey,
  session: Session,
  taken: TakenAbove,
): TakenAbove {
  const now = ctx.clock.now();
  const tries = session.tries + 1;
  if (tries > mostTries)
    return {
      ...taken,
      ...{ says: null, asksFor: 'reply', isWeak: true },
      whenOwn: () => endSessions(tx, [{ id: session.id, state: 'handed' }], now),
    };
  const { id, question, reminded } = session;
  const asked = {
    id,
    question,
    tries,
    reminded,
    at: now,
    ...dueAfter(survey, session, now),
    messageId: null,
  };
  return { ...taken, isWeak: true, whenOwn: () => saveAsked(tx, [asked]) };
}

/** Keeps an answer and goes on. Returns what is said next. */
async function takeAnswer(
  tx: Tx,
  ctx: Context,
  survey: Survey,
  session: Session,
  given: {
    readonly body: string;
    readonly at: Date;
    readonly contactId: number | null;
    readonly language: Language;
  },
): Promise<string> {
  const question = survey.questions[session.question];
  const answer = question && readAnswer(question, given.body);
  if (!question || !answer) throw new Error('An answer that was read is one.');
  await insertAnswer(tx, session, { ...answer, question: question.key, at: given.at });
  const { brandName } = await getProgram(tx, survey.programId);
  const place = nextPlace(survey.questions, session.question, answer);
  const next = place === null ? undefined : survey.questions[place];
  const now = ctx.clock.now();
  if (place === null || !next) {
    await endSessions(tx, [{ id: session.id, state: 'done' }], now);
    await tagWhoAnswered(tx, ctx, survey, session.number, given.contactId);
    return inNameOf(brandName, survey.thanks);
  }
  const asking = { id: session.id, question: place, tries: 0, reminded: session.reminded };
  await saveAsked(tx, [{ ...asking, at: now, ...dueAfter(survey, session, now), messageId: null }]);
  return inNameOf(brandName, wordsOf(next, given.language));
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
  const begun = session.state === 'queued' ? session : await restart(tx, session, now);
  const [first] = survey.questions;
  if (!first) return null;
  const rest = choice ?? restOf(reply.body, keyword.words);
  if (rest !== '' && readAnswer(first, rest) !== null)
    return say(
      await takeAnswer(tx, ctx, survey, begun, {
        body: rest,
        at: reply.receivedAt,
        contactId: reply.contactId,
        language,
      }),
    );
  const asking = { id: begun.id, question: 0, tries: 0, reminded: 0 };
  await saveAsked(tx, [{ ...asking, at: now, ...dueAfter(survey, begun, now), messageId: null }]);
  return say(wordsOf(first, language));
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
