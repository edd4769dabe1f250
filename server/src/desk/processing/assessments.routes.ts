import { Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { getAssessment, listAssessments } from './assessment.queries.ts';
import type { Keeping } from './keep-record.ts';
import * as schemas from './processing.schemas.ts';
import { beginAssessment, signAssessment, writeAssessment } from './write-assessment.ts';

const tags = ['compliance desk'];
const params = Type.Object({ id: Type.String() });
const response = { 200: schemas.AssessmentAnswer };

/** Data protection impact assessments (GDPR art. 35). */
export function assessmentRoutes(http: Http, ctx: Context, keeping: Keeping): void {
  http.get(
    '/v1/assessments',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary: 'List impact assessments, each with its newest version',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.AssessmentLine) }) },
      },
    },
    async ({ scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, listAssessments);
      return {
        data: found.map(({ id, title, version, verdict, signedAt }) => ({
          ...{ id: publicId('dpi', id), title, version, verdict, signed_at: signedAt?.toISOString() ?? null },
        })),
      };
    },
  );

  http.post(
    '/v1/assessments',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Begin an impact assessment; without a form it is prefilled from the record of processing',
        tags,
        body: schemas.AssessmentBody,
        response: { 201: schemas.AssessmentAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const made = await beginAssessment(ctx, scope, keeping, { title: body.title, body: body.form });
      return reply.code(201).send(schemas.toAssessment(made));
    },
  );

  http.get(
    '/v1/assessments/:id',
    {
      config: { permission: 'desk.read' },
      schema: { summary: 'Read an impact assessment with all its versions', tags, params, response },
    },
    async ({ params: { id }, scope }) =>
      schemas.toAssessment(
        await ctx.db.tx(scope.workspaceId, (tx) => getAssessment(tx, schemas.readAssessmentId(id))),
      ),
  );

  http.put(
    '/v1/assessments/:id',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Write a new version of an impact assessment; the ones before stay',
        ...{ tags, params, response },
        body: schemas.AssessmentForm,
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toAssessment(await writeAssessment(ctx, scope, schemas.readAssessmentId(id), body)),
  );

  http.post(
    '/v1/assessments/:id/signature',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Sign a version of an impact assessment: accepted, rejected, or the authority must be asked',
        ...{ tags, params, response },
        body: schemas.SignatureBody,
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toAssessment(await signAssessment(ctx, scope, schemas.readAssessmentId(id), body)),
  );
}
