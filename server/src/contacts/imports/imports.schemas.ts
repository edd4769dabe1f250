import { type Static, Type } from 'typebox';
import { PageQuery } from '../../platform/http/pages.ts';

const Nullable = <T extends ReturnType<typeof Type.String> | ReturnType<typeof Type.Boolean>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Time = Type.String({ format: 'date-time' });

export const UploadQuery = Type.Object({
  file_name: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'The name by which people will know the file.',
  }),
});

const Attestation = Type.Object({
  method: Type.String({
    minLength: 1,
    maxLength: 100,
    description: 'How they agreed: web_form, paper, point_of_sale, keyword …',
  }),
  evidence: Type.String({
    minLength: 1,
    maxLength: 2_000,
    description: 'What shows it, and where it is kept.',
  }),
  date: Type.Optional(
    Type.String({ format: 'date', description: 'When at the latest everybody had agreed.' }),
  ),
});

export const CheckBody = Type.Object(
  {
    default_country: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{2}$',
        description: 'For numbers without a country code; otherwise the country of the workspace.',
      }),
    ),
    list: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'The name of the list everybody comes on; made if there is none.',
      }),
    ),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })),
    program_id: Type.Optional(
      Type.String({
        description: 'The program that consents are for, prg_…; may be left out when there is only one.',
      }),
    ),
    consent: Type.Optional(
      Type.Union([Type.Literal('columns'), Type.Literal('none'), Attestation], {
        description:
          'columns: each row proves it by its own date (the default). none: contacts only. Or somebody attests for the rows that have no date.',
      }),
    ),
    historic_consent: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2_000,
        description:
          'Attests consents that are older than the program: what shows them and where it is kept. It stands with your name on every consent of the import. Without it, and without an attestation for the file, rows with such a date are kept and not texted.',
      }),
    ),
    tracking: Type.Optional(
      Type.Object(
        {
          evidence: Type.String({
            minLength: 1,
            maxLength: 2_000,
            description: 'What shows that they agreed, and where it is kept. It stands with each of them.',
          }),
          everybody: Type.Optional(
            Type.Boolean({
              description: 'Whoever the file says nothing else of agreed as well. False unless told.',
            }),
          ),
        },
        {
          additionalProperties: false,
          description:
            'Takes from the column tracking who agreed that it is kept which links they open. Without it only refusals are taken.',
        },
      ),
    ),
    mapping: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          'Column name to number, first_name, status, consent_date, skip … or the name of a field of your own. The rest is recognised.',
      }),
    ),
    duplicates: Type.Optional(
      Type.Union([Type.Literal('update'), Type.Literal('fill'), Type.Literal('skip')], {
        description:
          'People who are known already: overwrite, fill what is blank, or leave as they are. Blank cells never erase.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type CheckOptions = Static<typeof CheckBody>;

const ColumnAnswer = Type.Object({
  name: Type.String(),
  taken_for: Type.String(),
  label: Type.String(),
  confidence: Type.Number(),
  samples: Type.Array(Type.String()),
});

export const ImportAnswer = Type.Object(
  {
    object: Type.Literal('import'),
    id: Type.String(),
    file_name: Type.String(),
    status: Type.Enum([
      'uploaded',
      'checking',
      'checked',
      'importing',
      'imported',
      'undoing',
      'undone',
      'failed',
    ]),
    problem: Nullable(Type.String({ description: 'Why it failed and what to do.' })),
    counts: Type.Record(Type.String(), Type.Integer(), {
      description:
        'rows = invalid + duplicates + created + updated + unchanged; people = the last three = opted_out + already_opted_out + with_consent + without_consent. Of with_consent, texts of the program leave out weak_consent: what shows how those agreed is not enough where they are.',
    }),
    notes: Type.Array(Type.String(), { description: 'What was decided for you, one sentence each.' }),
    progress: Type.Object({
      rows_done: Type.Integer(),
      bytes_done: Type.Integer(),
      bytes_total: Type.Integer(),
    }),
    mapping: Type.Record(Type.String(), Type.String()),
    columns: Type.Array(ColumnAnswer),
    dialect: Type.Union([
      Type.Object({
        delimiter: Type.Optional(Type.String()),
        encoding: Type.Optional(Type.String()),
        has_header: Type.Optional(Type.Boolean()),
        sha256: Type.Optional(Type.String()),
      }),
      Type.Null(),
    ]),
    list: Nullable(Type.String()),
    program_id: Nullable(Type.String()),
    created_at: Time,
    checked_at: Nullable(Time),
    imported_at: Nullable(Time),
    undo_until: Nullable(Time),
    undone_at: Nullable(Time),
  },
  { $id: 'Import' },
);

export const RejectsQuery = Type.Object({
  ...PageQuery.properties,
  code: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'Only these, such as row.repeated, or number for all bad numbers.',
    }),
  ),
});

export const RejectAnswer = Type.Object(
  {
    object: Type.Literal('import_reject'),
    line: Type.Integer({ description: 'Where in the file the row begins.' }),
    code: Type.String(),
    sentence: Type.String(),
    row: Type.Array(Type.String(), { description: 'The row as it stood in the file.' }),
    number: Nullable(Type.String()),
  },
  { $id: 'ImportReject' },
);
