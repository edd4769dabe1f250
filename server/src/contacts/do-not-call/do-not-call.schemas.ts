import { Type } from 'typebox';
import { nullable } from '../../platform/http/nullable.ts';

const kind = Type.Union([Type.Literal('own'), Type.Literal('state'), Type.Literal('federal')], {
  description: '`own`: asked of this business. `state` and `federal`: the registers.',
});
const day = (description: string) => Type.String({ maxLength: 10, description });

export const NewListBody = Type.Object(
  {
    kind,
    region: Type.Optional(Type.String({ maxLength: 5, description: 'US-TX; of a state’s list.' })),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    as_of: day('The day of the data, not of its import: 2026-11-24.'),
  },
  { additionalProperties: false },
);
export const NumbersBody = Type.Object(
  {
    numbers: Type.Array(Type.String({ maxLength: 60 }), {
      minItems: 1,
      maxItems: 10_000,
      description: 'With country code, or as written in the workspace’s country.',
    }),
  },
  { additionalProperties: false },
);
export const EndBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 2_000, description: 'Why, for the record.' }) },
  { additionalProperties: false },
);
const properties = {
  object: Type.Literal('do_not_call_list'),
  id: Type.String(),
  kind,
  region: nullable(Type.String()),
  name: Type.String(),
  as_of: day('The day of the data.'),
  state: Type.Union(
    [Type.Literal('loading'), Type.Literal('standing'), Type.Literal('replaced'), Type.Literal('ended')],
    { description: 'Only a list that stands counts.' },
  ),
  entries: Type.Integer(),
  added_by: Type.String(),
  added_at: Type.String({ format: 'date-time' }),
  finished_at: nullable(Type.String({ format: 'date-time' })),
};
export const ListAnswer = Type.Object(properties, { title: 'DoNotCallList' });
export const AddedAnswer = Type.Object(
  {
    ...properties,
    added: Type.Integer(),
    known: Type.Integer({ description: 'Stood on it already.' }),
    unreadable: Type.Array(Type.Object({ line: Type.Integer(), entry: Type.String(), why: Type.String() })),
  },
  { title: 'DoNotCallAdded' },
);
export const ListsAnswer = Type.Object({
  object: Type.Literal('list'),
  data: Type.Array(ListAnswer),
});
