import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { ConversationParams, PersonAnswer, readConversationId, toPerson } from './conversations.schemas.ts';
import {
  type AnsweringReport,
  type ClosedReport,
  reportAnswering,
  reportClosed,
  reportRatings,
} from './report.queries.ts';
import { readTranscript, writeCsv, writeText } from './transcript.ts';

const LineAnswer = Type.Object({
  at: Type.String(),
  what: Type.Enum(['they', 'we', 'note', 'event']),
  who: Type.String(),
  text: Type.String(),
  status: nullable(Type.String()),
});

const types = { text: 'text/plain; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

export function inboxExportRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/conversations/:id/transcript',
    {
      config: { permission: 'inbox.answer', isNarrowed: true, needsFreshSignIn: true },
      schema: {
        summary: 'Take along everything that was said in a conversation, as text, CSV or JSON',
        tags: ['conversations'],
        params: ConversationParams,
        querystring: Type.Object({
          format: Type.Optional(Type.Enum(['text', 'csv', 'json'])),
          notes: Type.Optional(
            Type.Boolean({ description: 'With the notes and what happened besides texts.' }),
          ),
        }),
        produces: ['application/json', 'text/plain', 'text/csv'],
        response: {
          200: Type.Union([
            Type.Object({ number: Type.String(), data: Type.Array(LineAnswer) }),
            Type.String(),
          ]),
        },
      },
    },
    async ({ params, query, scope }, reply) => {
      const id = readConversationId(params.id);
      const format = query.format ?? 'json';
      const { number, lines } = await readTranscript(ctx, scope, id, {
        hasNotes: query.notes ?? false,
        format,
      });
      if (format === 'json')
        return { number, data: lines.map(({ at, ...line }) => ({ at: at.toISOString(), ...line })) };
      const file = `conversation-${publicId('cnv', id)}.${format === 'csv' ? 'csv' : 'txt'}`;
      reply.type(types[format]).header('content-disposition', `attachment; filename="${file}"`);
      const text = format === 'csv' ? writeCsv(lines) : writeText(number, lines);
      return reply.serializer((payload: string) => payload).send(text as never);
    },
  );

  http.get(
    '/v1/inbox/report',
    {
      config: { permission: 'inbox.manage' },
      schema: {
        summary: 'Read how people were answered: how soon, how often in time, by whom, and how they rated it',
        tags: ['inbox'],
        querystring: Type.Object({
          from: Type.String({ format: 'date-time' }),
          to: Type.String({ format: 'date-time' }),
        }),
        response: {
          200: Type.Object(
            {
              answered: Type.Integer(),
              median_seconds: nullable(Type.Number({ description: 'Within the hours of the inbox.' })),
              p90_seconds: nullable(Type.Number()),
              p95_seconds: nullable(Type.Number()),
              closed: Type.Integer({ description: 'Conversations that somebody, or the quiet, has closed.' }),
              promised: Type.Integer({ description: 'Those for whom a time was promised.' }),
              in_time: Type.Integer(),
              ratings: Type.Integer(),
              average_rating: nullable(Type.Number()),
              colleagues: Type.Array(
                Type.Object({
                  by: PersonAnswer,
                  answered: Type.Integer(),
                  median_seconds: nullable(Type.Number()),
                  p90_seconds: nullable(Type.Number()),
                  p95_seconds: nullable(Type.Number()),
                  closed: Type.Integer(),
                  promised: Type.Integer(),
                  in_time: Type.Integer(),
                }),
              ),
            },
            { title: 'InboxReport' },
          ),
        },
      },
    },
    async ({ query, scope }) => {
      const [from, to] = [new Date(query.from), new Date(query.to)];
      if (to <= from) throw new Invalid('report.bad_range', 'Let the report end after it begins.');
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const rows = await reportAnswering(tx, from, to);
        const { ratings, average } = await reportRatings(tx, from, to);
        const closed = await reportClosed(tx, from, to);
        const sum = closed.reduce((all, one) => all + one.closed, 0);
        return {
          ...figures(rows.find(({ by }) => by === null)),
          ...{ closed: sum, ratings, average_rating: average },
          colleagues: colleaguesOf(rows, closed),
        };
      });
    },
  );
}

/** Everybody who has answered or closed anything; what closes by itself is nobody's work. */
function colleaguesOf(answering: readonly AnsweringReport[], closing: readonly ClosedReport[]) {
  const names = new Map<string, string | null>();
  for (const { by, byName } of [...answering, ...closing])
    if (by !== null && !by.startsWith('system:')) names.set(by, byName);
  return [...names].map(([by, name]) => ({
    by: toPerson(by, name),
    ...figures(answering.find((row) => row.by === by)),
    closed: closing.find((row) => row.by === by)?.closed ?? 0,
  }));
}

const figures = (row: AnsweringReport | undefined) => ({
  answered: row?.answered ?? 0,
  median_seconds: row?.medianSeconds ?? null,
  p90_seconds: row?.p90Seconds ?? null,
  p95_seconds: row?.p95Seconds ?? null,
  promised: row?.promised ?? 0,
  in_time: row?.inTime ?? 0,
});
