import { registrationKinds } from '@tidings/policy/registrations';
import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { getRegistration, readRegistrationId } from '../../senders/index.ts';
import { compareRegistration } from './compare.ts';
import { findDriftOf, type RegistrationDrift } from './drift.queries.ts';
import { prefillForm } from './prefill.ts';

const tags = ['senders'];
const params = Type.Object({ id: Type.String({ maxLength: 60 }) });

const DriftAnswer = Type.Object(
  {
    object: Type.Literal('registration_drift'),
    compared_at: nullable(
      Type.String({ format: 'date-time', description: 'Null while nothing was compared yet.' }),
    ),
    since: nullable(Type.String({ format: 'date-time' })),
    texts: Type.Integer({ description: 'How many texts were looked at.' }),
    unlike: Type.Number({ description: 'Which part of them is like none of the samples, from 0 to 1.' }),
    findings: Type.Array(
      Type.Object({
        rule: Type.String(),
        texts: Type.Integer(),
        sentence: Type.String(),
        remedy: Type.String(),
        example: Type.String(),
      }),
    ),
  },
  { title: 'RegistrationDrift' },
);

const toDrift = (drift: RegistrationDrift | null): Static<typeof DriftAnswer> => ({
  object: 'registration_drift',
  compared_at: drift?.comparedAt.toISOString() ?? null,
  since: drift?.since.toISOString() ?? null,
  texts: drift?.texts ?? 0,
  unlike: drift?.unlike ?? 0,
  findings: drift?.findings.map((one) => ({ ...one })) ?? [],
});

function driftRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/registrations/:id/drift',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Say what was sent under a registration and was not registered, as it was last compared',
        tags,
        params,
        response: { 200: DriftAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { id: found } = await getRegistration(tx, readRegistrationId(id));
        return toDrift(await findDriftOf(tx, found));
      }),
  );

  http.post(
    '/v1/registrations/:id/drift',
    {
      config: { permission: 'policy.write' },
      schema: {
        summary: 'Compare what was sent in the last week with what was registered, now',
        tags,
        params,
        response: { 200: DriftAnswer },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        toDrift(await compareRegistration(ctx, tx, scope, readRegistrationId(id), true)),
      ),
  );
}

export function paperRoutes(http: Http, ctx: Context): void {
  driftRoutes(http, ctx);
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
