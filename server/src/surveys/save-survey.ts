import { recordAudit, type Scope } from '../accounts/index.ts';
import { getProgram, tagOf } from '../contacts/index.ts';
import { getKeyword } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, conflictAt, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { requireSayable } from '../texts/index.ts';
import { checkSurvey } from './check-survey.ts';
import { wordsOf } from './question.ts';
import { endOpenSessions, forgetWhoAnswered } from './session.queries.ts';
import {
  findSurvey,
  insertSurvey,
  isKeywordTaken,
  lockSurvey,
  saveDraft,
  saveState,
} from './survey.queries.ts';
import type { Survey, SurveyContent } from './survey.ts';

export async function createSurvey(ctx: Context, scope: Scope, content: SurveyContent): Promise<Survey> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const survey: Survey = {
      ...normalise(content),
      ...{
        id: ctx.ids.uuid(),
        state: 'draft',
        madeBy: scope.actor,
        createdAt: now,
        changedAt: now,
        closedAt: null,
      },
    };
    await requireGood(tx, ctx, survey);
    await insertSurvey(tx, survey);
    await note(tx, scope, 'survey.created', survey, shown(survey));
    return survey;
  });
}

/** A draft becomes what is given. What people answer already stays as it is: their answers are to that question. */
export async function changeSurvey(
  ctx: Context,
  scope: Scope,
  id: string,
  content: SurveyContent,
): Promise<Survey> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockOrRefuse(tx, id);
    if (before.state !== 'draft')
      throw new Conflict(
        'survey.not_a_draft',
        'This survey was opened, so its questions stay as they are. Close it and make another one.',
      );
    const after: Survey = { ...before, ...normalise(content), changedAt: ctx.clock.now() };
    await requireGood(tx, ctx, after);
    await saveDraft(tx, after);
    await recordAudit(tx, scope, {
      ...{ act: 'survey.changed', object: publicId('svy', id), before: shown(before), after: shown(after) },
    });
    return after;
  });
}

const normalise = (content: SurveyContent): SurveyContent => ({
  ...content,
  tag: content.tag === null ? null : tagOf(content.tag),
});

async function requireGood(tx: Tx, ctx: Context, survey: Survey): Promise<void> {
  checkSurvey(survey, ctx.clock.now());
  const { programId, senderId, invitation, questions, thanks, keywordId } = survey;
  const program = await getProgram(tx, programId);
  if (program.purpose === 'otp' || program.purpose === 'emergency')
    throw invalid(
      'survey.other_program',
      `“${program.name}” is for ${program.purpose} texts; choose another program.`,
      '/program_id',
    );
  const from = senderId === null ? null : { senderId };
  const firstText = `${invitation ?? ''} ${questions[0] ? wordsOf(questions[0], 'en') : ''}`.trim();
  const later = questions.slice(1).map((question) => wordsOf(question, 'en'));
  for (const body of [firstText, ...later, thanks]) await requireSayable(tx, ctx, { programId, from, body });
  if (keywordId !== null) await requireKeyword(tx, survey, keywordId);
}

async function requireKeyword(tx: Tx, { id, programId }: Survey, keywordId: string): Promise<void> {
  const keyword = await getKeyword(tx, keywordId);
  if (keyword.archivedAt !== null)
    throw invalid('survey.no_keyword', 'This keyword was archived; take another one.', '/keyword_id');
  if (keyword.kind === 'default' || keyword.programId !== programId)
    throw invalid(
      'survey.other_keyword',
      'Choose a keyword of the same program, with words of its own.',
      '/keyword_id',
    );
  if (await isKeywordTaken(tx, keywordId, id))
    throw conflictAt(
      '/keyword_id',
      'survey.keyword_taken',
      'Another survey begins by this keyword. Close it first, or take another keyword.',
    );
}

/** From now on people can answer. */
export async function openSurvey(ctx: Context, scope: Scope, id: string): Promise<Survey> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const survey = await lockOrRefuse(tx, id);
    if (survey.state !== 'draft')
      throw new Conflict('survey.not_a_draft', `This survey is ${survey.state} already.`);
    await requireGood(tx, ctx, survey);
    await saveState(tx, id, 'open', ctx.clock.now());
    await note(tx, scope, 'survey.opened', survey, { state: 'open' });
    return getSurvey(tx, id);
  });
}

export async function closeSurvey(ctx: Context, scope: Scope, id: string): Promise<Survey> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const survey = await lockOrRefuse(tx, id);
    if (survey.state === 'closed') throw new Conflict('survey.over', 'This survey is closed already.');
    return closeWithin(tx, ctx, scope, survey);
  });
}

/** Whoever is still asked is let go; of an anonymous one it is forgotten whose answers they were. */
export async function closeWithin(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  survey: Survey,
): Promise<Survey> {
  await saveState(tx, survey.id, 'closed', ctx.clock.now());
  await endOpenSessions(tx, survey.id);
  if (survey.isAnonymous) await forgetWhoAnswered(tx, survey.id, ctx.clock.now());
  await note(tx, scope, 'survey.closed', survey, { state: 'closed' });
  return getSurvey(tx, survey.id);
}

export async function getSurvey(tx: Tx, id: string): Promise<Survey> {
  const found = await findSurvey(tx, id);
  if (found) return found;
  throw noSurvey();
}

export async function lockOrRefuse(tx: Tx, id: string): Promise<Survey> {
  const found = await lockSurvey(tx, id);
  if (found) return found;
  throw noSurvey();
}

export const noSurvey = () =>
  new NotFound(
    'survey.not_found',
    'There is no such survey in this workspace. List them to see which there are.',
  );

const shown = ({ kind, name, questions, state, isAnonymous }: Survey) => ({
  ...{ kind, name, state, is_anonymous: isAnonymous, questions: questions.map(({ key }) => key).join(' ') },
});

async function note(
  tx: Tx,
  scope: Scope,
  act: string,
  { id }: Survey,
  after: Record<string, string | number | boolean>,
) {
  await recordAudit(tx, scope, { act, object: publicId('svy', id), after });
}

export const invalid = (code: string, detail: string, pointer: string): Invalid =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
