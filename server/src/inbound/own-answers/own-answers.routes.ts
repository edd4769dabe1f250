import { ruleWords } from '@tidings/sms';
import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { languages } from '../../platform/pages/languages.ts';
import { usualAnswer } from '../answer-words.ts';
import type { AnswerFinding } from './check-own-answer.ts';
import { listOwnAnswers, type OwnAnswer } from './own-answer.queries.ts';
import { occasions } from './own-answers.ts';
import { setOwnAnswer } from './set-own-answer.ts';

const LanguageName = Type.Enum([...languages], {
  description: 'Of the person: chosen on their page, else the one they wrote in.',
});
const OccasionName = Type.Enum([...occasions], { description: 'What the person sent.' });
const AnswerBody = Type.Object(
  {
    language: LanguageName,
    occasion: OccasionName,
    body: nullable(
      Type.String({
        maxLength: 1_600,
        description:
          'With `{{ brand }}` and, where help is told, `{{ help }}` (your help contact). Null gives the usual words back.',
      }),
    ),
  },
  { additionalProperties: false },
);
const Answer = Type.Object(
  {
    language: LanguageName,
    occasion: OccasionName,
    body: Type.String({ description: 'What people are answered, your own words or the usual ones.' }),
    is_own: Type.Boolean(),
    set_by: nullable(Type.String()),
    set_at: nullable(Type.String({ format: 'date-time' })),
  },
  { title: 'AutomaticAnswer' },
);
const Answers = Type.Object(
  {
    object: Type.Literal('automatic_answers'),
    data: Type.Array(Answer),
    rule_words: Type.Array(
      Type.Object({
        means: Type.Enum(['stop', 'start', 'help', 'confirm']),
        words: Type.Array(Type.String()),
      }),
      { description: 'Words whose effect the rules give, as they are read; none can be a keyword.' },
    ),
    warnings: Type.Array(Type.Object({ code: Type.String(), sentence: Type.String() })),
  },
  { title: 'AutomaticAnswers' },
);

export function ownAnswerRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/workspace/answers',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read what STOP, START and HELP are answered with, in each language',
        tags: ['compliance'],
        response: { 200: Answers },
      },
    },
    async ({ scope }) => toAnswer(await ctx.db.tx(scope.workspaceId, listOwnAnswers), []),
  );
  http.put(
    '/v1/workspace/answers',
    {
      config: { permission: 'programs.write' },
      schema: {
        summary: 'Answer STOP, START or HELP in your own words, in one language',
        description:
          'Refused where the brand is not named, where HELP does not say how to reach you and how to leave, where START does not name HELP and STOP, and where it promotes anything. Languages without own words keep the usual ones.',
        tags: ['compliance'],
        body: AnswerBody,
        response: { 200: Answers },
      },
    },
    async ({ scope, body }) => {
      const { own, warnings } = await setOwnAnswer(ctx, scope, body);
      return toAnswer(own, warnings);
    },
  );
}

const lockedWords = (['stop', 'start', 'help', 'confirm'] as const).map((means) => ({
  means,
  words: [...ruleWords[means]],
}));

function toAnswer(own: readonly OwnAnswer[], warnings: readonly AnswerFinding[]): Static<typeof Answers> {
  const data = languages.flatMap((language) =>
    occasions.map((occasion) => {
      const mine = own.find((one) => one.language === language && one.occasion === occasion);
      return {
        language,
        occasion,
        body: mine?.body ?? usualAnswer(language, occasion),
        is_own: mine !== undefined,
        set_by: mine?.setBy ?? null,
        set_at: mine?.setAt.toISOString() ?? null,
      };
    }),
  );
  return {
    ...{ object: 'automatic_answers', data, rule_words: lockedWords },
    warnings: warnings.map((one) => ({ ...one })),
  };
}
