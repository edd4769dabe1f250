import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { setHoldOut } from './hold-out.ts';
import { findHoldOut } from './part.queries.ts';
import { whole } from './part.ts';

const percent = Type.Number({
  minimum: 0,
  maximum: 10,
  description: 'Of a hundred people; 0 for no such group.',
});
const HoldOutAnswer = Type.Object(
  {
    object: Type.Literal('hold_out'),
    percent,
    since: nullable(Type.String({ format: 'date-time', description: 'Since when there is one.' })),
  },
  { title: 'HoldOut' },
);

export function holdOutRoutes(http: Http, ctx: Context): void {
  const url = '/v1/workspace/hold-out';
  http.get(
    url,
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read how many people get no marketing, so that its effect can be told',
        tags: ['campaigns'],
        response: { 200: HoldOutAnswer },
      },
    },
    async ({ scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, findHoldOut);
      return toHoldOut({ percent: found ? (found.share * 100) / whole : 0, since: found?.since ?? null });
    },
  );
  http.put(
    url,
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Keep a share of all people without marketing, by lot and for good',
        tags: ['campaigns'],
        body: Type.Object({ percent }, { additionalProperties: false }),
        response: { 200: HoldOutAnswer },
      },
    },
    async ({ scope, body }) => toHoldOut(await setHoldOut(ctx, scope, body.percent)),
  );
}

const toHoldOut = (found: { percent: number; since: Date | null }) => ({
  object: 'hold_out' as const,
  percent: found.percent,
  since: found.since?.toISOString() ?? null,
});
