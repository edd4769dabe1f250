import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import { type AttributionSetting, models, writeValue } from './attribution.ts';
import type { ListedCredit } from './brought.queries.ts';
import type { Outcome, Preview } from './set-attribution.ts';
import type { AttributionState } from './setting.queries.ts';

const Hours = Type.Integer({ minimum: 1, maximum: 2_160 });
const Names = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 });

const parts = {
  model: Type.Enum([...models], {
    description:
      'Which of the texts that a person answered gets the purchase: the last, the first, or all alike.',
  }),
  click_hours: {
    ...Hours,
    description: 'For how long after a link was opened a purchase is put down to its text. 72 unless told.',
  },
  delivery_hours: {
    ...nullable(Hours),
    description:
      'The same after a text arrived, where no link was opened; null (as it is unless told): that alone counts for nothing.',
  },
  conversions: { ...Names, description: 'Names of events that count, such as order.placed.' },
  reversals: {
    ...Names,
    description:
      'Names of events that take back what another brought. Such an event says which in its property reverses, by the id of the other.',
  },
  accepts_script: Type.Boolean({
    description: 'Whether your pages may tell of purchases through the browser of whoever bought (/t.js).',
  }),
};

export const AttributionBody = Type.Object(parts, { additionalProperties: false });

export const AttributionAnswer = Type.Object(
  {
    object: Type.Literal('attribution'),
    ...parts,
    counted_until: {
      ...nullable(Type.String({ format: 'date-time' })),
      description: 'Events that came until then are put down.',
    },
    recounting_from: {
      ...nullable(Type.String({ format: 'date' })),
      description: 'The month at which a recount of the past is; null where there is none.',
    },
  },
  { title: 'Attribution' },
);

export const readBody = (body: Static<typeof AttributionBody>): AttributionSetting => ({
  model: body.model,
  clickHours: body.click_hours,
  deliveryHours: body.delivery_hours,
  conversions: body.conversions,
  reversals: body.reversals,
  acceptsScript: body.accepts_script,
});

export const toAttribution = (
  setting: AttributionSetting,
  state: AttributionState,
): Static<typeof AttributionAnswer> => ({
  object: 'attribution',
  model: setting.model,
  click_hours: setting.clickHours,
  delivery_hours: setting.deliveryHours,
  conversions: [...setting.conversions],
  reversals: [...setting.reversals],
  accepts_script: setting.acceptsScript,
  counted_until: state.until?.toISOString() ?? null,
  recounting_from: state.month,
});

const Money = Type.String({
  description: 'An exact decimal, in the currency in which the values of events are.',
});

const OutcomeAnswer = Type.Object({
  events: Type.Integer({ description: 'That count, and were looked at.' }),
  credited: Type.Integer({ description: 'Of those, put down to a text.' }),
  conversions: Type.Number(),
  revenue: Money,
  texts: Type.Integer({ description: 'Texts that got any of it.' }),
});

export const PreviewAnswer = Type.Object(
  {
    object: Type.Literal('attribution_preview'),
    since: Type.String({ format: 'date-time' }),
    is_partial: Type.Boolean({
      description: 'There were more than 20,000 events; the latest were looked at.',
    }),
    now: OutcomeAnswer,
    wished: OutcomeAnswer,
  },
  { title: 'AttributionPreview' },
);

const toOutcome = (outcome: Outcome): Static<typeof OutcomeAnswer> => ({
  ...outcome,
  conversions: Math.round(outcome.conversions * 10_000) / 10_000,
  revenue: writeValue(outcome.revenue),
});

export const toPreview = ({ since, isPartial, now, wished }: Preview): Static<typeof PreviewAnswer> => ({
  ...{ object: 'attribution_preview' as const, since: since.toISOString(), is_partial: isPartial },
  ...{ now: toOutcome(now), wished: toOutcome(wished) },
});

export const ConversionAnswer = Type.Object(
  {
    object: Type.Literal('conversion'),
    event: Type.String({ description: 'Its name.' }),
    occurred_at: Type.String({ format: 'date-time' }),
    contact_id: Type.String(),
    message_id: Type.String({ description: 'The text that it is put down to.' }),
    campaign_id: nullable(Type.String()),
    link_id: nullable(Type.String()),
    touch: Type.Enum(['coupon', 'click', 'utm', 'delivery'], {
      description:
        'It was bought with the code of a text; a link was opened; the purchase names the campaign (utm_campaign, utm_id); or the text only arrived.',
    }),
    touched_at: Type.String({ format: 'date-time' }),
    share: Type.Number({
      description:
        'Of the event: 1, or less where several texts share it; with a minus for what is taken back.',
    }),
    revenue: Money,
  },
  { title: 'Conversion' },
);

export const toConversion = (one: ListedCredit): Static<typeof ConversionAnswer> => ({
  object: 'conversion',
  event: one.name,
  occurred_at: one.occurredAt.toISOString(),
  contact_id: publicId('con', one.contactId),
  message_id: publicId('msg', one.messageId),
  campaign_id: one.campaignId && publicId('cmp', one.campaignId),
  link_id: one.linkId && publicId('lnk', one.linkId),
  touch: one.touch,
  touched_at: one.touchedAt.toISOString(),
  share: one.conversions,
  revenue: one.revenue,
});
