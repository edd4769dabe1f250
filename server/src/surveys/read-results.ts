import type { Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict } from '../platform/errors.ts';
import {
  type AnsweredSession,
  countSessions,
  listAnswered,
  listUnnamed,
  type SessionCounts,
  tallyAnswers,
} from './results.queries.ts';
import { type QuestionResult, resultOf } from './results.ts';
import { getSurvey } from './save-survey.ts';
import type { Survey } from './survey.ts';
import { writeAnswersCsv, writeUnnamedCsv } from './write-answers.ts';

/** What a survey has come to so far. */
export async function readResults(
  ctx: Context,
  scope: Scope,
  id: string,
): Promise<{ survey: Survey; people: SessionCounts; questions: QuestionResult[] }> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const survey = await getSurvey(tx, id);
    const ofText = survey.questions.filter(({ kind }) => kind === 'text').map(({ key }) => key);
    const tallies = await tallyAnswers(tx, id, ofText);
    return {
      survey,
      people: await countSessions(tx, id),
      questions: survey.questions.map((question) => resultOf(question, tallies)),
    };
  });
}

/** Who has answered what. Of an anonymous survey nobody is told. */
export async function readAnswers(
  ctx: Context,
  scope: Scope,
  id: string,
  page: { readonly after: number | null; readonly limit: number },
): Promise<AnsweredSession[]> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    refuseNames(await getSurvey(tx, id));
    return listAnswered(tx, id, page);
  });
}

function refuseNames({ isAnonymous }: Survey): void {
  if (isAnonymous)
    throw new Conflict(
      'survey.anonymous',
      'People were told that this survey is anonymous: take the answers without names.',
    );
}

// Of fewer people one could often tell who said what.
const fewestForAnonymous = 5;
const sessionsAtOnce = 5_000;

export async function readAnswersFile(
  ctx: Context,
  scope: Scope,
  id: string,
  isAnonymous: boolean,
): Promise<string> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const survey = await getSurvey(tx, id);
    const keys = survey.questions.map(({ key }) => key);
    if (isAnonymous) {
      const answers = await listUnnamed(tx, id);
      if (answers.length < fewestForAnonymous)
        throw new Conflict(
          'survey.too_few',
          `${fewestForAnonymous} people must have answered before their answers can be taken without names: of fewer one can tell who said what.`,
        );
      return writeUnnamedCsv(keys, answers);
    }
    refuseNames(survey);
    const all: AnsweredSession[] = [];
    for (let after: number | null = null; ; ) {
      const page: AnsweredSession[] = await listAnswered(tx, id, { after, limit: sessionsAtOnce });
      all.push(...page);
      after = page.at(-1)?.id ?? null;
      if (page.length < sessionsAtOnce) return writeAnswersCsv(keys, all);
    }
  });
}
