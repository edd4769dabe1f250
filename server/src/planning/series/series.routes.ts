import { isZone } from '@tidings/policy/hours';
import { type Static, Type } from 'typebox';
import { CampaignParams, getCampaign, readCampaignId, readWall } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import {
  PastField,
  readSpread,
  ScheduleAnswer,
  SpreadFields,
  toSpread,
} from '../schedule/schedule.schemas.ts';
import { makeSeries, type SeriesWish, seriesNotFound, stopSeries } from './make-series.ts';
import { readRecurrence } from './recurrence.ts';
import { findSeries, listOccurrences, listSeries } from './series.queries.ts';
import { dayText, firstOf, type Occurrence, type Series, timesOf } from './series.ts';

const time = Type.String({ format: 'date-time' });
const day = Type.String({ format: 'date' });

const SeriesBody = Type.Object(
  {
    rule: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'As RFC 5545 has it: FREQ=WEEKLY;BYDAY=MO,TH, with INTERVAL, BYMONTHDAY, COUNT or UNTIL.',
    }),
    time: Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      description: 'On the clock, such as 10:00.',
    }),
    zone: Type.Optional(
      Type.String({ maxLength: 64, description: 'Whose clock; left out, it is the clock of each person.' }),
    ),
    from: Type.Optional({ ...day, description: 'The first day that counts; today unless told.' }),
    past: PastField,
    ...SpreadFields,
    most_people: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_000_000_000,
        description: 'A time that would reach more does not start. Twice what the check found unless told.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const SeriesAnswer = Type.Object(
  {
    object: Type.Literal('campaign_series'),
    id: Type.String(),
    campaign_id: Type.String({ description: 'The model.' }),
    rule: Type.String(),
    time: Type.String(),
    zone: nullable(Type.String({ description: 'Null where it is the clock of each person.' })),
    from: day,
    past: Type.Enum(['now', 'next_day', 'skip']),
    spread: ScheduleAnswer.properties.spread,
    most_people: Type.Integer(),
    state: Type.Enum(['on', 'off', 'ended']),
    sentence: nullable(Type.String()),
    coming: Type.Array(Type.Object({ day, at: time, sentence: nullable(Type.String()) }), {
      description: 'The next five times. At the hours of people, `at` is that of whoever on earth is first.',
    }),
    made: Type.Array(
      Type.Object({
        day,
        campaign_id: Type.String(),
        state: Type.Enum(['made', 'scheduled', 'failed']),
        sentence: nullable(Type.String()),
      }),
      { description: 'The last twenty times, each a campaign of its own.' },
    ),
    made_by: Type.String(),
    made_at: time,
  },
  { title: 'CampaignSeries' },
);

const { rule: ruleField, time: timeField, zone: zoneField, from: fromField } = SeriesBody.properties;
const SeriesPreviewBody = Type.Object(
  { rule: ruleField, time: timeField, zone: zoneField, from: fromField },
  { additionalProperties: false },
);
const SeriesPreviewAnswer = Type.Object(
  { object: Type.Literal('series_preview'), coming: SeriesAnswer.properties.coming },
  { title: 'SeriesPreview' },
);

const Params = Type.Object({ id: Type.String({ description: 'ser_…' }) });
const tags = ['campaigns'];

export function seriesRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/campaigns/:id/series',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Let a checked campaign come again by a rule; each time is a campaign of its own',
        tags,
        params: CampaignParams,
        body: SeriesBody,
        response: { 201: SeriesAnswer },
      },
    },
    async ({ scope, params, body }, reply) => {
      const id = readCampaignId(params.id);
      // Nobody is told of their hours what is wrong with a campaign that is not theirs.
      await ctx.db.tx(scope.workspaceId, (tx) => getCampaign(tx, id));
      const series = await makeSeries(ctx, scope, id, readWish(body, ctx.clock.now()));
      return reply.code(201).send(toSeries(series, [], ctx.clock.now()));
    },
  );

  http.post(
    '/v1/campaign-series/preview',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See on which days and at which hours a rule comes, before anything is made of it',
        tags,
        body: SeriesPreviewBody,
        response: { 200: SeriesPreviewAnswer },
      },
    },
    async ({ body }) => {
      const now = ctx.clock.now();
      return { object: 'series_preview' as const, coming: toComing(readWish(body, now), now) };
    },
  );

  http.get(
    '/v1/campaign-series',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List the campaigns that come again, newest first',
        tags,
        response: { 200: Type.Object({ data: Type.Array(SeriesAnswer) }) },
      },
    },
    async ({ scope }) => {
      const all = await ctx.db.tx(scope.workspaceId, (tx) => listSeries(tx, { onlyOn: false, limit: 200 }));
      return { data: all.map((series) => toSeries(series, [], ctx.clock.now())) };
    },
  );

  http.get(
    '/v1/campaign-series/:id',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read a series, with its next times and what was made of it',
        tags,
        params: Params,
        response: { 200: SeriesAnswer },
      },
    },
    async ({ scope, params }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const id = readSeriesId(params.id);
        const series = await findSeries(tx, id);
        if (!series) throw seriesNotFound(id);
        return toSeries(series, await listOccurrences(tx, id, 20), ctx.clock.now());
      }),
  );

  http.post(
    '/v1/campaign-series/:id/stop',
    {
      config: { permission: 'campaigns.launch' },
      schema: {
        summary: 'Make no more of a series; what is scheduled already stays so',
        tags,
        params: Params,
        response: { 200: SeriesAnswer },
      },
    },
    async ({ scope, params }) =>
      toSeries(await stopSeries(ctx, scope, readSeriesId(params.id)), [], ctx.clock.now()),
  );
}

function readSeriesId(text: string): string {
  const id = readUuidId('ser', text);
  if (id) return id;
  throw seriesNotFound(text.slice(0, 60));
}

function readWish(body: Static<typeof SeriesBody>, now: Date): SeriesWish {
  const { rule, time: text, zone = null, from, past = 'next_day', most_people: mostPeople } = body;
  readRecurrence(rule);
  if (zone !== null && !isZone(zone))
    throw new Invalid('schedule.bad_zone', `There is no time zone ${zone}. Name one as in America/New_York.`);
  const wall = readWall(`${from ?? now.toISOString().slice(0, 10)}T${text}`);
  if (!wall)
    throw new Invalid('schedule.bad_hour', 'Give the first day as a day that there is, such as 2026-12-01.');
  const { day: fromDay, minute } = wall;
  return { rule, fromDay, minute, zone, past, spread: readSpread(body), mostPeople };
}

const toComing = (series: Parameters<typeof timesOf>[0], now: Date) =>
  firstOf(timesOf(series, now), 5).map(({ day: on, at, sentence }) => ({
    ...{ day: dayText(on), at: at.toISOString(), sentence },
  }));

export function toSeries(
  series: Series,
  made: readonly Occurrence[],
  now: Date,
): Static<typeof SeriesAnswer> {
  return {
    object: 'campaign_series',
    id: publicId('ser', series.id),
    campaign_id: publicId('cmp', series.campaignId),
    rule: series.rule,
    time: new Date(series.minute * 60_000).toISOString().slice(11, 16),
    zone: series.zone,
    from: dayText(series.fromDay),
    past: series.past,
    spread: toSpread(series.spread),
    most_people: series.mostPeople,
    state: series.state,
    sentence: series.sentence,
    coming: series.state === 'on' ? toComing(series, now) : [],
    made: made.map(({ day: on, campaignId, state, sentence }) => ({
      day: dayText(on),
      campaign_id: publicId('cmp', campaignId),
      state,
      sentence,
    })),
    made_by: series.madeBy,
    made_at: series.madeAt.toISOString(),
  };
}
