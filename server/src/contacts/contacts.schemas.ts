import { Type } from 'typebox';
import { PageQuery } from '../platform/http/pages.ts';
import { PurposeName } from './programs.schemas.ts';
import { textables } from './textable.ts';

export const time = Type.String({ format: 'date-time' });
export const textOrNull = Type.Union([Type.String(), Type.Null()]);
const timeOrNull = Type.Union([time, Type.Null()]);
const shortText = Type.Union([Type.String({ maxLength: 200 }), Type.Null()]);

const FieldValues = Type.Record(Type.String(), Type.String({ maxLength: 2_000 }), {
  maxProperties: 200,
  description: 'The business’s own columns, by the name that templates use.',
});

const contactProperties = {
  object: Type.Literal('contact'),
  id: Type.String({ description: 'con_ and a number.' }),
  number: Type.String({ description: 'E.164; the person’s key, which never changes.' }),
  name: Type.Union([Type.String(), Type.Null()], { description: 'First and last name as one line.' }),
  first_name: textOrNull,
  last_name: textOrNull,
  email: textOrNull,
  country: textOrNull,
  region: textOrNull,
  time_zone: textOrNull,
  time_zone_source: Type.Union([Type.String(), Type.Null()], {
    description: 'How we know the zone: own, address, area_code, country or workspace.',
  }),
  tracking: Type.Union([Type.Literal('agreed'), Type.Literal('refused'), Type.Null()], {
    description: 'Whether it may be kept that they opened a link, by their own word.',
  }),
  fields: Type.Record(Type.String(), Type.String()),
};

/** A contact in a listing. */
export const ContactAnswer = Type.Object(
  {
    ...contactProperties,
    may_be_texted: Type.Optional(
      Type.Enum([...textables], {
        description:
          'Whether any program may text them, by what is on record: yes; weak where they joined and what shows it is not enough for the program’s texts; pending where they were asked and their YES is awaited; opted_out; no_consent. Each text is judged anew.',
      }),
    ),
  },
  { title: 'Contact' },
);

export const ContactDetail = Type.Object(
  {
    ...contactProperties,
    language: Type.Union([Type.String(), Type.Null()], {
      description: 'What they read, by their own choice or as somebody has noted it.',
    }),
    revision: Type.String({
      description: 'Another one with every change of what is on file. The ETag is the same in quotes.',
    }),
    lists: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    tags: Type.Array(Type.String()),
  },
  { title: 'ContactDetail' },
);

export const ContactsQuery = Type.Object({
  ...PageQuery.properties,
  search: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'The beginning of a number, of a name or of an e-mail address.',
    }),
  ),
  list: Type.Optional(Type.String({ description: 'Only contacts on this list: lst_…' })),
  tag: Type.Optional(Type.String({ maxLength: 100, description: 'Only contacts with this tag.' })),
});

export const EvidenceBody = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  description: 'What proves it: raw words, page address, recording, agent. Kept as given, never changed.',
});

const Method = Type.String({
  minLength: 1,
  maxLength: 50,
  pattern: '^[a-z][a-z0-9_]*$',
  description: 'How it came about: web_form, keyword, paper, verbal, point_of_sale, api …',
});

export const ContactBody = Type.Object(
  {
    number: Type.String({
      maxLength: 60,
      description: 'With country code, or as written in the workspace’s country.',
    }),
    first_name: Type.Optional(shortText),
    last_name: Type.Optional(shortText),
    email: Type.Optional(shortText),
    country: Type.Optional(Type.Union([Type.String({ pattern: '^[A-Za-z]{2}$' }), Type.Null()])),
    region: Type.Optional(shortText),
    time_zone: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Null()])),
    fields: Type.Optional(FieldValues),
    lists: Type.Optional(Type.Array(Type.String(), { maxItems: 50, description: 'lst_…' })),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 })),
    consent: Type.Optional(
      Type.Object({
        program_id: Type.String(),
        method: Method,
        occurred_at: time,
        words_shown: Type.Optional(Type.Union([Type.String({ maxLength: 10_000 }), Type.Null()])),
        evidence: Type.Optional(EvidenceBody),
      }),
    ),
  },
  { additionalProperties: false },
);

export const NewContactAnswer = Type.Object(
  {
    ...contactProperties,
    consent: Type.Union(
      [Type.Literal('granted'), Type.Literal('unchanged'), Type.Literal('opted_out'), Type.Null()],
      {
        description:
          'What became of the consent; opted_out when the person had left, which nobody else can undo.',
      },
    ),
  },
  { title: 'NewContact' },
);

export const RecordConsentBody = Type.Object(
  {
    program_id: Type.String({ description: 'What they agreed to: prg_…' }),
    method: Type.Union(
      ['paper', 'web_form', 'point_of_sale', 'verbal'].map((method) => Type.Literal(method)),
      {
        description:
          'How they agreed. What was said aloud is no agreement in writing, which texts that sell need in most countries.',
      },
    ),
    occurred_at: time,
    attestation: Type.String({
      minLength: 10,
      maxLength: 1_000,
      description: 'What shows it, and where that is kept. It stands with the name of whoever records it.',
    }),
    words_shown: Type.Optional(
      Type.String({ maxLength: 10_000, description: 'The exact words they saw, where those are known.' }),
    ),
  },
  { additionalProperties: false },
);

export const RecordedConsentAnswer = Type.Object(
  {
    object: Type.Literal('recorded_consent'),
    contact_id: Type.String(),
    program_id: Type.String(),
    outcome: Type.Union([Type.Literal('granted'), Type.Literal('unchanged')], {
      description: 'unchanged where what is on record is worth as much already; nothing was written then.',
    }),
  },
  { title: 'RecordedConsent' },
);

export const OptOutBody = Type.Object(
  {
    program_id: Type.Optional(
      Type.String({ description: 'Leaves this program’s brand; without it, every brand.' }),
    ),
    method: Type.Optional(Method),
    occurred_at: Type.Optional(time),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    evidence: Type.Optional(EvidenceBody),
  },
  { additionalProperties: false },
);

export const OptOutAnswer = Type.Object(
  {
    contact_id: Type.String(),
    brands: Type.Array(
      Type.Object({
        brand_id: Type.String(),
        brand_name: Type.String(),
        event_id: Type.String(),
        was_opted_out: Type.Boolean({ description: 'True when the person had left before.' }),
      }),
    ),
  },
  { title: 'OptOut' },
);

export const ConsentEventAnswer = Type.Object(
  {
    id: Type.String({ description: 'cev_ and its place in the chain.' }),
    type: Type.String({
      description: 'opt_in, opt_out, rejoin, withdrawn, doi_requested, doi_confirmed or expired.',
    }),
    method: Type.String(),
    occurred_at: time,
    recorded_at: time,
    brand_id: Type.String(),
    program_id: textOrNull,
    words_shown: textOrNull,
    evidence: Type.Record(Type.String(), Type.Unknown()),
    actor: Type.String(),
    import_id: textOrNull,
    level: Type.Union([
      Type.Object(
        {
          name: Type.String({
            description:
              'pewc, pec, gdpr_consent, soft_opt_in, express, implied or established_relationship; worked out from the record.',
          }),
          expires_at: timeOrNull,
          reason: Type.String(),
        },
        { description: 'What this event allows by law. Null where it allows nothing.' },
      ),
      Type.Null(),
    ]),
    hash: Type.String(),
  },
  { title: 'ConsentEvent' },
);

export const ConsentRecordAnswer = Type.Object(
  {
    object: Type.Literal('consent_record'),
    contact_id: Type.String(),
    number: Type.String(),
    programs: Type.Array(
      Type.Object({
        program_id: Type.String(),
        program_name: Type.String(),
        purpose: PurposeName,
        status: Type.Union([
          Type.Literal('pending'),
          Type.Literal('opted_in'),
          Type.Literal('opted_out'),
          Type.Literal('no_consent'),
        ]),
        event_id: textOrNull,
        since: {
          ...timeOrNull,
          description: 'When they said so; of what lies far back, when it was recorded.',
        },
        is_weak: Type.Boolean({
          description:
            'True where they have joined by less than texts of this purpose need where the number is: those leave them out.',
        }),
      }),
    ),
    suppressions: Type.Array(
      Type.Object({
        brand_id: Type.String(),
        brand_name: Type.String(),
        is_suppressed: Type.Boolean(),
        reason: Type.String(),
        event_id: Type.String(),
        suppressed_at: time,
        lifted_at: timeOrNull,
      }),
    ),
    events: Type.Array(ConsentEventAnswer, { description: 'Newest first.' }),
    has_more_events: Type.Boolean(),
  },
  { title: 'ConsentRecord' },
);
