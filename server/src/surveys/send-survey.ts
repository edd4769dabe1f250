import { recordAudit, type Scope, systemScope } from '../accounts/index.ts';
import {
  type AudienceChoice,
  countAudience,
  loadKnownNames,
  requireKnown,
  resolveChoice,
} from '../audiences/index.ts';
import { findApprovalPolicy, isApprovalNeeded } from '../campaigns/index.ts';
import { getProgram } from '../contacts/index.ts';
import { languagesOf } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs/index.ts';
import type { Language } from '../platform/pages/languages.ts';
import { acceptTexts, openTemplates, type TextWish } from '../texts/index.ts';
import { countFromLeaving } from './count-from-leaving.ts';
import { wordsOf } from './question.ts';
import { closeWithin, lockOrRefuse } from './save-survey.ts';
import {
  type Asking,
  endSessions,
  listQueuedSurveys,
  lockDue,
  queueSessions,
  saveAsked,
  takeQueued,
} from './session.queries.ts';
import { findSurvey, listOver, lockSurvey } from './survey.queries.ts';
import { closedBecause, dueAfter, inNameOf, type Session, type Survey } from './survey.ts';
import { sayOfSurvey } from './survey-words.ts';

export const sendTask = 'surveys.send';

/** Texts the first question to everybody of the choice who was never asked. Returns how many that is. */
export async function sendSurvey(
  ctx: Context,
  scope: Scope,
  id: string,
  choice: AudienceChoice,
): Promise<number> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const survey = await lockOrRefuse(tx, id);
    const now = ctx.clock.now();
    const closed = closedBecause(survey, now);
    if (closed !== null) throw new Conflict('survey.not_open', sayOfSurvey('en', closed));
    if (survey.invitation === null)
      throw new Conflict(
        'survey.no_invitation',
        'This survey has no invitation, so it begins by its keyword only.',
      );
    requireKnown(choice, await loadKnownNames(tx, choice));
    const resolved = await resolveChoice(tx, choice, now);
    const { purpose } = await getProgram(tx, survey.programId);
    if (
      isApprovalNeeded(await findApprovalPolicy(tx), { people: await countAudience(tx, resolved), purpose })
    )
      throw new Conflict(
        'survey.needs_approval',
        'Texts to so many people need an approval here. Send a campaign that asks people to reply with the keyword of the survey: campaigns are approved.',
      );
    const people = await queueSessions(tx, id, resolved, now);
    await enqueueSending(tx, id);
    await recordAudit(tx, scope, { act: 'survey.sent', object: publicId('svy', id), after: { people } });
    return people;
  });
}

const enqueueSending = (tx: Tx, id: string): Promise<void> =>
  enqueue(tx, sendTask, { workspaceId: tx.workspaceId, id }, { key: `${sendTask}:${id}` });

const peopleAtOnce = 500;

/** The first question comes after the invitation; a later one, that could not be asked in an answer, in the name of the brand. */
function questionByText(
  { invitation, questions }: Survey,
  brandName: string,
  place: number,
  language: Language,
): string {
  const question = questions[place];
  if (!question) throw new Error('A session is at a question of its survey.');
  const words = wordsOf(question, language);
  return place === 0 && invitation !== null ? `${invitation} ${words}` : inNameOf(brandName, words);
}

/** Texts whoever waits for a question, some hundreds a transaction: whom it has texted is part of it. */
export async function sendQueued(ctx: Context, workspaceId: string, id: string): Promise<void> {
  const templates = openTemplates();
  for (;;) {
    const isDone = await ctx.db.tx(workspaceId, async (tx) => {
      const survey = await findSurvey(tx, id);
      if (!survey || closedBecause(survey, ctx.clock.now()) !== null) return true;
      const sessions = await takeQueued(tx, id, peopleAtOnce);
      if (sessions.length === 0) return true;
      const { brandName } = await getProgram(tx, survey.programId);
      const bodyOf = ({ question }: Session, language: Language) =>
        questionByText(survey, brandName, question, language);
      await askByText(tx, ctx, templates, survey, sessions, { bodyOf, isReminder: false });
      return sessions.length < peopleAtOnce;
    });
    if (isDone) return;
  }
}

/** Asks people by texts of the program, each through the one door; whoever may not be texted is noted with the reason. */
async function askByText(
  tx: Tx,
  ctx: Context,
  templates: ReturnType<typeof openTemplates>,
  survey: Survey,
  sessions: readonly Session[],
  {
    bodyOf,
    isReminder,
  }: {
    readonly bodyOf: (session: Session, language: Language) => string;
    readonly isReminder: boolean;
  },
): Promise<void> {
  const now = ctx.clock.now();
  const languages = await languagesOf(
    tx,
    sessions.flatMap(({ contactId }) => contactId ?? []),
  );
  const asked = sessions.map((session) => {
    const language = languages.get(session.contactId ?? -1) ?? 'en';
    return { wish: wishOf(survey, session, bodyOf(session, language)), actor: survey.madeBy };
  });
  const accepted = await acceptTexts(tx, ctx, templates, asked);
  const asking: Asking[] = [];
  const refused: { id: number; state: 'refused'; refusal: string }[] = [];
  sessions.forEach((session, at) => {
    const one = accepted[at];
    const reminded = session.reminded + Number(isReminder);
    // A reminder that may not be sent ends nothing: the question is open all the same.
    if (one?.ok || isReminder)
      asking.push({
        ...{ id: session.id, question: session.question, tries: session.tries, reminded, at: now },
        ...dueAfter(survey, { ...session, reminded }, now),
        messageId: one?.ok ? one.id : null,
      });
    else refused.push({ id: session.id, state: 'refused', refusal: one?.refusal.sentence ?? '' });
  });
  await saveAsked(tx, asking);
  await endSessions(tx, refused, now);
}

const wishOf = (
  { programId, senderId, id }: Survey,
  { number, contactId }: Session,
  body: string,
): TextWish => ({
  to: contactId === null ? number : publicId('con', contactId),
  ...{ programId, purpose: null, from: senderId === null ? null : { senderId }, words: { body } },
  ...{
    mms: 'none',
    variables: null,
    sendAt: null,
    validForMs: null,
    metadata: { survey: publicId('svy', id) },
  },
});

/** Reminds whoever has not answered, ends what has expired, closes surveys that are over, and goes on with what a lost job has left. */
export async function tendSurveys(ctx: Context, workspaceId: string): Promise<void> {
  const over = await ctx.db.tx(workspaceId, (tx) => listOver(tx, ctx.clock.now()));
  for (const id of over)
    await ctx.db.tx(workspaceId, async (tx) => {
      const survey = await lockSurvey(tx, id);
      if (survey?.state === 'open') await closeWithin(tx, ctx, systemScope(workspaceId, 'surveys'), survey);
    });
  const templates = openTemplates();
  while (await ctx.db.tx(workspaceId, (tx) => tendSome(tx, ctx, templates)));
  for (const id of await ctx.db.tx(workspaceId, listQueuedSurveys)) await sendQueued(ctx, workspaceId, id);
}

/** False when nothing more is due. */
async function tendSome(tx: Tx, ctx: Context, templates: ReturnType<typeof openTemplates>): Promise<boolean> {
  const now = ctx.clock.now();
  const locked = await lockDue(tx, now, peopleAtOnce);
  const due = await countFromLeaving(tx, locked, now);
  const expired = due.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= now);
  await endSessions(
    tx,
    expired.map(({ id }) => ({ id, state: 'expired' as const })),
    now,
  );
  const toRemind = due.filter((session) => !expired.includes(session));
  for (const [key, sessions] of Map.groupBy(
    toRemind,
    ({ surveyId, question }) => `${surveyId} ${question}`,
  )) {
    const survey = await findSurvey(tx, key.slice(0, 36));
    const question = survey?.questions[sessions[0]?.question ?? 0];
    if (!survey || !question) continue;
    const { brandName } = await getProgram(tx, survey.programId);
    const bodyOf = (_: Session, language: Language) =>
      inNameOf(brandName, sayOfSurvey(language, 'reminder', { question: wordsOf(question, language) }));
    await askByText(tx, ctx, templates, survey, sessions, { bodyOf, isReminder: true });
  }
  return locked.length === peopleAtOnce;
}
