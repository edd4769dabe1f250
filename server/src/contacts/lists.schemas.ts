import { Type } from 'typebox';

export const ListAnswer = Type.Object(
  {
    object: Type.Literal('list'),
    id: Type.String(),
    name: Type.String(),
    people: Type.Integer({ description: 'How many contacts are on it.' }),
    is_test_group: Type.Boolean({
      description: 'Its people look at texts before others do: tests may go to all of them at once.',
    }),
    created_at: Type.String({ format: 'date-time' }),
  },
  { title: 'List' },
);

export const ListBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

export const ListChangeBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    is_test_group: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const FieldChangeBody = Type.Object(
  {
    label: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'What people read. Texts and segments go on saying the name.',
    }),
  },
  { additionalProperties: false },
);

export const TagAnswer = Type.Object({ name: Type.String(), people: Type.Integer() }, { title: 'Tag' });

export const ContactFieldAnswer = Type.Object(
  {
    name: Type.String({ description: 'What a template says.' }),
    label: Type.String({ description: 'What people read.' }),
    kind: Type.Union([
      Type.Literal('text'),
      Type.Literal('number'),
      Type.Literal('date'),
      Type.Literal('boolean'),
    ]),
    is_standard: Type.Boolean({ description: 'True for what every contact has.' }),
  },
  { title: 'ContactField' },
);
