import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { pageOf } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { standardFields } from './contact.ts';
import { listContactFields } from './contact-field.queries.ts';
import { labelOfStandard } from './contact-field.ts';
import { ContactFieldAnswer, FieldChangeBody } from './lists.schemas.ts';
import { renameField } from './rename-field.ts';

const standard = standardFields.map((name) => ({
  name,
  label: labelOfStandard(name),
  kind: 'text' as const,
  is_standard: true,
}));

export function contactFieldRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/contact-fields',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary:
          'List what a text can be filled with: what every contact has, then the business’s own columns',
        tags: ['lists'],
        response: { 200: pageOf(ContactFieldAnswer) },
      },
    },
    async ({ scope }) => {
      const own = await ctx.db.tx(scope.workspaceId, listContactFields);
      return {
        data: [...standard, ...own.map((field) => ({ ...field, is_standard: false }))],
        next_cursor: null,
        has_more: false,
      };
    },
  );

  http.patch(
    '/v1/contact-fields/:name',
    {
      config: { permission: 'contacts.write' },
      schema: {
        summary: 'Call a field something else for people; texts and segments go on by its name',
        tags: ['lists'],
        params: Type.Object({ name: Type.String({ description: 'What a template says.' }) }),
        body: FieldChangeBody,
        response: { 200: ContactFieldAnswer },
      },
    },
    async ({ params, body, scope }) => ({
      ...(await renameField(ctx, scope, params.name, body.label)),
      is_standard: false,
    }),
  );
}
