import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId } from '../platform/ids.ts';
import { setTrackingOf } from './set-tracking.ts';

const Said = Type.Union([Type.Literal('agreed'), Type.Literal('refused'), Type.Null()], {
  description: 'null takes back what was said before.',
});

export function trackingRoutes(http: Http, ctx: Context): void {
  http.put(
    '/v1/contacts/:id/tracking',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Keep whether this person agreed that it is kept which links they open',
        description:
          'Who has refused, or lives where agreement comes first and has not given it, gets the link of everybody: their clicks count for the link and for nobody. A refusal forgets whose clicks there were, too, and what was learned from them: the hours of this person (those from their replies along with them), and to which texts purchases were put down by a click. Later clicks on older links, and purchases that a page tells of by them, are nobody’s.',
        tags: ['contacts'],
        params: Type.Object({ id: Type.String({ description: 'con_…' }) }),
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
      const contactId = readNumberId('con', id);
      if (contactId === null)
        throw new NotFound('contact.not_found', `There is no contact ${id.slice(0, 40)} in this workspace.`);
      const how = body.how ?? (scope.actor.startsWith('key:') ? 'api' : 'console');
      await ctx.db.tx(scope.workspaceId, (tx) =>
        setTrackingOf(tx, ctx, scope, contactId, { tracking: body.tracking, how }),
      );
      return { object: 'tracking' as const, contact_id: publicId('con', contactId), tracking: body.tracking };
    },
  );
}
