import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { PageQuery, pageOf, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { judgeReply } from './judge-reply.ts';
import { listCases, listJudged } from './reply-case.queries.ts';
import {
  CaseAnswer,
  CaseParams,
  CorrectionAnswer,
  JudgementBody,
  placeOf,
  readCaseId,
  readCasePlace,
  toCase,
  toCorrection,
} from './reply-cases.schemas.ts';

const tags = ['replies'];
const reading = { permission: 'messages.read' };

export function replyCaseRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/reply-cases',
    {
      config: reading,
      schema: {
        summary: 'List replies to judge: those that wait, soonest due first, then those that were judged',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          open: Type.Optional(Type.Boolean({ description: 'Only those that wait.' })),
        }),
        response: { 200: pageOf(CaseAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const wanted = {
        ...{ after: readCasePlace(query.cursor), isOpenOnly: query.open ?? false },
        limit: limit + 1,
      };
      const found = await ctx.db.tx(scope.workspaceId, (tx) => listCases(tx, wanted));
      return toPage(found, limit, placeOf, (one) => toCase(one, ctx.clock.now()));
    },
  );

  http.get(
    '/v1/reply-cases/corrections',
    {
      config: reading,
      schema: {
        summary:
          'List judged replies as labelled sentences, newest first, to measure and teach the reader by',
        tags,
        querystring: PageQuery,
        response: { 200: pageOf(CorrectionAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readCasePlace(query.cursor);
      const found = await ctx.db.tx(scope.workspaceId, (tx) => listJudged(tx, after, limit + 1));
      return toPage(found, limit, placeOf, toCorrection);
    },
  );

  http.post(
    '/v1/reply-cases/:id/judgement',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary: 'Judge a reply: end texts to this person, or let marketing go on',
        ...{ tags, params: CaseParams, body: JudgementBody, response: { 200: CaseAnswer } },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const judgement = { verdict: body.verdict, note: body.note?.trim() || null };
      return toCase(await judgeReply(ctx, scope, readCaseId(id), judgement), ctx.clock.now());
    },
  );
}
