import { type Static, Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { PageQuery, pageOf, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { readPlace } from '../read-place.ts';
import { getKeyword, keywordNotFound, listKeywords, listVersions } from './keyword.queries.ts';
import { countResults, countUsesByDay, listEntries } from './keyword-use.queries.ts';
import {
  EntryAnswer,
  FindingsAnswer,
  KeywordAnswer,
  KeywordBody,
  KeywordChange,
  ResultsAnswer,
  readChange,
  readId,
  readNewKeyword,
  resultDays,
  TestAnswer,
  TestBody,
  toEntryAnswer,
  toKeywordAnswer,
  toResultsAnswer,
  toVersionAnswer,
  VersionAnswer,
} from './keywords.schemas.ts';
import { archiveKeyword, changeKeyword, createKeyword, tryKeyword } from './save-keyword.ts';
import { countOf, tryText } from './try-text.ts';

const tags = ['keywords'];
const params = Type.Object({ id: Type.String({ description: 'kwd_…' }) });
const reading = { permission: 'campaigns.read' };
const writing = { permission: 'campaigns.write' };

export function keywordRoutes(http: Http, ctx: Context): void {
  writeRoutes(http, ctx);
  trialRoutes(http, ctx);
  readRoutes(http, ctx);
  resultRoutes(http, ctx);
}

function writeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/keywords',
    {
      config: writing,
      schema: {
        summary: 'Make a keyword',
        description:
          'Refused with all that stands against it. Words of the rules (STOP, START, HELP and YES in every language that the reader knows) are never a keyword.',
        tags,
        body: KeywordBody,
        response: { 201: KeywordAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { keyword, secret } = await createKeyword(ctx, scope, readNewKeyword(body));
      return reply.code(201).send(toKeywordAnswer(keyword, secret));
    },
  );

  http.patch(
    '/v1/keywords/:id',
    {
      config: writing,
      schema: {
        summary: 'Change a keyword; the versions before are kept',
        tags,
        params,
        body: KeywordChange,
        response: { 200: KeywordAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const changed = await changeKeyword(ctx, scope, readKeywordId(id), (before) =>
        readChange(body, before),
      );
      return toKeywordAnswer(changed.keyword, changed.secret);
    },
  );

  http.delete(
    '/v1/keywords/:id',
    {
      config: writing,
      schema: {
        summary: 'Archive a keyword: it means nothing from now on, and its results stay',
        tags,
        params,
        response: { 200: KeywordAnswer },
      },
    },
    async ({ params: { id }, scope }) => toKeywordAnswer(await archiveKeyword(ctx, scope, readKeywordId(id))),
  );
}

function trialRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/keywords/check',
    {
      config: reading,
      schema: {
        summary: 'Say what stands against a keyword, without making it',
        tags,
        querystring: Type.Object({
          keyword_id: Type.Optional(
            Type.String({ description: 'The keyword that it would become the next version of, kwd_….' }),
          ),
        }),
        body: KeywordBody,
        response: { 200: FindingsAnswer },
      },
    },
    async ({ query, body, scope }): Promise<Static<typeof FindingsAnswer>> => {
      const id = query.keyword_id === undefined ? null : readKeywordId(query.keyword_id);
      const { problems, warnings } = await tryKeyword(ctx, scope, readNewKeyword(body), id);
      return {
        object: 'keyword_check',
        is_ready: problems.length === 0,
        problems: problems.map((one) => ({ ...one })),
        warnings: warnings.map((one) => ({ ...one })),
        answer: countOf(body.body ?? null),
      };
    },
  );

  http.post(
    '/v1/keywords/test',
    {
      config: reading,
      schema: {
        summary: 'Say what would come of a text to a number of ours, without anybody sending it',
        tags,
        body: TestBody,
        response: { 200: TestAnswer },
      },
    },
    async ({ body, scope }): Promise<Static<typeof TestAnswer>> => {
      const senderId = body.sender_id === undefined ? null : readId('snd', body.sender_id);
      const { means, sentence, keyword, choice, answer } = await tryText(ctx, scope, {
        body: body.body,
        senderId,
      });
      return {
        ...{ object: 'keyword_test', means, sentence, choice },
        keyword_id: keyword && publicId('kwd', keyword.id),
        answer: countOf(answer),
      };
    },
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/keywords',
    {
      config: reading,
      schema: {
        summary: 'List keywords, newest first',
        tags,
        querystring: Type.Object({
          archived: Type.Optional(Type.Boolean({ description: 'Archived ones too.' })),
        }),
        response: { 200: pageOf(KeywordAnswer) },
      },
    },
    async ({ query, scope }) => {
      const isArchivedToo = query.archived ?? false;
      const keywords = await ctx.db.tx(scope.workspaceId, (tx) => listKeywords(tx, { isArchivedToo }));
      return { data: keywords.map((one) => toKeywordAnswer(one)), next_cursor: null, has_more: false };
    },
  );

  http.get(
    '/v1/keywords/:id',
    {
      config: reading,
      schema: { summary: 'Read a keyword', tags, params, response: { 200: KeywordAnswer } },
    },
    async ({ params: { id }, scope }) =>
      toKeywordAnswer(await ctx.db.tx(scope.workspaceId, (tx) => getKeyword(tx, readKeywordId(id)))),
  );

  http.get(
    '/v1/keywords/:id/versions',
    {
      config: reading,
      schema: {
        summary: 'List what a keyword was before, newest first, and who changed it',
        ...{ tags, params, response: { 200: pageOf(VersionAnswer) } },
      },
    },
    async ({ params: { id }, scope }) => {
      const versions = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const keyword = await getKeyword(tx, readKeywordId(id));
        return listVersions(tx, keyword.id);
      });
      return { data: versions.map(toVersionAnswer), next_cursor: null, has_more: false };
    },
  );
}

const dayMs = 86_400_000;

function resultRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/keywords/:id/results',
    {
      config: reading,
      schema: {
        summary: 'Count uses, people, entries and votes of a keyword, in all and day by day',
        ...{ tags, params, response: { 200: ResultsAnswer } },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const keyword = await getKeyword(tx, readKeywordId(id));
        const since = new Date(ctx.clock.now().getTime() - resultDays * dayMs);
        const { timeZone: zone } = await getWorkspace(tx);
        const days = await countUsesByDay(tx, keyword.id, { since, zone });
        return toResultsAnswer(keyword.id, await countResults(tx, keyword.id), days);
      }),
  );

  http.get(
    '/v1/keywords/:id/entries',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List who has entered or voted, in the order in which they did',
        tags,
        params,
        querystring: PageQuery,
        response: { 200: pageOf(EntryAnswer) },
      },
    },
    async ({ params: { id }, query, scope }) => {
      const limit = query.limit ?? 50;
      const after = readPlace(query.cursor);
      const entries = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const keyword = await getKeyword(tx, readKeywordId(id));
        return listEntries(tx, keyword.id, { after, limit: limit + 1 });
      });
      return toPage(entries, limit, (entry) => entry.id, toEntryAnswer);
    },
  );
}

function readKeywordId(text: string): string {
  const id = readUuidId('kwd', text);
  if (id === null) throw keywordNotFound(text);
  return id;
}
