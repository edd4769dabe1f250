import { purposesThatMayBeUrgent } from '@tidings/policy/hours';
import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import type { RuleWish } from './change-policy.ts';
import type { OwnRule, PolicySetting } from './own-rule.ts';
import { emergencyReaches } from './rulings/emergency-reach.ts';

const date = Type.String({ format: 'date-time' });
const Profile = Type.Union([Type.Literal('strict'), Type.Literal('statutory'), Type.Literal('federal')], {
  description:
    '`strict`: every state and zone in which the person may be must be open. `statutory`: of the states, those whose law is known, reaches texts and is not lifted by consent. `federal`: the window of the country alone.',
});
const standard = Type.Union([Type.Literal('relationship'), Type.Literal('written'), Type.Literal('proven')], {
  description:
    '`relationship`: all that the law accepts as consent. `written`: no marketing to the United States on an established relationship alone. `proven`: nothing that somebody only attests to.',
});
const reach = Type.Enum([...emergencyReaches], {
  description:
    '`joined`: emergencies reach people who have joined a program for them. `known`: whoever is on record, too, where the law asks for no consent in danger (47 CFR 64.1200(a)(1), and its like in Canada, the EEA, Switzerland and the United Kingdom), unless they have left the brand. Drills reach those who have joined.',
});
const urgent = Type.Array(Type.String({ maxLength: 40 }), {
  maxItems: 10,
  description: `Purposes whose texts go at any hour: any of ${purposesThatMayBeUrgent.join(', ')}. The others keep 08:00–21:00 where the person is.`,
});
export const PolicyBody = Type.Object(
  {
    profile: Type.Optional(Profile),
    urgent_purposes: Type.Optional(urgent),
    permission_standard: Type.Optional(standard),
    emergency_reach: Type.Optional(reach),
    version: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'What was read; refused (409 policy.changed_meanwhile) where another stands by now.',
      }),
    ),
  },
  { additionalProperties: false, description: 'What is left out stays as it is.' },
);
export const PolicyAnswer = Type.Object(
  {
    object: Type.Literal('policy'),
    profile: Profile,
    urgent_purposes: urgent,
    permission_standard: standard,
    emergency_reach: reach,
    version: Type.Integer({ description: 'Counts the changes; 0 while nothing was changed.' }),
    packs: Type.Array(Type.String(), { description: 'The versions of the rules that come with Tidings.' }),
  },
  { title: 'Policy' },
);

const time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' });
const DayWindow = Type.Optional(
  Type.Union([Type.Tuple([time, time]), Type.Null()], {
    description:
      'From and until, half-open, on the person’s clock; null for none. Left out: as the law has it.',
  }),
);
const Week = Type.Object(
  { mon_fri: DayWindow, sat: DayWindow, sun: DayWindow },
  { additionalProperties: false },
);
const shared = {
  jurisdiction: Type.String({ maxLength: 5, description: '`US-LA`, `US`, `GB`, or `*` for everywhere.' }),
  reason: Type.String({ minLength: 1, maxLength: 500, description: 'Why; of a day, its name.' }),
};
export const RuleBody = Type.Union([
  Type.Object({ kind: Type.Literal('hours'), ...shared, week: Week }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('day'), ...shared, on_date: Type.String({ format: 'date' }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('closure'),
      ...shared,
      starts_at: Type.Optional(date),
      ends_at: Type.Optional(nullable(date)),
      spares_transactional: Type.Optional(
        Type.Boolean({
          description:
            'Whether transactional and internal texts go all the same; false where it is not said.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
]);
export const RuleAnswer = Type.Object(
  {
    object: Type.Literal('policy_rule'),
    id: Type.String(),
    kind: Type.Union([Type.Literal('hours'), Type.Literal('day'), Type.Literal('closure')]),
    ...shared,
    week: nullable(Type.Record(Type.String(), nullable(Type.Array(Type.String())))),
    on_date: nullable(Type.String({ format: 'date' })),
    starts_at: nullable(date),
    ends_at: nullable(date),
    spares_transactional: Type.Boolean(),
    made_by: Type.String(),
    made_at: date,
    ended_by: nullable(Type.String()),
    ended_at: nullable(date),
  },
  { title: 'PolicyRule' },
);

export const ExplainQuery = Type.Object(
  {
    to: Type.String({
      maxLength: 40,
      description: 'The number, as +12125550101. A contact of yours brings its address.',
    }),
    purpose: Type.Optional(Type.String({ maxLength: 40 })),
    state: Type.Optional(Type.String({ maxLength: 2, description: 'Instead of what is on record.' })),
    zone: Type.Optional(Type.String({ maxLength: 64, description: 'Instead of what is on record.' })),
    at: Type.Optional(date),
    priority: Type.Optional(
      Type.Enum(['low', 'normal', 'high'], {
        description: 'How much of the fatigue budget it may use up; normal where it is not said.',
      }),
    ),
  },
  { additionalProperties: false },
);
export const ExplainAnswer = Type.Object(
  {
    object: Type.Literal('policy_answer'),
    decision: Type.Union([Type.Literal('allow'), Type.Literal('hold'), Type.Literal('drop')]),
    until: nullable(date),
    closes_at: nullable(date),
    trace: Type.Array(
      Type.Object({
        rule: Type.String(),
        version: Type.String(),
        outcome: Type.String(),
        sentence: Type.String(),
      }),
    ),
  },
  { title: 'PolicyAnswer' },
);

export const toPolicy = (setting: PolicySetting, packs: readonly string[]): Static<typeof PolicyAnswer> => ({
  object: 'policy',
  profile: setting.profile,
  urgent_purposes: [...setting.urgentPurposes],
  permission_standard: setting.permissionStandard,
  emergency_reach: setting.emergencyReach,
  version: setting.version,
  packs: [...packs],
});

export const toRule = (rule: OwnRule): Static<typeof RuleAnswer> => ({
  object: 'policy_rule',
  id: publicId('rul', rule.id),
  kind: rule.kind,
  jurisdiction: rule.jurisdiction,
  reason: rule.reason,
  week: rule.week as Record<string, string[] | null> | null,
  on_date: rule.onDate,
  starts_at: rule.startsAt?.toISOString() ?? null,
  ends_at: rule.endsAt?.toISOString() ?? null,
  spares_transactional: rule.sparesTransactional,
  made_by: rule.madeBy,
  made_at: rule.madeAt.toISOString(),
  ended_by: rule.endedBy,
  ended_at: rule.endedAt?.toISOString() ?? null,
});

export function toRuleWish(body: Static<typeof RuleBody>): RuleWish {
  const { kind, jurisdiction, reason } = body;
  const none = { week: null, onDate: null, startsAt: null, endsAt: null, sparesTransactional: false };
  const wish = { ...none, kind, jurisdiction, reason: reason.trim() };
  if (body.kind === 'hours') return { ...wish, week: body.week };
  if (body.kind === 'day') return { ...wish, onDate: body.on_date };
  return {
    ...wish,
    startsAt: body.starts_at === undefined ? null : new Date(body.starts_at),
    endsAt: body.ends_at == null ? null : new Date(body.ends_at),
    sparesTransactional: body.spares_transactional ?? false,
  };
}
