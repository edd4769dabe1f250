import { Type } from 'typebox';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import type { EventName, EventRow } from './event.queries.ts';
import type { TakenEvents } from './take-events.ts';

export const mostEvents = 1_000;

/** Loose on purpose: what is wrong with one event is said of that one. */
export const EventsBody = Type.Object({
  events: Type.Array(
    Type.Unknown({
      description:
        'id (your own; by it the event is taken once), name (order.placed), one of number, external_id and contact_id, occurred_at with its zone (now unless told), value (a number), properties (an object).',
    }),
    { minItems: 1, maxItems: mostEvents },
  ),
  unknown_people: Type.Optional(
    Type.Enum(['reject', 'create'], {
      description:
        'What becomes of an event about a number that is nobody’s here: it is refused, or a contact without any consent is made. Refused unless told.',
    }),
  ),
});

const Count = Type.Integer({ minimum: 0 });

export const TakenAnswer = Type.Object(
  {
    object: Type.Literal('events_taken'),
    accepted: Count,
    duplicates: { ...Count, description: 'Were here already by their id.' },
    contacts_created: Count,
    rejected: Type.Array(
      Type.Object({
        index: { ...Count, description: 'Its place in the call, from 0.' },
        id: nullable(Type.String()),
        code: Type.String(),
        detail: Type.String(),
      }),
    ),
  },
  { title: 'EventsTaken' },
);

export const EventAnswer = Type.Object(
  {
    object: Type.Literal('event'),
    name: Type.String(),
    contact_id: Type.String(),
    occurred_at: Type.String({ format: 'date-time' }),
    value: nullable(Type.Number()),
    properties: nullable(Type.Record(Type.String(), Type.Unknown())),
    received_at: Type.String({ format: 'date-time' }),
  },
  { title: 'Event' },
);

export const EventNameAnswer = Type.Object(
  {
    object: Type.Literal('event_name'),
    name: Type.String(),
    properties: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'What its properties were called, and what kinds of values they had.',
    }),
    first_seen_at: Type.String({ format: 'date-time' }),
  },
  { title: 'EventName' },
);

export const toTaken = ({ accepted, duplicates, contactsCreated, rejected }: TakenEvents) => ({
  object: 'events_taken' as const,
  ...{ accepted, duplicates, contacts_created: contactsCreated },
  rejected: rejected.map(({ index, id, code, sentence }) => ({ index, id, code, detail: sentence })),
});

export const toEvent = ({ name, contactId, occurredAt, value, properties, receivedAt }: EventRow) => ({
  object: 'event' as const,
  name,
  contact_id: publicId('con', contactId),
  occurred_at: occurredAt.toISOString(),
  value: value === null ? null : Number(value),
  properties: properties && { ...properties },
  received_at: receivedAt.toISOString(),
});

export const toEventName = ({ name, properties, firstSeenAt }: EventName) => ({
  object: 'event_name' as const,
  name,
  properties: Object.fromEntries(Object.entries(properties).map(([key, kinds]) => [key, [...kinds]])),
  first_seen_at: firstSeenAt.toISOString(),
});
