import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId } from '../platform/ids.ts';
import { textTimeline } from './text-timeline.ts';

const TextTimelineAnswer = Type.Object(
  {
    object: Type.Literal('message_timeline'),
    message_id: Type.String(),
    steps: Type.Array(
      Type.Object({
        at: nullable(
          Type.String({ format: 'date-time', description: 'When it happened; null for what is so now.' }),
        ),
        step: Type.String(),
        sentence: Type.String(),
        cause: nullable(Type.String()),
        remedy: nullable(Type.String()),
      }),
    ),
  },
  { title: 'MessageTimeline' },
);

export function textTimelineRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/messages/:id/timeline',
    {
      config: { permission: 'messages.read', isNarrowed: true },
      schema: {
        summary: 'Read in words what became of a text, why, and what can be done',
        tags: ['messages'],
        params: Type.Object({ id: Type.String({ description: 'msg_…' }) }),
        response: { 200: TextTimelineAnswer },
      },
    },
    async ({ params, scope }) => {
      const id = readNumberId('msg', params.id);
      if (id === null) {
        const sentence = `There is no message ${params.id.slice(0, 40)} in this workspace.`;
        throw new NotFound('message.not_found', sentence);
      }
      const steps = await ctx.db.tx(scope.workspaceId, (tx) => textTimeline(tx, id, ctx.clock.now()));
      return {
        object: 'message_timeline' as const,
        message_id: publicId('msg', id),
        steps: steps.map((one) => ({ ...one, at: one.at?.toISOString() ?? null })),
      };
    },
  );
}
