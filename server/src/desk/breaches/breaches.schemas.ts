import { type Static, Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { breachNotFound } from './breach.queries.ts';
import { type Breach, type BreachFacts, type BreachNote, breachRisks, clockOf } from './breach.ts';

const Time = Type.String({ format: 'date-time' });
const Words = (description: string, maxLength = 10_000) =>
  Type.String({ minLength: 1, maxLength, description });
const Categories = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50, description });
const Title = Words('What was breached, in a few words.', 200);
const Count = (description: string) => Type.Integer({ minimum: 0, maximum: 2_000_000_000, description });

const facts = {
  risk: Type.Optional(
    Type.Enum([...breachRisks], {
      description:
        'To the rights and freedoms of people. `unlikely`: the authority need not be told; `high`: the people must be.',
    }),
  ),
  happened_at: Type.Optional(Time),
  nature: Type.Optional(Words('What happened (GDPR art. 33(3)(a)).')),
  data_categories: Type.Optional(Categories('Which kinds of data, such as “telephone number”.')),
  people_categories: Type.Optional(Categories('Whose, such as “customers”.')),
  people: Type.Optional(Count('About how many people.')),
  records: Type.Optional(Count('About how many records.')),
  consequences: Type.Optional(Words('What it may lead to (art. 33(3)(c)).')),
  measures: Type.Optional(Words('What was done about it (art. 33(3)(d)).')),
};

export const BreachBody = Type.Object(
  {
    title: Title,
    aware_at: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'When somebody here became aware of it: the 72 hours run from then. By default now.',
      }),
    ),
    case_id: Type.Optional(Type.String({ maxLength: 40 })),
    ...facts,
  },
  { additionalProperties: false },
);
export const BreachChangeBody = Type.Object(
  { title: Type.Optional(Title), ...facts },
  { additionalProperties: false, minProperties: 1 },
);
export const BreachNoteBody = Type.Object(
  { body: Words('What was done or found.') },
  { additionalProperties: false },
);
export const AuthorityBody = Type.Object(
  {
    name: Words('Which authority.', 200),
    at: Type.Optional(Type.String({ format: 'date-time', description: 'When it was told; by default now.' })),
    reference: Type.Optional(Words('Its reference.', 200)),
    delay_reason: Type.Optional(Words('Needed where the 72 hours were over by then.', 2_000)),
  },
  { additionalProperties: false },
);
export const PeopleBody = Type.Object(
  { how: Words('How they were told, and what.', 2_000), at: Type.Optional(Time) },
  { additionalProperties: false },
);
export const CloseBreachBody = Type.Object(
  {
    not_told_reason: Type.Optional(
      Words(
        'Why nobody was told: why a risk is unlikely (art. 33(1)), or the exception of art. 34(3).',
        2_000,
      ),
    ),
  },
  { additionalProperties: false },
);

const fields = {
  object: Type.Literal('breach'),
  id: Type.String(),
  title: Type.String(),
  status: Type.String(),
  risk: Type.String(),
  aware_at: Time,
  due_at: Type.String({ format: 'date-time', description: 'The end of the 72 hours (GDPR art. 33(1)).' }),
  clock: Type.String({
    description:
      '`runs`, `alarm` within a day of its end, `over`, or `stopped` where nobody need be told any more.',
  }),
  happened_at: nullable(Time),
  nature: nullable(Type.String()),
  data_categories: Type.Array(Type.String()),
  people_categories: Type.Array(Type.String()),
  people: nullable(Type.Integer()),
  records: nullable(Type.Integer()),
  consequences: nullable(Type.String()),
  measures: nullable(Type.String()),
  case_id: nullable(Type.String()),
  authority_told_at: nullable(Time),
  authority_name: nullable(Type.String()),
  authority_reference: nullable(Type.String()),
  delay_reason: nullable(Type.String()),
  people_told_at: nullable(Time),
  people_told_how: nullable(Type.String()),
  not_told_reason: nullable(Type.String()),
  opened_at: Time,
  opened_by: Type.String(),
  closed_at: nullable(Time),
  closed_by: nullable(Type.String()),
};
export const BreachSummary = Type.Object(fields, { title: 'BreachSummary' });
export const BreachAnswer = Type.Object(
  {
    ...fields,
    notes: Type.Array(Type.Object({ at: Time, by: Type.String(), kind: Type.String(), body: Type.String() })),
  },
  { title: 'Breach' },
);

export function toBreachSummary(breach: Breach, now: Date): Static<typeof BreachSummary> {
  const at = (date: Date | null) => date?.toISOString() ?? null;
  return {
    object: 'breach',
    id: publicId('brc', breach.id),
    title: breach.title,
    status: breach.status,
    risk: breach.risk,
    aware_at: breach.awareAt.toISOString(),
    due_at: breach.dueAt.toISOString(),
    clock: clockOf(breach, now),
    happened_at: at(breach.happenedAt),
    nature: breach.nature,
    data_categories: [...breach.dataCategories],
    people_categories: [...breach.peopleCategories],
    people: breach.people,
    records: breach.records,
    consequences: breach.consequences,
    measures: breach.measures,
    case_id: breach.caseId && publicId('cas', breach.caseId),
    authority_told_at: at(breach.authorityToldAt),
    authority_name: breach.authorityName,
    authority_reference: breach.authorityReference,
    delay_reason: breach.delayReason,
    people_told_at: at(breach.peopleToldAt),
    people_told_how: breach.peopleToldHow,
    not_told_reason: breach.notToldReason,
    opened_at: breach.openedAt.toISOString(),
    opened_by: breach.openedBy,
    closed_at: at(breach.closedAt),
    closed_by: breach.closedBy,
  };
}

export const toBreach = (
  breach: Breach,
  notes: readonly BreachNote[],
  now: Date,
): Static<typeof BreachAnswer> => ({
  ...toBreachSummary(breach, now),
  notes: notes.map(({ at, by, kind, body }) => ({ at: at.toISOString(), by, kind, body })),
});

/** What a body says of the breach, and nothing of what it leaves out. */
export function toFacts(body: Static<typeof BreachChangeBody>): Partial<BreachFacts> {
  const { happened_at: happenedAt, data_categories: data, people_categories: people, ...rest } = body;
  return {
    ...rest,
    ...(happenedAt !== undefined && { happenedAt: new Date(happenedAt) }),
    ...(data !== undefined && { dataCategories: data }),
    ...(people !== undefined && { peopleCategories: people }),
  };
}

export function readBreachId(text: string): string {
  const id = readUuidId('brc', text);
  if (id) return id;
  throw breachNotFound(text);
}
