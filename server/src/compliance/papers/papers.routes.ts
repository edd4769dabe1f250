import { registrationKinds } from '@tidings/policy/registrations';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { prefillForm } from './prefill.ts';

const tags = ['senders'];

export function paperRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/programs/:id/registration-prefill',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Fill a form in from what is known of a program and its brand; nothing is kept',
        tags,
        params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
        querystring: Type.Object(
          { kind: Type.Enum([...registrationKinds]) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object(
            {
              object: Type.Literal('registration_prefill'),
              answers: Type.Record(Type.String(), Type.Unknown()),
            },
            { title: 'RegistrationPrefill' },
          ),
        },
      },
    },
    async ({ params: { id }, query: { kind }, scope }) => {
      const programId = readUuidId('prg', id);
      if (programId === null)
        throw new NotFound('program.not_found', 'There is no such program in this workspace (prg_…).');
      const answers = await ctx.db.tx(scope.workspaceId, (tx) =>
        prefillForm(tx, ctx.origin, kind, programId),
      );
      return { object: 'registration_prefill' as const, answers: { ...answers } };
    },
  );
}
