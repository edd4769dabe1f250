import { isZone } from '@tidings/policy/hours';
import { type Static, Type } from 'typebox';
import { ConfirmVersion, type Spread, writeWall } from '../../campaigns/index.ts';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId } from '../../platform/ids.ts';
import type { Confirmed } from './arm-campaign.ts';
import type { FirstShare, ScheduleWish, Start } from './decide-start.ts';
import type { CampaignSchedule } from './schedule.ts';

const time = Type.String({ format: 'date-time' });
const wall = { pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$', maxLength: 16 };

/** How its people come after one another; at most one of these. */
export const SpreadFields = {
  over_minutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10_080, description: 'Spread evenly over so many minutes.' }),
  ),
  per_minute: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  per_hour: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000_000 })),
  per_day: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000_000,
      description: 'So many a day, from the same hour on, also when the clocks change.',
    }),
  ),
};

/** A canary or a pilot: only where a campaign goes once. */
const FirstFields = {
  first_people: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description:
        'So many people first, drawn by lot; the others after `first_minutes`, or when somebody lets them go on.',
    }),
  ),
  first_percent: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 100,
      description: 'In place of first_people: such a share of the people whom the check has found.',
    }),
  ),
  first_minutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10_080, description: 'Left out, the others wait for POST …/go-on.' }),
  ),
};

export const PastField = Type.Optional(
  Type.Enum(['now', 'next_day', 'skip'], {
    description:
      'What becomes of people whose hour is over when it starts; next_day unless told. Those who are skipped stand in the waterfall.',
  }),
);

export const ScheduleBody = Type.Object(
  {
    at: Type.Optional({ ...time, description: 'An instant, such as 2026-12-01T15:00:00Z.' }),
    wall: Type.Optional(
      Type.String({ ...wall, description: 'An hour on a clock, such as 2026-12-01T10:00, in `zone`.' }),
    ),
    zone: Type.Optional(
      Type.String({ maxLength: 64, description: 'Of `wall`; the zone of the workspace unless told.' }),
    ),
    local: Type.Optional(
      Type.String({ ...wall, description: 'An hour on the clock of each person, such as 2026-12-01T10:00.' }),
    ),
    best_hours: Type.Optional(
      Type.Object(
        {
          day: Type.String({
            pattern: '^\\d{4}-\\d\\d-\\d\\d$',
            description: 'The day, on the calendar of each person, such as 2026-12-01.',
          }),
          from: Type.Optional(
            Type.Integer({ minimum: 0, maximum: 23, description: 'Nobody before it; 9 unless told.' }),
          ),
          to: Type.Optional(
            Type.Integer({ minimum: 0, maximum: 23, description: 'Nobody after it; 20 unless told.' }),
          ),
          otherwise: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 23,
              description: 'The hour while nobody in the workspace has answered anything; 12 unless told.',
            }),
          ),
        },
        {
          additionalProperties: false,
          description:
            'Each person at the hour at which they are likeliest to answer: by their own clicks and replies, smoothed toward those of all.',
        },
      ),
    ),
    past: PastField,
    recall_minutes: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_440,
        description: 'How long it can be taken back before the first text; 0 unless told.',
      }),
    ),
    ...SpreadFields,
    ...FirstFields,
    confirm_count: Type.Optional(Type.Integer({ minimum: 0 })),
    confirm_version: ConfirmVersion,
    most_people: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 2_000_000_000,
        description:
          'It does not start where more people would be texted by then. A tenth more than the check found unless told.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const ScheduleAnswer = Type.Object(
  {
    object: Type.Literal('campaign_schedule'),
    campaign_id: Type.String(),
    state: Type.Enum(['armed', 'started', 'failed', 'missed', 'withdrawn']),
    sentence: nullable(Type.String({ description: 'Why it did not start.' })),
    starts_at: { ...time, description: 'When it starts; with `local`, the hour of whoever is first.' },
    last_at: { ...time, description: 'From when on the last of its people may get it.' },
    local: nullable(Type.Object({ time: Type.String(), past: Type.Enum(['now', 'next_day', 'skip']) })),
    best_hours: nullable(Type.Object({ day: Type.String(), from: Type.Integer(), to: Type.Integer() })),
    spread: nullable(
      Type.Object({
        kind: Type.Enum(['over', 'pace', 'daily', 'first']),
        minutes: nullable(Type.Integer()),
        people: nullable(Type.Integer()),
        every_minutes: nullable(Type.Integer()),
      }),
    ),
    zones: nullable(
      Type.Array(
        Type.Object({
          zone: Type.String(),
          hour: nullable(Type.Integer({ description: 'With best_hours: that of these people.' })),
          people: Type.Integer(),
          at: nullable({ ...time, description: 'Null for those who are left out.' }),
          sentence: nullable(Type.String()),
        }),
      ),
    ),
    sentences: Type.Array(Type.String(), {
      description: 'What to know, such as an hour that does not exist.',
    }),
    most_people: Type.Integer(),
    set_by: Type.String(),
    set_at: time,
  },
  { title: 'CampaignSchedule' },
);

const { starts_at, last_at, spread, zones, sentences } = ScheduleAnswer.properties;
export const SchedulePreviewAnswer = Type.Object(
  {
    object: Type.Literal('schedule_preview'),
    people: Type.Integer({ description: 'As the check found them; with `local`, the zones count them now.' }),
    ...{ starts_at, last_at, spread, zones, sentences },
  },
  { title: 'SchedulePreview' },
);

export const toSchedulePreview = ({
  people,
  startsAt,
  plan,
  told,
}: Start & { readonly people: number }): Static<typeof SchedulePreviewAnswer> => ({
  object: 'schedule_preview',
  people,
  starts_at: startsAt.toISOString(),
  last_at: told.lastAt,
  spread: toSpread(plan.spread),
  zones: told.zones?.map((zone) => ({ ...zone, hour: zone.hour ?? null })) ?? null,
  sentences: [...told.sentences],
});

export function readScheduleWish(body: Static<typeof ScheduleBody>): ScheduleWish & Confirmed {
  const { at, wall: text, zone = null, local, past = 'next_day', recall_minutes: recallMinutes = 0 } = body;
  const { best_hours: best } = body;
  if (zone !== null && !isZone(zone)) {
    const detail = `There is no time zone ${zone}. Name one as in America/New_York.`;
    throw new Invalid('schedule.bad_zone', detail, [{ pointer: '/zone', code: 'schedule.bad_zone', detail }]);
  }
  return {
    ...(at === undefined ? {} : { at: new Date(at) }),
    ...(text === undefined ? {} : { wall: { text, zone } }),
    ...(local === undefined ? {} : { local: { text: local, past } }),
    ...(best === undefined ? {} : { best: { from: 9, to: 20, otherwise: 12, ...best, past } }),
    recallMinutes,
    spread: readFirst(body),
    confirmCount: body.confirm_count,
    confirmVersion: body.confirm_version,
    mostPeople: body.most_people,
  };
}

type SpreadBody = {
  readonly over_minutes?: number;
  readonly per_minute?: number;
  readonly per_hour?: number;
  readonly per_day?: number;
};
type FirstBody = SpreadBody & {
  readonly first_people?: number;
  readonly first_percent?: number;
  readonly first_minutes?: number;
};

/** How people come after one another, or who goes first; at most one of all of it. */
function readFirst(body: FirstBody): Spread | FirstShare | null {
  const { first_people: people, first_percent: percent, first_minutes: minutes = null } = body;
  if (people === undefined && percent === undefined && minutes !== null)
    throw new Invalid('schedule.first_whom', 'Say with first_people or first_percent how many go first.');
  return onlyOne<Spread | FirstShare>([
    ...spreadsIn(body),
    ...(people === undefined ? [] : [{ kind: 'first', people, minutes } as const]),
    ...(percent === undefined ? [] : [{ kind: 'share', percent, minutes } as const]),
  ]);
}

export const readSpread = (body: SpreadBody): Spread | null => onlyOne(spreadsIn(body));

function spreadsIn({ over_minutes, per_minute, per_hour, per_day }: SpreadBody): Spread[] {
  return [
    ...(over_minutes === undefined ? [] : [{ kind: 'over', minutes: over_minutes } as const]),
    ...(per_minute === undefined ? [] : [{ kind: 'pace', people: per_minute, everyMinutes: 1 } as const]),
    ...(per_hour === undefined ? [] : [{ kind: 'pace', people: per_hour, everyMinutes: 60 } as const]),
    ...(per_day === undefined ? [] : [{ kind: 'daily', people: per_day } as const]),
  ];
}

function onlyOne<T>(found: readonly T[]): T | null {
  if (found.length > 1)
    throw new Invalid(
      'schedule.two_paces',
      'Give one of over_minutes, per_minute, per_hour, per_day, first_people and first_percent: they would contradict each other.',
    );
  return found[0] ?? null;
}

export function toSchedule(schedule: CampaignSchedule): Static<typeof ScheduleAnswer> {
  const { plan, told } = schedule;
  return {
    object: 'campaign_schedule',
    campaign_id: publicId('cmp', schedule.campaignId),
    state: schedule.state,
    sentence: schedule.sentence,
    starts_at: schedule.startsAt.toISOString(),
    last_at: told.lastAt,
    local: plan.local && { time: writeWall(plan.local.wall), past: plan.local.past },
    spread: toSpread(plan.spread),
    zones: told.zones?.map((zone) => ({ ...zone, hour: zone.hour ?? null })) ?? null,
    best_hours: plan.local?.best
      ? { day: writeWall(plan.local.wall).slice(0, 10), ...plan.local.best }
      : null,
    sentences: [...told.sentences],
    most_people: schedule.mostPeople,
    set_by: schedule.setBy,
    set_at: schedule.setAt.toISOString(),
  };
}

export function toSpread(spread: Spread | null): Static<typeof ScheduleAnswer>['spread'] {
  if (spread === null) return null;
  return {
    kind: spread.kind,
    minutes: spread.kind === 'over' || spread.kind === 'first' ? spread.minutes : null,
    people: spread.kind === 'over' ? null : spread.people,
    every_minutes: spread.kind === 'pace' ? spread.everyMinutes : null,
  };
}
