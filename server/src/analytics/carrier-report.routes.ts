import { type CarrierId, carriers } from '@tidings/policy/carriers';
import { type LimitClass, limitClasses } from '@tidings/policy/registrations';
import { Type } from 'typebox';
import { getCampaign } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { readUuidId } from '../platform/ids.ts';
import { countByCarrier } from './carrier-report.queries.ts';

const text = Type.Union([Type.String(), Type.Null()]);

const CarrierAnswer = Type.Object(
  {
    object: Type.Literal('carrier'),
    id: Type.String(),
    name: Type.String(),
    counts: Type.String({ description: 'By what it counts texts of 10DLC.' }),
    window: text,
    day_ends: text,
    fee_per_part: Type.String({ description: 'What it adds to a part, in US dollars, about.' }),
    fee_per_mms: Type.String(),
    over_limit: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'By which codes providers say that its limit is reached.',
    }),
    habits: Type.Array(Type.String()),
    limits: Type.Array(
      Type.Object({
        class: Type.String({ description: 'As the carrier calls what a registration falls into.' }),
        parts: Type.Integer(),
        mms: Type.Union([Type.Integer(), Type.Null()], {
          description: 'Pictures, where they have a limit of their own.',
        }),
        window: Type.Union([Type.Literal('minute'), Type.Literal('day')]),
        per: Type.String({ description: 'registration, brand or number.' }),
      }),
      { description: 'What it lets through, by class; none where nothing is known.' },
    ),
  },
  { $id: 'Carrier' },
);

const LineAnswer = Type.Object({
  carrier: Type.Union([Type.String(), Type.Null()], { description: 'Null for people of whom nobody knows.' }),
  texts: Type.Integer(),
  parts: Type.Integer(),
  delivered: Type.Integer(),
  bad: Type.Integer({ description: 'Undelivered, rejected, expired or failed.' }),
  open: Type.Integer({ description: 'Without a last word.' }),
  reasons: Type.Array(Type.Object({ reason: Type.String(), texts: Type.Integer() })),
});

const classes: Partial<Record<CarrierId, readonly LimitClass[]>> = limitClasses;
const limitsOfCarrier = (id: CarrierId) => classes[id] ?? [];

/** The carriers behind the gateways: what is known of them, and how a campaign fared with each. */
export function carrierRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/carriers',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary:
          'List the US mobile carriers that are known here: what they count, what they add to the price',
        response: { 200: Type.Object({ data: Type.Array(CarrierAnswer) }) },
      },
    },
    async () => ({
      data: carriers.map((one) => ({
        ...{ object: 'carrier' as const, id: one.id, name: one.name, counts: one.counts, window: one.window },
        ...{ day_ends: one.dayEnds, fee_per_part: one.feePerPart, fee_per_mms: one.feePerMms },
        over_limit: Object.fromEntries(
          Object.entries(one.overLimit).map(([name, codes]) => [name, [...codes]]),
        ),
        habits: [...one.habits],
        limits: limitsOfCarrier(one.id).map(({ name, ...limit }) => ({ class: name, ...limit })),
      })),
    }),
  );

  http.get(
    '/v1/campaigns/:id/carriers',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Count what became of the texts of a campaign by the carriers that their people are with',
        params: Type.Object({ id: Type.String({ description: 'cmp_…' }) }),
        response: { 200: Type.Object({ data: Type.Array(LineAnswer) }) },
      },
    },
    async ({ scope, params }) => {
      const id = readUuidId('cmp', params.id);
      if (!id) throw new NotFound('campaign.not_found', 'There is no such campaign in this workspace.');
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        await getCampaign(tx, id);
        const lines = await countByCarrier(tx, id);
        return { data: lines.map((line) => ({ ...line, reasons: line.reasons.map((one) => ({ ...one })) })) };
      });
    },
  );
}
