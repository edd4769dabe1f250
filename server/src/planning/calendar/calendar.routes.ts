import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { readCalendar } from './calendar.ts';
import type { CalendarEntry } from './clashes.ts';

const time = Type.String({ format: 'date-time' });
const dayMs = 86_400_000;
const longestDays = 92;

const CalendarAnswer = Type.Object(
  {
    object: Type.Literal('campaign_calendar'),
    from: time,
    until: time,
    entries: Type.Array(
      Type.Object({
        kind: Type.Enum(['campaign', 'coming'], {
          description:
            '`coming` is a time of a series that is not made yet; its campaign_id is that of the model.',
        }),
        campaign_id: Type.String(),
        series_id: nullable(Type.String()),
        name: Type.String(),
        status: Type.String(),
        starts_at: time,
        last_at: nullable(time),
        people: nullable(Type.Integer()),
        sender_id: Type.String(),
      }),
    ),
    clashes: Type.Array(
      Type.Object({
        of: Type.Array(Type.Integer(), { description: 'Places of the two among the entries.' }),
        why: Type.Enum(['same_people', 'same_sender']),
        sentence: Type.String(),
      }),
    ),
    is_cut: Type.Boolean({ description: 'True where there is more than fits here; ask for fewer days.' }),
  },
  { title: 'CampaignCalendar' },
);

export function calendarRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaign-calendar',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'See what goes and went when, with what comes by a rule, and which of them meet',
        tags: ['campaigns'],
        querystring: Type.Object(
          {
            from: Type.Optional({ ...time, description: 'Now unless told.' }),
            until: Type.Optional({ ...time, description: 'Thirty days later unless told, 92 at most.' }),
          },
          { additionalProperties: false },
        ),
        response: { 200: CalendarAnswer },
      },
    },
    async ({ scope, query }) => {
      const now = ctx.clock.now();
      const from = query.from === undefined ? now : new Date(query.from);
      const until = query.until === undefined ? new Date(from.getTime() + 30 * dayMs) : new Date(query.until);
      refuseSpan(from, until);
      const { entries, clashes, isCut } = await ctx.db.tx(scope.workspaceId, (tx) =>
        readCalendar(tx, now, from, until),
      );
      return {
        object: 'campaign_calendar' as const,
        ...{ from: from.toISOString(), until: until.toISOString(), is_cut: isCut },
        entries: entries.map(toEntry),
        clashes: clashes.map(({ of, why, sentence }) => ({ of: [...of], why, sentence })),
      };
    },
  );
}

function refuseSpan(from: Date, until: Date): void {
  const days = (until.getTime() - from.getTime()) / dayMs;
  if (days > 0 && days <= longestDays) return;
  throw new Invalid(
    'calendar.bad_span',
    `Ask for a span of at most ${longestDays} days that ends after it begins.`,
  );
}

const toEntry = (entry: CalendarEntry) => ({
  kind: entry.kind,
  campaign_id: publicId('cmp', entry.campaignId),
  series_id: entry.seriesId && publicId('ser', entry.seriesId),
  name: entry.name,
  status: entry.status,
  starts_at: entry.startsAt.toISOString(),
  last_at: entry.lastAt?.toISOString() ?? null,
  people: entry.people,
  sender_id: publicId('snd', entry.senderId),
});
