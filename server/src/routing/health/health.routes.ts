import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { listSenders } from '../../senders/index.ts';
import { restSender } from './rest-sender.ts';
import { listHealth } from './sender-health.queries.ts';
import { leastSample, type SenderHealth, sayHealth, shareOf, windowHours } from './sender-health.ts';

const share = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);
const moment = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

const HealthAnswer = Type.Object(
  {
    object: Type.Literal('sender_health'),
    sender_id: Type.String(),
    number: Type.String(),
    state: Type.Enum(['unknown', 'ok', 'warn', 'skip', 'rest'], {
      description: `\`unknown\` with fewer than ${leastSample} texts; pools pass over \`skip\` and \`rest\`.`,
    }),
    since: Type.String({ format: 'date-time' }),
    sentence: Type.String(),
    texts: Type.Integer({
      description: `Those of the last ${windowHours} hours whose carrier has said its last word.`,
    }),
    delivered: share,
    undelivered: share,
    filtered: share,
    failed: share,
    silent: Type.Integer({ description: 'Taken by the carrier, and never heard of again.' }),
    measured_at: Type.String({ format: 'date-time' }),
    rests_until: moment,
    rested_by: Type.Union([Type.String(), Type.Null()]),
    rest_reason: Type.Union([Type.String(), Type.Null()], {
      description: 'Why, in the words of whoever let it rest.',
    }),
  },
  { $id: 'SenderHealth' },
);

const toAnswer = (health: SenderHealth, number: string): Static<typeof HealthAnswer> => ({
  ...{ object: 'sender_health', sender_id: publicId('snd', health.senderId), number, state: health.state },
  ...{
    since: health.since.toISOString(),
    sentence: sayHealth(number, health, health.state),
    texts: health.texts,
  },
  ...{ delivered: shareOf(health.delivered, health), undelivered: shareOf(health.undelivered, health) },
  ...{
    filtered: shareOf(health.filtered, health),
    failed: shareOf(health.failed, health),
    silent: health.silent,
  },
  ...{ measured_at: health.measuredAt.toISOString(), rests_until: health.restsUntil?.toISOString() ?? null },
  ...{ rested_by: health.restedBy, rest_reason: health.restReason },
});

const mostHours = 24 * 30;

export function senderHealthRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/sender-health',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'How the texts of each number fare at the phones, by the receipts of the last day',
        response: { 200: Type.Object({ data: Type.Array(HealthAnswer) }) },
      },
    },
    async ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const numbers = new Map((await listSenders(tx)).map(({ id, number }) => [id, number]));
        const healths = await listHealth(tx);
        return { data: healths.map((one) => toAnswer(one, numbers.get(one.senderId) ?? '')) };
      }),
  );

  http.put(
    '/v1/senders/:id/rest',
    {
      config: { permission: 'senders.write' },
      schema: {
        summary: 'Let a number rest: pools pass it over for so many hours; 0 ends its rest',
        params: Type.Object({ id: Type.String({ description: 'snd_…' }) }),
        body: Type.Object(
          {
            hours: Type.Integer({ minimum: 0, maximum: mostHours }),
            reason: Type.Optional(
              Type.String({
                maxLength: 300,
                description: 'Why it rests, or why it need not any longer. It goes on record.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: HealthAnswer },
      },
    },
    async ({ scope, params, body }) => {
      const id = readUuidId('snd', params.id);
      if (!id) throw new NotFound('sender.not_found', 'There is no such sender in this workspace.');
      const reason = body.reason?.trim() || null;
      const health = await restSender(ctx, scope, id, { hours: body.hours, reason });
      const senders = await ctx.db.tx(scope.workspaceId, listSenders);
      return toAnswer(health, senders.find((one) => one.id === id)?.number ?? '');
    },
  );
}
