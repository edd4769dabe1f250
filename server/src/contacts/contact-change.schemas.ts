import { type Static, Type } from 'typebox';
import { Invalid } from '../platform/errors.ts';
import { changedElsewhere, type Elsewhere } from './changed-elsewhere.ts';
import type { ContactChange } from './contact-change.ts';

const text = Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()]);
const zone = 'Where they live, such as America/Chicago; null goes back to what address and number tell.';

const notHere = (name: Elsewhere) =>
  Type.Optional(Type.Unknown({ description: `Refused. ${changedElsewhere[name]}` }));

export const ContactChangeBody = Type.Object(
  {
    first_name: Type.Optional(text),
    last_name: Type.Optional(text),
    email: Type.Optional(text),
    language: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'What they read: es, pt-br.' }),
    ),
    country: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'Two letters, such as US.' }),
    ),
    region: Type.Optional(text),
    time_zone: Type.Optional(Type.Union([Type.String(), Type.Null()], { description: zone })),
    fields: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Union([Type.String({ maxLength: 2_000 }), Type.Number(), Type.Boolean(), Type.Null()]),
        {
          maxProperties: 200,
          description:
            'The business’s own columns by their names, external_id among them; those that are left out stay, null takes a value away. Each is checked by the kind of its column.',
        },
      ),
    ),
    revision: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{16}$',
        description:
          'Of what was changed, in place of If-Match: refused with 409 where somebody else was faster.',
      }),
    ),
    number: notHere('number'),
    consent: notHere('consent'),
    tracking: notHere('tracking'),
    lists: notHere('lists'),
    tags: notHere('tags'),
  },
  { additionalProperties: false },
);

/** What is to be changed. What is done elsewhere is refused in words that say where. */
export function readContactChange(body: Static<typeof ContactChangeBody>): ContactChange {
  const wrong = (Object.keys(changedElsewhere) as Elsewhere[]).filter((name) => body[name] !== undefined);
  if (wrong.length > 0)
    throw new Invalid(
      'contact.changed_elsewhere',
      wrong.map((name) => changedElsewhere[name]).join(' '),
      wrong.map((name) => ({
        pointer: `/${name}`,
        code: 'contact.changed_elsewhere',
        detail: changedElsewhere[name],
      })),
    );
  const {
    first_name: firstName,
    last_name: lastName,
    time_zone: timeZone,
    email,
    language,
    country,
    region,
  } = body;
  const said = { firstName, lastName, email, language, country, region, timeZone, fields: body.fields };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
