import { type Static, Type } from 'typebox';
import type { Scope } from '../../accounts/index.ts';
import { nameOf } from '../../contacts/index.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId } from '../../platform/ids.ts';
import { writeMoney } from '../../spending/index.ts';
import { standingStates } from '../approval.ts';
import {
  CampaignAnswer,
  EstimateAnswer,
  PaceAnswer,
  toCampaign,
  toEstimate,
  toPaceInWords,
  WaterfallAnswer,
} from '../campaigns.schemas.ts';
import { HoursLineAnswer, toHoursLine } from '../hours-line.schemas.ts';
import { ReadingAnswer } from '../preview.schemas.ts';
import { samplesFor } from '../samples-for.ts';
import type { FlightCheck, FlightSchedule } from './check-flight.ts';
import type { FlightSample } from './render-samples.ts';

const Count = Type.Integer({ minimum: 0 });
const date = Type.String({ format: 'date-time' });

const PlannedLineAnswer = Type.Object({
  ...HoursLineAnswer.properties,
  planned_from: {
    ...date,
    description:
      'The first and the last hour that are planned for these people; both the hour of the launch where no schedule is followed.',
  },
  planned_to: date,
});

const FlightScheduleAnswer = Type.Object({
  starts_at: date,
  last_at: {
    ...date,
    description: 'From when on the last of its people may get it; of a pilot, the last of the first.',
  },
  zones: nullable(
    Type.Array(
      Type.Object({
        zone: Type.String(),
        hour: nullable(Type.Integer({ description: 'Where each person has an hour of their own.' })),
        people: Count,
        at: nullable({ ...date, description: 'Null for those who are left out: their hour is over.' }),
      }),
      { description: 'People by the clock that they live by; null where all go from one moment on.' },
    ),
  ),
  sentences: Type.Array(Type.String(), {
    description: 'What there is to know of it, also what cannot be known before it starts.',
  }),
});

export const FlightQuery = Type.Object(
  {
    at: Type.Optional({
      ...date,
      description:
        'The hour of the launch. Left out, it is now, or the start of its schedule where it is scheduled, which is then followed person by person; another hour than that asks about a launch by hand.',
    }),
  },
  { additionalProperties: false },
);

type FlightScheduleFields = Static<typeof FlightScheduleAnswer>;

const Money = Type.String({ description: 'An exact decimal, such as 0.0079.' });

const Reason = Type.Object({
  severity: Type.Enum(['no_go', 'warning']),
  code: Type.String(),
  sentence: Type.String(),
});

const Finish = Type.Object({
  at: nullable({ ...date, description: 'When the last text leaves; null where none does.' }),
  is_cut: Type.Boolean({
    description:
      'True when it takes longer than the 60 days that are looked at, from the last planned hour on.',
  }),
  never_people: {
    ...Count,
    description: 'People for whom no hour opens; they are in none of these figures.',
  },
  hours: Type.Array(Type.Object({ from: date, people: Count, parts: Count }), {
    description: 'How much leaves in each hour in which anything does, when nothing else sends.',
  }),
});

const Cost = Type.Object({
  currency: Type.String(),
  per_text: Type.Object({ min: Money, mean: Money, max: Money }),
  total: Type.Object({
    min: { ...Money, description: 'Of those alone whom nothing but an hour keeps waiting.' },
    max: { ...Money, description: 'Of everybody who may get it; this is what a launch binds.' },
  }),
});

const SampleAnswer = Type.Object({
  why: Type.Enum([
    'longest',
    'unwritable',
    'missing_value',
    'forced_ucs2',
    'non_latin_name',
    'first',
    'random',
  ]),
  contact: Type.Object({ id: Type.String(), name: nullable(Type.String()), number: Type.String() }),
  text: nullable(Type.String()),
  sentence: nullable(Type.String({ description: 'Why there is no text.' })),
  parts: Count,
  alphabet: Type.String(),
});

export const FlightAnswer = Type.Object(
  {
    object: Type.Literal('flight_check'),
    campaign_id: Type.String(),
    campaign: CampaignAnswer,
    is_kept: Type.Boolean({
      description: 'True of a POST: the campaign is checked by it and may be launched.',
    }),
    at: date,
    verdict: Type.Enum(['go', 'warnings', 'no_go'], {
      description:
        '`go`: a launch now would be accepted, and there is nothing to say. `no_go`: it would be refused.',
    }),
    reasons: Type.Array(Reason),
    waterfall: WaterfallAnswer,
    departures: Type.Array(
      Type.Object({
        line: Type.String(),
        count: Count,
        sign: Type.Union([Type.Literal('-'), Type.Literal('=')]),
        label: Type.String(),
      }),
      {
        description:
          'From those who may be texted to those whose text goes at once, or at the hour that is planned for them, by rule. It adds up.',
      },
    ),
    will_receive: Count,
    schedule: nullable({
      ...FlightScheduleAnswer,
      description:
        'The schedule that everything here follows; null where all may go at `at`, as fast as the pace allows.',
    }),
    hours: Type.Array(PlannedLineAnswer),
    finish: Finish,
    pace: PaceAnswer,
    cost: nullable({ ...Cost, description: 'Null while nobody has said what texts cost.' }),
    texts: EstimateAnswer,
    missing_values: Type.Array(
      Type.Object({ field: Type.String(), people: Count, contact_ids: Type.Array(Type.String()) }),
      {
        description:
          'Fields that the text names and people have no value for; a fallback stands in, where there is one.',
      },
    ),
    links: Type.Array(
      Type.Object({
        address: Type.String(),
        host: Type.String(),
        is_shortener: Type.Boolean(),
        is_own: nullable(Type.Boolean({ description: 'Null while the brand has said no website.' })),
      }),
    ),
    sender: Type.Object({
      number: Type.String(),
      kind: Type.String(),
      registration: nullable(Type.String()),
      sentence: Type.String(),
    }),
    approval: Type.Object({
      state: Type.Enum([...standingStates]),
      needed: Count,
      given: Count,
      sentence: Type.String(),
    }),
    languages: Type.Array(
      Type.Object({
        language: nullable(Type.String({ description: 'Null for those of whom nobody has said it.' })),
        people: Count,
        text: nullable(Type.String({ description: 'The tag of the text that they get; null for the body.' })),
        is_theirs: Type.Boolean({ description: 'False where the body is in another language than theirs.' }),
      }),
      { description: 'Who reads what, and which text they get.' },
    ),
    reading: ReadingAnswer,
    samples: Type.Array(SampleAnswer, {
      description: 'Up to 20 real people: the worst cases, then some by lot. None without contacts.read.',
    }),
    took_ms: { ...Count, description: 'How long this check took.' },
  },
  { title: 'FlightCheck' },
);

export function toFlight(scope: Scope, check: FlightCheck): Static<typeof FlightAnswer> {
  const { campaign, scan, flow, cost, registration, approval } = check;
  return {
    object: 'flight_check',
    campaign_id: publicId('cmp', campaign.id),
    campaign: toCampaign(campaign),
    is_kept: check.isKept,
    at: check.at.toISOString(),
    verdict: check.verdict,
    reasons: [...check.reasons],
    waterfall: [...check.waterfall],
    departures: [...check.departures],
    will_receive: scan.counts.willReceive,
    schedule: check.schedule && toSchedule(check.schedule),
    hours: check.hours.map(({ plannedFrom, plannedTo, ...line }) => ({
      ...toHoursLine(line),
      planned_from: plannedFrom.toISOString(),
      planned_to: plannedTo.toISOString(),
    })),
    finish: {
      at: flow.finishesAt?.toISOString() ?? null,
      is_cut: flow.isCut,
      never_people: flow.neverPeople,
      hours: flow.hours.map(({ from, ...hour }) => ({ from: from.toISOString(), ...hour })),
    },
    pace: toPaceInWords(check.pace),
    cost: cost && {
      currency: cost.currency,
      per_text: inDecimals(cost.perText),
      total: inDecimals(cost.total),
    },
    texts: toEstimate(scan.estimate),
    missing_values: scan.missing.map(({ field, people, contactIds }) => ({
      ...{ field, people, contact_ids: contactIds.map((id) => publicId('con', id)) },
    })),
    links: check.links.map(({ address, host, isShortener, isOwn }) => ({
      ...{ address, host, is_shortener: isShortener, is_own: isOwn },
    })),
    sender: {
      number: registration.number,
      kind: registration.kind,
      registration: registration.registration,
      sentence: registration.sentence,
    },
    approval: { ...approval },
    languages: check.languages.map(({ isTheirs, ...line }) => ({ ...line, is_theirs: isTheirs })),
    reading: [...check.reading],
    samples: samplesFor(scope, check.samples).map(toSample),
    took_ms: check.tookMs,
  };
}

function toSchedule({ plan, startsAt, lastAt, zones, sentences }: FlightSchedule): FlightScheduleFields {
  return {
    starts_at: startsAt.toISOString(),
    last_at: lastAt.toISOString(),
    zones:
      plan.local &&
      zones.map(({ zone, hour, people, at }) => ({ zone, hour, people, at: at?.toISOString() ?? null })),
    sentences: [...sentences],
  };
}

function inDecimals<Name extends string>(amounts: Readonly<Record<Name, bigint>>): Record<Name, string> {
  const written = Object.entries<bigint>(amounts).map(([name, amount]) => [name, writeMoney(amount)]);
  return Object.fromEntries(written) as Record<Name, string>;
}

const toSample = ({ why, contact, text, sentence, parts, alphabet }: FlightSample) => ({
  why,
  contact: { id: publicId('con', contact.id), name: nameOf(contact), number: contact.number },
  ...{ text, sentence, parts, alphabet },
});
