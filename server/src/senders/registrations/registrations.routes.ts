import { exportForm, formAsCsv, lintForm } from '@tidings/policy/registrations';
import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { listSenders } from '../sender.queries.ts';
import { assignNumbers } from './assign-numbers.ts';
import { changeRegistration, createRegistration } from './change-registration.ts';
import { noteStatus, submitRegistration } from './move-registration.ts';
import { standingOf } from './number-standing.ts';
import { getRegistration, listRegistrationEvents, listRegistrations } from './registration.queries.ts';
import { formsAnswer, toFindings, toRegistration, toStanding } from './registration-answers.ts';
import * as schemas from './registrations.schemas.ts';

const tags = ['senders'];
const params = Type.Object({ id: Type.String({ maxLength: 60 }) });
const response = { 200: schemas.RegistrationAnswer };

export function readRegistrationId(text: string): string {
  const id = readUuidId('reg', text);
  if (id) return id;
  throw new NotFound('registration.not_found', 'There is no such registration in this workspace (reg_…).');
}

export function registrationRoutes(http: Http, ctx: Context): void {
  formRoutes(http);
  readingRoutes(http, ctx);
  changingRoutes(http, ctx);
}

function formRoutes(http: Http): void {
  http.get(
    '/v1/registration-forms',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List the forms of senders’ papers, their fields, use cases and what countries ask of names',
        tags,
        response: { 200: schemas.FormsAnswer },
      },
    },
    async () => formsAnswer(),
  );

  http.post(
    '/v1/registration-forms/lint',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Say what a reviewer would object to in a filled form; nothing is kept',
        tags,
        body: schemas.LintFormBody,
        response: { 200: schemas.FormFindings },
      },
    },
    async ({ body }) => toFindings(lintForm(body.kind, body.answers)),
  );
}

function readingRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/registrations',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List what is registered with carriers, or is to be',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.RegistrationAnswer) }) },
      },
    },
    async ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const data = [];
        for (const one of await listRegistrations(tx)) data.push(await toRegistration(tx, one));
        return { data };
      }),
  );

  http.get(
    '/v1/registrations/:id',
    {
      config: { permission: 'senders.read' },
      schema: { summary: 'Read a registration', tags, params, response },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) =>
        toRegistration(tx, await getRegistration(tx, readRegistrationId(id))),
      ),
  );

  http.get(
    '/v1/registrations/:id/findings',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Say what a reviewer would object to in this registration',
        tags,
        params,
        response: { 200: schemas.FormFindings },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { kind, answers } = await getRegistration(tx, readRegistrationId(id));
        return toFindings(lintForm(kind, answers));
      }),
  );

  http.get(
    '/v1/registrations/:id/history',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List every change of a registration, from the first',
        tags,
        params,
        response: { 200: Type.Object({ data: Type.Array(schemas.EventAnswer) }) },
      },
    },
    async ({ params: { id }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { id: found } = await getRegistration(tx, readRegistrationId(id));
        const events = await listRegistrationEvents(tx, found);
        return {
          data: events.map(({ at, detail, ...one }) => ({
            ...one,
            at: at.toISOString(),
            detail: { ...detail },
          })),
        };
      }),
  );

  http.get(
    '/v1/registrations/:id/export',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Read a registration in the field names of a provider',
        tags,
        params,
        querystring: schemas.ExportQuery,
        response: { 200: schemas.ExportAnswer },
      },
    },
    async ({ params: { id }, query: { provider }, scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { kind, answers } = await getRegistration(tx, readRegistrationId(id));
        const exported = exportForm(provider, kind, answers);
        if (!exported)
          throw new Conflict(
            'registration.no_export',
            `For this kind of form no field names of ${provider} are known. Use provider=plain and fill in its page.`,
          );
        const { confidence, body, asked, leftOut, handedIn } = exported;
        return {
          object: 'registration_export' as const,
          ...{ provider, confidence, body: { ...body }, csv: formAsCsv(exported), asked: { ...asked } },
          ...{ handed_in: handedIn, left_out: [...leftOut] },
        };
      }),
  );

  http.get(
    '/v1/sender-papers',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'Say of every number whether it may text the US, and why',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.StandingAnswer) }) },
      },
    },
    async ({ scope }) => {
      const now = ctx.clock.now();
      const senders = await ctx.db.tx(scope.workspaceId, listSenders);
      return { data: senders.map((sender) => toStanding(standingOf(sender, now))) };
    },
  );
}

function changingRoutes(http: Http, ctx: Context): void {
  const config = { permission: 'policy.write' } as const;

  http.post(
    '/v1/registrations',
    {
      config,
      schema: {
        summary: 'Begin a registration',
        tags,
        body: schemas.CreateBody,
        response: { 201: schemas.RegistrationAnswer },
      },
    },
    async ({ scope, body }, reply) => {
      const { kind, name, brand_registration_id: parent, answers = {} } = body;
      const parentId = parent === undefined ? null : readRegistrationId(parent);
      const made = await ctx.db.tx(scope.workspaceId, async (tx) =>
        toRegistration(tx, await createRegistration(ctx, tx, scope, { kind, name, parentId, answers })),
      );
      return reply.code(201).send(made);
    },
  );

  http.patch(
    '/v1/registrations/:id',
    {
      config,
      schema: {
        summary: 'Fill in fields of a registration',
        tags,
        params,
        body: schemas.ChangeBody,
        response,
      },
    },
    async ({ params: { id }, scope, body }) => {
      const { name, answers, hours_a_day: hoursADay, brand_registration_id: parent } = body;
      const parentId = typeof parent === 'string' ? readRegistrationId(parent) : parent;
      return ctx.db.tx(scope.workspaceId, async (tx) =>
        toRegistration(
          tx,
          await changeRegistration(ctx, tx, scope, readRegistrationId(id), {
            name,
            answers,
            hoursADay,
            parentId,
          }),
        ),
      );
    },
  );

  http.post(
    '/v1/registrations/:id/submit',
    {
      config,
      schema: {
        summary: 'Write down that it was handed in; refused while there is a known reason to reject it',
        tags,
        params,
        body: schemas.SubmitBody,
        response,
      },
    },
    async ({ params: { id }, scope, body }) => {
      const wish = { provider: body.provider ?? null, acceptFindings: body.accept_findings === true };
      return ctx.db.tx(scope.workspaceId, async (tx) =>
        toRegistration(tx, await submitRegistration(ctx, tx, scope, readRegistrationId(id), wish)),
      );
    },
  );

  http.post(
    '/v1/registrations/:id/status',
    {
      config,
      schema: {
        summary:
          'Write down what the carrier or provider said; what was approved elsewhere is brought in so as well',
        tags,
        params,
        body: schemas.StatusBody,
        response,
      },
    },
    async ({ params: { id }, scope, body }) => {
      const { status, reason = null, code = null, reference = null, expires_at } = body;
      const expiresAt = expires_at === undefined ? null : new Date(expires_at);
      return ctx.db.tx(scope.workspaceId, async (tx) =>
        toRegistration(
          tx,
          await noteStatus(ctx, tx, scope, readRegistrationId(id), {
            status,
            reason,
            code,
            reference,
            expiresAt,
          }),
        ),
      );
    },
  );

  http.put(
    '/v1/registrations/:id/numbers',
    {
      config,
      schema: {
        summary: 'Say which numbers stand under a registration',
        tags,
        params,
        body: schemas.NumbersBody,
        response,
      },
    },
    async ({ params: { id }, scope, body }) => {
      const senderIds = body.sender_ids.map((text) => {
        const senderId = readUuidId('snd', text);
        if (senderId) return senderId;
        throw new NotFound(
          'sender.not_found',
          `There is no sender ${text.slice(0, 60)} in this workspace (snd_…).`,
        );
      });
      return ctx.db.tx(scope.workspaceId, async (tx) =>
        toRegistration(tx, await assignNumbers(ctx, tx, scope, readRegistrationId(id), senderIds)),
      );
    },
  );
}
