import { Type } from 'typebox';
import { AudienceBody, readAudience } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { PageQuery, pageOf, readIdCursor, readNumberCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { readAnswers, readAnswersFile, readResults } from './read-results.ts';
import { changeSurvey, closeSurvey, createSurvey, getSurvey, openSurvey } from './save-survey.ts';
import { sendSurvey } from './send-survey.ts';
import { listSurveys } from './survey.queries.ts';
import * as schemas from './surveys.schemas.ts';

const tags = ['surveys'];
const params = Type.Object({ id: Type.String({ description: 'svy_…' }) });

export function surveyRoutes(http: Http, ctx: Context): void {
  writeRoutes(http, ctx);
  lifeRoutes(http, ctx);
  readRoutes(http, ctx);
  answerRoutes(http, ctx);
}

function writeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/surveys',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Write a survey, a poll, an NPS question or a request for reviews, as a draft',
        tags,
        body: schemas.SurveyBody,
        response: { 201: schemas.SurveyAnswer },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(201).send(schemas.toSurvey(await createSurvey(ctx, scope, schemas.readContent(body)))),
  );
  http.put(
    '/v1/surveys/:id',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Write a draft anew',
        tags,
        params,
        body: schemas.SurveyBody,
        response: { 200: schemas.SurveyAnswer },
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toSurvey(await changeSurvey(ctx, scope, schemas.readSurveyId(id), schemas.readContent(body))),
  );
}

function lifeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/surveys/:id/open',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Open a survey: from now on people can answer, and its questions stay as they are',
        tags,
        params,
        response: { 200: schemas.SurveyAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      schemas.toSurvey(await openSurvey(ctx, scope, schemas.readSurveyId(id))),
  );
  http.post(
    '/v1/surveys/:id/send',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Text the first question to people who were never asked',
        description:
          'Each text passes the same rules as any other: consent, hours, caps. Whoever is or was asked already is passed over.',
        tags,
        params,
        body: Type.Object(
          { include: AudienceBody, exclude: Type.Optional(AudienceBody) },
          { additionalProperties: false },
        ),
        response: {
          202: Type.Object({ people: Type.Integer({ description: 'Who will be texted, if they may be.' }) }),
        },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      const choice = {
        include: readAudience(body.include, 'include'),
        exclude: readAudience(body.exclude, 'exclude'),
      };
      const people = await sendSurvey(ctx, scope, schemas.readSurveyId(id), choice);
      return reply.code(202).send({ people });
    },
  );
  http.post(
    '/v1/surveys/:id/close',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Close a survey; of an anonymous one it is forgotten whose answers they were',
        tags,
        params,
        response: { 200: schemas.SurveyAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      schemas.toSurvey(await closeSurvey(ctx, scope, schemas.readSurveyId(id))),
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/surveys',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List surveys, latest first',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.SurveyAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readIdCursor(query.cursor);
      const rows = await ctx.db.tx(scope.workspaceId, (tx) =>
        listSurveys(tx, { before: place, limit: limit + 1 }),
      );
      return toPage(rows, limit, ({ id }) => id, schemas.toSurvey);
    },
  );
  http.get(
    '/v1/surveys/:id',
    {
      config: { permission: 'campaigns.read' },
      schema: { summary: 'Read a survey', tags, params, response: { 200: schemas.SurveyAnswer } },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        schemas.toSurvey(await getSurvey(tx, schemas.readSurveyId(id))),
      ),
  );
  http.get(
    '/v1/surveys/:id/results',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read what a survey has come to so far: shares with intervals, means, the NPS',
        tags,
        params,
        response: { 200: schemas.ResultsAnswer },
      },
    },
    async ({ params: { id }, scope }) => {
      const { survey, people, questions } = await readResults(ctx, scope, schemas.readSurveyId(id));
      return schemas.toResults(survey.id, people, questions);
    },
  );
}

function answerRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/surveys/:id/answers',
    {
      config: { permission: 'messages.read' },
      schema: {
        summary: 'List who has answered what; refused for anonymous surveys',
        tags,
        params,
        querystring: PageQuery,
        response: { 200: pageOf(schemas.AnsweredAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const place = readNumberCursor(query.cursor);
      const page = { after: place, limit: limit + 1 };
      const rows = await readAnswers(ctx, scope, schemas.readSurveyId(id), page);
      return toPage(rows, limit, (row) => row.id, schemas.toAnswered);
    },
  );
  http.get(
    '/v1/surveys/:id/answers/file',
    {
      config: { permission: 'messages.read', needsFreshSignIn: true },
      schema: {
        summary: 'Take along all answers as CSV, with whose they are or without',
        tags,
        params,
        querystring: Type.Object({
          anonymous: Type.Optional(
            Type.Boolean({
              description:
                'The answers alone, in no order of people or time; needs five people. All that there is of an anonymous survey.',
            }),
          ),
        }),
        produces: ['text/csv'],
        response: { 200: Type.String() },
      },
    },
    async ({ params: { id }, query, scope }, reply) => {
      const surveyId = schemas.readSurveyId(id);
      const text = await readAnswersFile(ctx, scope, surveyId, query.anonymous ?? false);
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="answers-${publicId('svy', surveyId)}.csv"`);
      return reply.serializer((payload: string) => payload).send(text);
    },
  );
}
