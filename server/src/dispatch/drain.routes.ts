import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { readUuidId } from '../platform/ids.ts';
import { type Drain, findDrain, setDrain } from './drain.ts';

const params = Type.Object({ id: Type.String({ description: 'gtw_…' }) });

const DrainAnswer = Type.Object(
  {
    object: Type.Literal('gateway_drain'),
    draining_since: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    announced: Type.Integer({
      description: 'Texts that may be on the wire to this account at this moment, at most.',
    }),
    asked: Type.Integer({ description: 'Texts about which the account will still be asked.' }),
    is_empty: Type.Boolean({
      description: 'Nothing is on its way by this account, and nothing more leaves by it.',
    }),
  },
  { $id: 'GatewayDrain' },
);

const toAnswer = ({ since, announced, asked }: Drain) => ({
  object: 'gateway_drain' as const,
  draining_since: since?.toISOString() ?? null,
  announced,
  asked,
  is_empty: since !== null && announced === 0 && asked === 0,
});

function readId(text: string): string {
  const id = readUuidId('gtw', text);
  if (id) return id;
  throw new NotFound('gateway.not_found', 'There is no such gateway in this workspace.');
}

export function drainRoutes(http: Http, ctx: Context): void {
  const url = '/v1/gateways/:id/drain';
  http.get(
    url,
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Is this account being drained, and is it empty',
        params,
        response: { 200: DrainAnswer },
      },
    },
    async ({ scope, params: { id } }) => toAnswer(await findDrain(ctx, scope.workspaceId, readId(id))),
  );
  http.put(
    url,
    {
      config: { permission: 'senders.write' },
      schema: {
        summary:
          'Let nothing more leave by this account; what is queued takes the next route, what is on its way is waited for',
        params,
        response: { 200: DrainAnswer },
      },
    },
    async ({ scope, params: { id } }) => toAnswer(await setDrain(ctx, scope, readId(id), true)),
  );
  http.delete(
    url,
    {
      config: { permission: 'senders.write' },
      schema: { summary: 'Let texts leave by this account again', params, response: { 200: DrainAnswer } },
    },
    async ({ scope, params: { id } }) => toAnswer(await setDrain(ctx, scope, readId(id), false)),
  );
}
