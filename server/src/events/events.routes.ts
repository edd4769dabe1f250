import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { readNumberId } from '../platform/ids.ts';
import { type EventPlace, listEventNames, listEvents } from './event.queries.ts';
import {
  EventAnswer,
  EventNameAnswer,
  EventsBody,
  TakenAnswer,
  toEvent,
  toEventName,
  toTaken,
} from './events.schemas.ts';
import { takeEvents } from './take-events.ts';

const tags = ['events'];
// A thousand events with their properties.
const bodyLimit = 8 * 1_048_576;

export function eventRoutes(
  http: Http,
  ctx: Context,
  keeping: { readonly eventsForMonths?: number | null },
): void {
  http.post(
    '/v1/events',
    {
      bodyLimit,
      config: { permission: 'events.write' },
      schema: {
        summary: 'Take up to 1,000 things that people did elsewhere, such as orders',
        description:
          'Each is taken once by its id, so a call whose answer was lost is sent again as it was. What is wrong with one is told under rejected, and the others are taken. Events may come late; those dated more than a quarter of an hour ahead are refused.',
        ...{ tags, body: EventsBody, response: { 200: TakenAnswer } },
      },
    },
    async ({ body, scope }) => {
      const unknownPeople = body.unknown_people ?? 'reject';
      const options = { unknownPeople, keptMonths: keeping.eventsForMonths ?? null };
      return toTaken(await takeEvents(ctx, scope, body.events, options));
    },
  );

  http.get(
    '/v1/events',
    {
      config: { permission: 'contacts.read' },
      schema: {
        summary: 'List events of a name, of a person, or of both; by person and time',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          name: Type.Optional(Type.String({ maxLength: 100, description: 'Such as order.placed.' })),
          contact_id: Type.Optional(Type.String({ maxLength: 40, description: 'con_…' })),
        }),
        response: { 200: pageOf(EventAnswer) },
      },
    },
    async ({ query: { name, contact_id: contact, limit = 50, cursor }, scope }) => {
      const rows = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const names = (await listEventNames(tx)).filter((one) => name === undefined || one.name === name);
        const contactId = contact === undefined ? null : readContact(contact);
        const after = readCursor(cursor) as EventPlace | null;
        return listEvents(tx, { nameIds: names.map(({ id }) => id), contactId, limit: limit + 1, after });
      });
      return toPage(rows, limit, (row) => row.place, toEvent);
    },
  );

  http.get(
    '/v1/event-names',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'List the names of events that have come, with what their properties were like',
        ...{ tags, response: { 200: pageOf(EventNameAnswer) } },
      },
    },
    async ({ scope }) => {
      const names = await ctx.db.tx(scope.workspaceId, listEventNames);
      return { data: names.map(toEventName), next_cursor: null, has_more: false };
    },
  );
}

function readContact(text: string): number {
  const id = readNumberId('con', text);
  if (id === null)
    throw new NotFound('contact.not_found', `There is no contact ${text.slice(0, 40)} in this workspace.`);
  return id;
}
