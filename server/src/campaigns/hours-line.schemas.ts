import type { HoursLine } from '@tidings/policy/hours';
import { type Static, Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';

export const HoursLineAnswer = Type.Object({
  jurisdictions: Type.Array(Type.String(), {
    description:
      'Whose hours are kept: `US-FL`; `anywhere`, `unknown` or `placeless` where the number does not tell.',
  }),
  zones: Type.Array(Type.String()),
  decision: Type.Union([Type.Literal('allow'), Type.Literal('hold'), Type.Literal('drop')]),
  until: nullable(
    Type.String({ format: 'date-time', description: 'When the window closes, or opens again.' }),
  ),
  is_opening_unknown: Type.Boolean({
    description: 'True where the text is only looked at again then.',
  }),
  people: Type.Integer(),
});

export const toHoursLine = ({
  isOpeningUnknown,
  until,
  ...line
}: HoursLine): Static<typeof HoursLineAnswer> => ({
  ...line,
  jurisdictions: [...line.jurisdictions],
  zones: [...line.zones],
  until: until?.toISOString() ?? null,
  is_opening_unknown: isOpeningUnknown,
});
