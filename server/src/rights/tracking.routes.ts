import { Type } from 'typebox';
import { findTracking } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId } from '../platform/ids.ts';
import { setTrackingOf } from './set-tracking.ts';

const Said = Type.Union([Type.Literal('agreed'), Type.Literal('refused'), Type.Null()], {
  description: 'null takes back what was said before.',
});

const tags = ['contacts'];
const params = Type.Object({ id: Type.String({ description: 'con_…' }) });

export function trackingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/contacts/:id/tracking',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'What this person said of it that it is kept which links they open, when, and what shows it',
        tags,
        params,
        response: {
          200: Type.Object(
            {
              object: Type.Literal('tracking'),
              contact_id: Type.String(),
              tracking: Said,
              said_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
              how: Type.Union([Type.String(), Type.Null()], {
                description: 'A page, a form, a file with what is attested of it, or what staff wrote down.',
              }),
            },
            { title: 'TrackingSaid' },
          ),
        },
      },
    },
    async ({ params: { id }, scope }) => {
      const contactId = readContactId(id);
      const said = await ctx.db.tx(scope.workspaceId, (tx) => findTracking(tx, contactId));
      if (!said) throw noContact(id);
      const { tracking, at, how } = said;
      return {
        object: 'tracking' as const,
        contact_id: publicId('con', contactId),
        ...{ tracking, said_at: at?.toISOString() ?? null, how },
      };
    },
  );
  http.put(
    '/v1/contacts/:id/tracking',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Keep whether this person agreed that it is kept which links they open',
        description:
          'Who has refused, or lives where agreement comes first and has not given it, gets the link of everybody: their clicks count for the link and for nobody. A refusal forgets whose clicks there were, too, and what was learned from them: the hours of this person (those from their replies along with them), and to which texts purchases were put down by a click. Later clicks on older links, and purchases that a page tells of by them, are nobody’s.',
        tags,
        params,
        body: Type.Object(
          {
            tracking: Said,
            how: Type.Optional(
              Type.String({
                minLength: 1,
                maxLength: 200,
                description: 'By which way it was said, for the record: form, letter, telephone.',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            { object: Type.Literal('tracking'), contact_id: Type.String(), tracking: Said },
            { title: 'Tracking' },
          ),
        },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const contactId = readContactId(id);
      const how = body.how ?? (scope.actor.startsWith('key:') ? 'api' : 'console');
      await ctx.db.tx(scope.workspaceId, (tx) =>
        setTrackingOf(tx, ctx, scope, contactId, { tracking: body.tracking, how }),
      );
      return { object: 'tracking' as const, contact_id: publicId('con', contactId), tracking: body.tracking };
    },
  );
}

function readContactId(text: string): number {
  const id = readNumberId('con', text);
  if (id === null) throw noContact(text);
  return id;
}

const noContact = (text: string): NotFound =>
  new NotFound('contact.not_found', `There is no contact ${text.slice(0, 40)} in this workspace.`);
